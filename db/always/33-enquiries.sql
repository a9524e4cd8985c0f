-- What of enquiries is known beyond the case they belong to.

-- Which agencies were asked about the person of a case, for whoever sees it: the panel must know that a school was asked,
-- also before its reply is released. Not what was asked, and nothing of the reply.
create or replace function casework.agencies_asked(of_case uuid) returns uuid[] language plpgsql stable security definer set search_path = '' as $$
begin
  if not (casework.sees(of_case) or 'Channel coordinator' = any (platform.viewer_roles())) then return '{}'; end if;
  return (select coalesce(array_agg(distinct e.agency_id), '{}') from casework.enquiry e where e.case_id = of_case);
end $$;

-- How long agencies take to answer, for those who answer for it: whoever coordinates, and whoever chairs. Days and counts
-- of agencies; nothing of any case.
create or replace function casework.response_days(from_day date)
returns table (agency text, asked_on date, due_on date, replied_on date, outcome text, enquiries integer)
language sql stable security definer set search_path = '' as $$
  select a.name, (e.asked_at at time zone 'Europe/London')::date, e.due_on, (r.replied_at at time zone 'Europe/London')::date, r.outcome, count(*)::int
  from casework.enquiry e join organisation.agency a on a.id = e.agency_id left join casework.enquiry_reply r on r.enquiry_id = e.id
  where e.asked_at >= from_day and array['Channel coordinator', 'panel chair'] && platform.viewer_roles() and platform.viewer_kind() = 'staff'
  group by 1, 2, 3, 4, 5
$$;
