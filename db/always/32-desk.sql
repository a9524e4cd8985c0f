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
  return since;
end $$;

-- Whose calendar a secret address is, for as long as it is kept up and they are here.
create or replace function casework.calendar_of(hash bytea) returns table (staff_id uuid, name text, agency_id uuid, roles text)
language sql stable security definer set search_path = '' as $$
  select s.id, s.name, s.agency_id, organisation.roles_held(s.id) from casework.calendar_address a
    join organisation.staff s on s.id = a.staff_id
    where a.token_hash = hash and a.ended_at is null and s.left_at is null and s.conduct_accepted_at is not null
$$;

-- How many notices somebody has not read: asked with their session, for the top of every page. Counts no further than is shown.
create or replace function casework.unread_notices(whose uuid) returns integer language sql stable security definer set search_path = '' as $$
  select count(*)::integer from (select from casework.notice n where n.staff_id = whose and n.read_at is null limit 100) counted
$$;
