-- Whether a case was shown to anybody besides being moved in: disclosed in another act, or opened by somebody of an agency
-- that moving it in let in. That it was opened to them and nobody looked keeps nothing from being taken back.
create or replace function casework.was_shown(of_case uuid) returns boolean language sql stable security definer set search_path = '' as $$
  with told as (
    select d.to_agency_id, a.id is not null as by_moving_in from trust.disclosure d
    left join platform.act a on a.id = d.act_id and a.subject_id = of_case and a.command = 'moving-in.move-step'
    where d.case_id = of_case
  )
  select exists (select from told where not by_moving_in)
    or exists (select from trust.journal j join told on told.to_agency_id = j.agency_id
      where j.kind in ('look', 'search') and (j.subject_id = of_case or j.subject_ids @> array[of_case]))
$$;

-- What a spreadsheet brought goes again, in the act that takes it back: the case of one row, whatever hangs on it, and the
-- person where nothing else is about them. Every deletion stands in the journal. Refuses a case that came another way, and
-- one that was shown to somebody: the ledger would be left without it.
create or replace function casework.take_back_row(of_row uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare gone uuid; person uuid; adopted record; is_left boolean; met uuid[];
begin
  select r.case_id into gone from casework.moving_in_row r join casework.moving_in m on m.id = r.moving_in_id
    where r.id = of_row and r.state = 'moved in' and m.undo_at is not null for update of r;
  if gone is null or casework.was_shown(gone)
      or not exists (select from casework.referral r where r.case_id = gone and r.came_by = 'moved in') then
    raise exception 'this case may not be taken back' using errcode = 'insufficient_privilege';
  end if;
  select c.person_id into person from casework.case c where c.id = gone;
  met := array(select i.meeting_id from casework.panel_item i where i.case_id = gone);
  update casework.moving_in_row r set state = 'undone', case_id = null, person_id = null, sealed = null where r.id = of_row;
  -- tables hang on one another: what is held by another goes with the next round
  for round in 1..5 loop
    is_left := false;
    for adopted in select a.name from platform.adopted a join information_schema.columns c
        on c.table_schema || '.' || c.table_name = a.name and c.column_name = 'case_id'
        where a.name like 'casework.%' and a.name <> 'casework.moving_in_row' order by a.name loop
      begin
        execute format('delete from %s where case_id = $1', adopted.name::regclass) using gone;
      exception when foreign_key_violation then is_left := true;
      end;
    end loop;
    exit when not is_left;
  end loop;
  delete from casework.case c where c.id = gone;
  -- a meeting that is known from spreadsheets alone goes with the last case that was before it
  delete from casework.meeting m where m.id = any (met) and m.came_by = 'moved in'
    and not exists (select from casework.panel_item i where i.meeting_id = m.id);
  if person is null or exists (select from casework.case c where c.person_id = person) then return; end if;
  for adopted in select a.name from platform.adopted a join information_schema.columns c
      on c.table_schema || '.' || c.table_name = a.name and c.column_name = 'person_id'
      where a.name like 'casework.%' and a.name not in ('casework.case', 'casework.moving_in_row') loop
    execute format('delete from %s where person_id = $1', adopted.name::regclass) using person;
  end loop;
  delete from casework.person p where p.id = person;
end $$;

-- How large the tables are that many rows came into since it was last learnt: a town that was empty when its plans were
-- made would read whole tables for every row that moves in, until the database looks by itself.
create or replace function casework.learn_sizes() returns void language plpgsql volatile security definer set search_path = '' as $$
declare grown regclass;
begin
  for grown in select s.relid from pg_catalog.pg_stat_user_tables s join pg_catalog.pg_class c on c.oid = s.relid
      where s.schemaname in ('casework', 'trust', 'platform') and s.n_mod_since_analyze > 50 + 3 * greatest(c.reltuples, 0) loop
    execute format('analyze %s', grown);
  end loop;
end $$;
