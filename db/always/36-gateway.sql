-- A reference of the national tracker stands beside one case alone, of all cases there are and not of those that its
-- reader sees. Of the other case nothing is said but that it has the reference; which it is, to whoever sees it.
create or replace function casework.tracker_references_elsewhere(of_references text[], of_cases uuid[])
returns table (tracker_reference text, case_id uuid, beside_id uuid, beside text)
language sql stable security definer set search_path = '' as $$
  select distinct on (asked.reference, asked.of_case) asked.reference, asked.of_case, c.id, c.reference
  from unnest(of_references, of_cases) asked (reference, of_case)
  join lateral (
    select o.case_id from casework.gateway_outcome o
      where lower(o.tracker_reference) = lower(asked.reference) and o.case_id <> asked.of_case
    union all
    select k.case_id from casework.gateway_confirmation k
      where lower(k.tracker_reference) = lower(asked.reference) and k.case_id <> asked.of_case
  ) other on true
  left join casework.case c on c.id = other.case_id and c.id = any ((select casework.visible_cases())::uuid[])
  where 'police case officer' = any (platform.viewer_roles())
  order by asked.reference, asked.of_case, c.id
$$;

-- Held until commit, so that of two acts at once the later one finds what the earlier kept: it fails as any value does
-- that must be unique, and is tried again.
create or replace function casework.hold_tracker_references(of_references text[], of_cases uuid[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('tracker reference ' || held.reference, 0))
    from (select distinct lower(each) as reference from unnest(of_references) each order by 1) held;
  if exists (select from casework.tracker_references_elsewhere(of_references, of_cases)) then
    raise exception 'a reference of the tracker stands beside another case' using errcode = 'unique_violation';
  end if;
end $$;
