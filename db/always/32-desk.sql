-- The daily desk: where what somebody reads is noted, and where an address or a session leads to what is theirs.

-- Somebody reads a case now. Gives until when they had read it before this visit: null where they never had. Within half
-- an hour it is the same visit, so that what is new stays marked while they read on. Only of a case that they see: it is
-- asked once the case was found.
create or replace function casework.note_reading(of_case uuid) returns timestamptz language plpgsql volatile security definer set search_path = '' as $$
declare since timestamptz; present timestamptz := platform.present(); staff uuid := platform.viewer_staff();
begin
  if staff is null then return null; end if;
  insert into casework.last_read as r (staff_id, case_id, before_at, read_at) values (staff, of_case, null, present)
  on conflict (staff_id, case_id) do update set
    before_at = case when r.read_at < excluded.read_at - interval '30 minutes' then r.read_at else r.before_at end,
    read_at = greatest(r.read_at, excluded.read_at)
  returning before_at into since;
  -- whoever opens the case has seen what they were told of it
  update casework.notice n set read_at = present where n.staff_id = staff and n.case_id = of_case and n.read_at is null;
  return since;
end $$;

-- Whoever asked for advice opens the answer: they have read what they were told of it.
create or replace function casework.note_advice_read(of_advice uuid) returns void language sql volatile security definer set search_path = '' as $$
  update casework.advice_notice n set read_at = platform.present()
    where n.advice_id = of_advice and n.staff_id = platform.viewer_staff() and n.read_at is null
$$;

-- Whose calendar a secret address is, for as long as it is kept up and they are here.
create or replace function casework.calendar_of(hash bytea) returns table (staff_id uuid, name text, agency_id uuid, roles text)
language sql stable security definer set search_path = '' as $$
  select s.id, s.name, s.agency_id, organisation.roles_held(s.id) from casework.calendar_address a
    join organisation.staff s on s.id = a.staff_id
    where a.token_hash = hash and a.ended_at is null and s.left_at is null and s.conduct_accepted_at is not null
$$;

-- Of how many cases, and answers to questions of theirs, somebody has notices that they have not read: asked with their session, for the top of every page.
-- Counts no further than is shown.
create or replace function casework.unread_notices(whose uuid) returns integer language sql stable security definer set search_path = '' as $$
  select count(*)::integer from (
    (select distinct n.case_id from casework.notice n where n.staff_id = whose and n.read_at is null limit 100)
    union all (select a.advice_id from casework.advice_notice a where a.staff_id = whose and a.read_at is null limit 100)) counted
$$;

-- Whether a case is open to a member of staff now: as a coordinator to whom it is not closed, or by a grant, as
-- granted_cases finds it for a viewer (10-ways-of-seeing.sql). Asked for the few who are to be told something.
create or replace function casework.is_open_to(staff uuid, of_case uuid) returns boolean language plpgsql stable set search_path = '' as $$
declare present timestamptz := platform.present();
begin
  return exists (select from organisation.staff s where s.id = staff and s.left_at is null
    and not exists (select from casework.recusal r where r.case_id = of_case and r.staff_id = s.id and r.kind = 'conflict')
    and not exists (select from casework.case c where c.id = of_case and c.sealed_to is not null and s.id <> all (c.sealed_to))
    and (exists (select from organisation.staff_role r where r.staff_id = s.id and r.role = 'Channel coordinator' and r.ended_at is null)
      or exists (select from casework.case_grant g where g.case_id = of_case and g.ended_at is null
          and g.from_at <= present and (g.until_at is null or g.until_at > present)
          and (g.staff_id = s.id or g.staff_id is null and (g.agency_id is null or g.agency_id = s.agency_id)
            and exists (select from organisation.staff_role r where r.staff_id = s.id and r.role = g.role and r.ended_at is null)))
        and (organisation.in_agreement(s.agency_id) or exists (select from casework.sharing_decision d
          where d.case_id = of_case and d.agency_id = s.agency_id and d.ends_at > present))));
end $$;

-- Tells those who work on a case of something, once: whoever did something on it, and still sees it, but not whoever does
-- this. With it goes what the case now wants of one person. Gives those who wish for a mail at once, and of what.
create or replace function casework.tell_of(of_case uuid, notice_kind text, said text) returns table (staff_id uuid, notice_id uuid)
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
declare day date := platform.today(); present timestamptz := platform.present(); doer uuid := platform.viewer_staff();
begin
  -- what is done asks nothing of anybody any more
  update casework.notice n set read_at = present where n.case_id = of_case and n.read_at is null and n.kind in ('assigned', 'due')
    and not exists (select from casework.task t where t.case_id = of_case and t.what = n.what);
  return query with told as (
    insert into casework.notice (id, staff_id, case_id, kind, what, on_day, at)
    select platform.new_id(), w.staff_id, of_case, w.kind, w.what, w.on_day, present from (
      select t.staff_id, 'assigned' as kind, t.what, t.due_on as on_day from casework.task t where t.case_id = of_case and t.staff_id is not null
      union
      select c.staff_id, notice_kind, said, day from casework.workers_on(of_case) c where notice_kind is not null
    ) w
    where w.staff_id is distinct from doer
    on conflict (staff_id, case_id, kind, what, on_day) do nothing
    returning id, staff_id
  )
  select n.staff_id, n.id from told n join casework.notice_choice c on c.staff_id = n.staff_id where c.mail = 'at once';
end $$;

-- Tells all who hold a role, and see the case, of what it now wants of that role: of the few things that must not wait until
-- somebody looks. Gives those who wish for a mail at once, and of what.
create or replace function casework.tell_holders(of_case uuid, wants text[]) returns table (staff_id uuid, notice_id uuid)
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
declare present timestamptz := platform.present(); doer uuid := platform.viewer_staff();
begin
  if wants = '{}' then return; end if;
  return query with told as (
    insert into casework.notice (id, staff_id, case_id, kind, what, on_day, at)
    select platform.new_id(), s.id, of_case, 'assigned', t.what, t.due_on, present
    from casework.task t
      join organisation.staff_role r on r.role = t.role and r.ended_at is null
      join organisation.staff s on s.id = r.staff_id and (t.agency_id is null or t.agency_id = s.agency_id)
    where t.case_id = of_case and t.staff_id is null and t.what = any (wants) and s.id is distinct from doer
      and casework.is_open_to(s.id, t.case_id)
    on conflict (staff_id, case_id, kind, what, on_day) do nothing
    returning id, staff_id
  )
  select n.staff_id, n.id from told n join casework.notice_choice c on c.staff_id = n.staff_id where c.mail = 'at once';
end $$;

-- Tells those who coordinate of what happened on a case that nobody works on yet: it would be told to nobody otherwise.
create or replace function casework.tell_coordinators(of_case uuid, notice_kind text, said text) returns table (staff_id uuid, notice_id uuid)
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
begin
  if exists (select from casework.workers_on(of_case)) then return; end if;
  return query with told as (
    insert into casework.notice (id, staff_id, case_id, kind, what, on_day, at)
    select platform.new_id(), r.staff_id, of_case, notice_kind, said, platform.today(), platform.present()
    from organisation.staff_role r
    where r.role = 'Channel coordinator' and r.ended_at is null and casework.is_open_to(r.staff_id, of_case)
    on conflict (staff_id, case_id, kind, what, on_day) do nothing
    returning id, staff_id
  )
  select n.staff_id, n.id from told n join casework.notice_choice c on c.staff_id = n.staff_id where c.mail = 'at once';
end $$;

-- Whoever did something on a case, and to whom it is open still.
create or replace function casework.workers_on(of_case uuid) returns table (staff_id uuid) language sql stable security definer set search_path = '' as $$
  with doer as materialized (
    select distinct a.viewer_id::uuid as id from platform.act a where a.subject_id = of_case and a.viewer_kind = 'staff'
  ) select d.id from doer d where casework.is_open_to(d.id, of_case)
$$;

-- Tells of what became due on some days: the one person whose it is, or those of the role who work on the case.
create or replace function casework.tell_what_is_due(from_day date, until_day date) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare told integer;
begin
  insert into casework.notice (id, staff_id, case_id, kind, what, on_day, at)
  select platform.new_id(), d.staff_id, d.case_id, 'due', d.what, d.due_on, platform.present() from (
    select t.staff_id, t.case_id, t.what, t.due_on from casework.task t where t.due_on between from_day and until_day and t.staff_id is not null
    union
    select w.staff_id, t.case_id, t.what, t.due_on from casework.task t cross join lateral casework.workers_on(t.case_id) w
      where t.due_on between from_day and until_day and t.staff_id is null
        and exists (select from organisation.staff_role r where r.staff_id = w.staff_id and r.role = t.role and r.ended_at is null)
  ) d
  on conflict (staff_id, case_id, kind, what, on_day) do nothing;
  get diagnostics told = row_count;
  return told;
end $$;

-- Whoever has notices that they have not read, and wishes to be told so by mail in this way. Nobody chose: once a day.
create or replace function casework.to_be_mailed(way text) returns table (staff_id uuid)
language sql stable security definer set search_path = '' as $$
  select s.id from organisation.staff s left join casework.notice_choice c on c.staff_id = s.id
  where s.left_at is null and coalesce(c.mail, 'once a day') = way
    and exists (select from casework.notice n where n.staff_id = s.id and n.read_at is null)
$$;
