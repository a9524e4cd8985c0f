-- Who holds a session or a token of the API: asked at every request, by the role that reads them. Its plans are kept.

create or replace function organisation.roles_held(whose uuid) returns text language sql stable
  return (select string_agg(r.role, '|') from organisation.staff_role r where r.staff_id = whose and r.ended_at is null);

-- An open session by the hash of its token. `begun` ends what awaits its second factor, in minutes; `idle` and `longest`
-- end the rest. What was seen more than a minute ago is noted as seen now. One that was seen in time to come, because the
-- database's clock was put back, would last for too long: it has ended.
create or replace function organisation.session_held(hash bytea, begun integer, idle integer, longest_hours integer) returns table (
  id uuid, staff_id uuid, name text, agency_id uuid, roles text, second_factor boolean, conduct_accepted boolean, gone boolean,
  link_to text, link_id uuid
) language plpgsql volatile as $$
declare held organisation.session;
begin
  select * into held from organisation.session s where s.token_hash = hash and s.ended_at is null
    and (s.second_factor_at is not null or s.link_to is not null or s.started_at > now() - make_interval(mins => begun))
    and s.seen_at > now() - make_interval(mins => idle) and s.started_at > now() - make_interval(hours => longest_hours)
    and greatest(s.seen_at, s.started_at) < now() + interval '1 minute';
  if not found then return; end if;
  if held.seen_at < now() - interval '1 minute' then
    update organisation.session s set seen_at = now() where s.id = held.id;
  end if;
  return query select held.id, held.staff_id, f.name, f.agency_id, organisation.roles_held(held.staff_id), held.second_factor_at is not null,
      f.conduct_accepted_at is not null, f.left_at is not null, held.link_to, held.link_id
    from (select) one left join organisation.staff f on f.id = held.staff_id;
end $$;

-- Whoever a token acts as, while it lasts and they are here.
create or replace function organisation.token_held(hash bytea) returns table (staff_id uuid, name text, agency_id uuid, roles text)
language plpgsql stable as $$
begin
  return query select t.staff_id, f.name, f.agency_id, organisation.roles_held(t.staff_id)
    from organisation.api_token t join organisation.staff f on f.id = t.staff_id
    where t.token_hash = hash and t.ended_at is null and t.expires_at > now() and f.left_at is null
      and f.conduct_accepted_at is not null;
end $$;
