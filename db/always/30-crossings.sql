-- Crossings between zones, and between roles of one zone: each is one named function where it arrives.

-- Both functions that follow a leaver ask this first, so that neither puts out somebody who is here.
create or replace function organisation.must_have_left(leaver uuid) returns void language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (select from organisation.staff s where s.id = leaver and s.left_at is not null) then
    raise exception 'this member of staff is here' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Ends a leaver's way in: sessions, tokens and invitations; password, second factor and recovery codes are destroyed.
create or replace function organisation.end_sign_in(leaver uuid, at_time timestamptz) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform organisation.must_have_left(leaver);
  update organisation.session set ended_at = at_time where staff_id = leaver and ended_at is null;
  update organisation.api_token set ended_at = at_time where staff_id = leaver and ended_at is null;
  update organisation.invitation set expires_at = least(expires_at, at_time) where staff_id = leaver and used_at is null;
  delete from organisation.recovery_code where staff_id = leaver;
  delete from organisation.credential where staff_id = leaver;
end $$;

create or replace function organisation.is_here(staff uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from organisation.staff s where s.id = staff and s.left_at is null)
$$;

-- Whether somebody is here and has a role now.
create or replace function organisation.holds(staff uuid, of_role text) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from organisation.staff s join organisation.staff_role r on r.staff_id = s.id
    where s.id = staff and s.left_at is null and r.role = of_role and r.ended_at is null)
$$;

-- A member of staff left: their grants, seats and cases to lead end, and what they had to do passes to the coordinators.
-- Lists follow at once; the facts that they are computed from say the same (cases/facts.ts).
create or replace function casework.follow_leaver(leaver uuid, at_time timestamptz) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform organisation.must_have_left(leaver);
  update casework.case_grant set ended_at = at_time, ended_why = 'left' where staff_id = leaver and ended_at is null;
  update casework.lead_professional set until_at = at_time where staff_id = leaver and until_at is null;
  update casework.panel_seat set until_on = greatest(from_on, platform.today() - 1) where staff_id = leaver and (until_on is null or until_on >= platform.today());
  update casework.case_coordinator set until_at = at_time where staff_id = leaver and until_at is null;
  update casework.case_state set lead_id = null where lead_id = leaver;
  update casework.case_state set coordinator_id = null where coordinator_id = leaver;
  update casework.task set staff_id = null, role = 'Channel coordinator' where staff_id = leaver;
end $$;

-- A role of somebody ended who stays: the cases that they kept moving or led by it are nobody's own, and what was due from
-- them on those passes to the coordinators, who are told of it; what they promised at a panel stays theirs. Whoever led a
-- case was let in for that and is no more. Where they keep one of both, what is theirs by it comes back to them with the
-- next thing that happens on the case.
create or replace function casework.follow_ended_role(former uuid, ended_role text, at_time timestamptz) returns void language plpgsql volatile security definer set search_path = '' as $$
declare kept uuid[];
begin
  if organisation.holds(former, ended_role) then
    raise exception 'this member of staff has the role' using errcode = 'insufficient_privilege';
  end if;
  if ended_role = 'Channel coordinator' then
    with closed as (
      update casework.case_coordinator set until_at = at_time where staff_id = former and until_at is null returning case_id
    ) select array_agg(case_id) into kept from closed;
    update casework.case_state set coordinator_id = null where coordinator_id = former;
  elsif ended_role = 'lead professional' then
    with closed as (
      update casework.lead_professional set until_at = at_time where staff_id = former and until_at is null returning case_id
    ) select array_agg(case_id) into kept from closed;
    update casework.case_state set lead_id = null where lead_id = former;
    update casework.case_grant set ended_at = at_time, ended_why = 'the role ended'
      where staff_id = former and why = 'lead professional' and ended_at is null;
  else
    return;
  end if;
  update casework.task t set staff_id = null, role = 'Channel coordinator' where t.staff_id = former and t.case_id = any (kept)
    and not exists (select from casework.panel_action a where a.id = t.about_id and a.owner_id = former);
end $$;

-- How many have signed, whether they wish to be listed or not.
create or replace function community.pledges_so_far(campaign uuid) returns table (made_by text, pledges bigint) language sql stable security definer set search_path = '' as $$
  select p.made_by, count(*) from community.pledge p where p.campaign_id = campaign and p.withdrawn_at is null group by p.made_by
$$;

-- The one pledge that a withdrawal link opens.
create or replace function community.pledge_to_withdraw(hash bytea) returns table (id uuid, made_by text, name text, made_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select p.id, p.made_by, p.name, p.made_at from community.pledge p where p.withdraw_hash = hash and p.withdrawn_at is null
$$;
-- Where one schema reaches into another, or somebody outside is led to one record: each a named function of its own.

-- Something about a person was shown to somebody else: one row of the ledger, in the act that shows it (facts 7.3).
create or replace function trust.record_disclosure(
  disclosure uuid, of_case uuid, agency uuid, whom text, fields text[], reason text, basis text, at_time timestamptz, until timestamptz
) returns void language sql volatile security definer set search_path = '' as $$
  insert into trust.disclosure (id, case_id, act_id, to_agency_id, to_whom, what, why, lawful_basis, at, expires_at)
  values (disclosure, of_case, platform.setting('act')::uuid, agency, whom, fields, reason, basis, at_time, until)
$$;

-- The code of a one-record link was confirmed: whoever holds this token reads that record, and nothing else.
create or replace function organisation.begin_link_session(session uuid, hash bytea, kind text, record uuid)
returns void language sql volatile security definer set search_path = '' as $$
  insert into organisation.session (id, token_hash, link_to, link_id) values (session, hash, kind, record)
$$;
create or replace function organisation.end_link_sessions(kind text, record uuid)
returns void language sql volatile security definer set search_path = '' as $$
  update organisation.session set ended_at = now() where link_to = kind and link_id = record and ended_at is null
$$;

-- From a link's token to what may be known before its code is confirmed: who asks, and how the code stands. Nothing of
-- the enquiry. Nothing at all of a link that is unknown, used or ended. Holds the link, so that tries are counted one
-- after another.
create or replace function casework.hold_link(hash bytea, at_time timestamptz)
returns table (link_id uuid, enquiry_id uuid, asked_for text, codes_sent integer, code_until timestamptz, code_tries integer)
language plpgsql volatile security definer set search_path = '' as $$
begin
  return query select l.id, l.enquiry_id, a.name, l.codes_sent, l.code_until, l.code_tries
    from casework.enquiry_link l join casework.enquiry e on e.id = l.enquiry_id join organisation.agency a on a.id = e.asked_for
    where l.token_hash = hash and l.used_at is null and l.expires_at > at_time for update of l;
end $$;

-- Who looked at a case and who changed it, newest first, for those who answer for it: whoever coordinates the case and
-- the data protection officer. `before` is the last entry of the page before this one.
create or replace function trust.who_looked(of_case uuid, before uuid, most integer)
returns table (id uuid, at timestamptz, kind text, what text, about text, who text, agency text)
language sql stable security definer set search_path = '' as $$
  with allowed as (
    select from casework.case c where c.id = of_case and platform.viewer_staff() is not null
      and ('data protection officer' = any (platform.viewer_roles())
        or ('Channel coordinator' = any (platform.viewer_roles()) and c.id <> all (casework.hidden_cases())))
  ), entry as (
    select j.* from trust.journal j where j.subject_id = of_case and exists (select from allowed)
    union all
    select j.* from trust.journal j where j.subject_ids @> array[of_case] and j.subject_id is distinct from of_case and exists (select from allowed)
  )
  select e.id, e.at, e.kind, e.what, e.about_table,
    case e.viewer_kind when 'staff' then s.name when 'link' then 'Whoever answered an enquiry'
      when 'public' then 'Somebody not signed in' when 'owner' then 'Whoever runs the database' else 'The system itself' end,
    coalesce(a.name, asked.name)
  from entry e
  left join organisation.staff s on e.viewer_kind = 'staff' and s.id::text = e.viewer_id
  left join organisation.agency a on a.id = e.agency_id
  left join casework.enquiry q on e.viewer_kind = 'link' and q.id::text = e.viewer_id
  left join organisation.agency asked on asked.id = q.agency_id
  where before is null or (e.at, e.id) < (select b.at, b.id from trust.journal b where b.id = before)
  order by e.at desc, e.id desc limit least(most, 100)
$$;
-- What the data protection officer calls a case by: they read its journal, and not its content.
create or replace function trust.reference_of(of_case uuid) returns text language sql stable security definer set search_path = '' as $$
  select c.reference from casework.case c
  where c.id = of_case and platform.viewer_staff() is not null and 'data protection officer' = any (platform.viewer_roles())
$$;
-- And which case a reference means, so that its journal can be found.
create or replace function trust.case_called(its_reference text) returns uuid language sql stable security definer set search_path = '' as $$
  select c.id from casework.case c
  where c.reference = its_reference and platform.viewer_staff() is not null and 'data protection officer' = any (platform.viewer_roles())
$$;
