-- The few, named ways of seeing. The form of each condition was chosen by measurement (architecture.md, Two locks):
-- an array from one sub-select for readers of some cases, a short array of exceptions for those who oversee a town, and a
-- question a row for those whom their role lets into most of it. What several rows need is worked out before the query:
-- a function inside it would be asked once for every row, and planned anew each time.

create or replace function organisation.in_agreement(agency uuid) returns boolean language plpgsql stable security definer set search_path = '' as $$
declare day date := platform.today();
begin
  return exists (select from organisation.agency a where a.id = agency
    and a.agreement_from <= day and (a.agreement_until is null or a.agreement_until >= day));
end $$;

-- What a viewer may see is worked out once a transaction and kept in settings of it, because every table that a page
-- reads asks for it again. Whoever waited for a lock sees anew: a grant may have ended meanwhile.
create or replace function platform.kept(what text) returns uuid[] language sql stable
  return nullif(current_setting('app.kept_' || what, true), '')::uuid[];
create or replace function platform.keep(what text, ids uuid[]) returns uuid[] language plpgsql stable set search_path = '' as $$
begin perform set_config('app.kept_' || what, ids::text, true); return ids; end $$;

-- Locks records until the end of the transaction, and the cases that they belong to, all in one order, so that two acts
-- never wait for each other. Gives what was locked. The cases are looked up as the owner and told to nobody.
create or replace function casework.cases_of(ids uuid[]) returns setof uuid language sql stable security definer set search_path = '' as $$
  select i.case_id from casework.panel_item i where i.id = any (ids) union all
  select a.case_id from casework.panel_action a where a.id = any (ids) union all
  select e.case_id from casework.enquiry e where e.id = any (ids) union all
  select a.case_id from casework.attachment a where a.id = any (ids)
$$;
create or replace function platform.lock_records(ids uuid[]) returns uuid[] language plpgsql volatile security definer set search_path = '' as $$
declare locked uuid[]; one text;
begin
  select array_agg(distinct id order by id) into locked from (select unnest(ids) as id union all select casework.cases_of(ids)) named;
  foreach one in array locked loop perform pg_advisory_xact_lock(hashtextextended(one, 0)); end loop;
  foreach one in array array['hidden', 'seen', 'in_full', 'seated', 'attended'] loop perform set_config('app.kept_' || one, '', true); end loop;
  return locked;
end $$;

-- When something was last done on one of some records, for whoever acts on it next.
create or replace function platform.last_act(ids uuid[]) returns timestamptz language sql volatile security definer set search_path = '' as $$
  select max(a.at) from platform.act a where a.subject_id = any (ids)
$$;

-- Cases closed to this viewer whatever else lets them in: sealed to others, or set aside after a declared conflict.
create index if not exists case_sealed on casework.case (id) where sealed_to is not null;
create or replace function casework.hidden_cases() returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare known uuid[] := platform.kept('hidden'); staff uuid := platform.viewer_staff();
begin
  return coalesce(known, platform.keep('hidden', (select coalesce(array_agg(id), '{}') from (
    select c.id from casework.case c where c.sealed_to is not null and not coalesce(staff = any (c.sealed_to), false)
      and platform.viewer_kind() <> 'process'
    union
    select r.case_id from casework.recusal r where r.kind = 'conflict' and r.staff_id = staff
  ) closed)));
end $$;

-- Cases that a grant lets this viewer into now, at a level or above. Their agency must be in an information-sharing
-- agreement, or a recorded decision must let it into that case.
create or replace function casework.granted_cases(levels text[]) returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare
  staff uuid := platform.viewer_staff(); agency uuid := platform.viewer_agency(); held text[] := platform.viewer_roles();
  present timestamptz := platform.present(); hidden uuid[] := casework.hidden_cases(); agreed boolean := organisation.in_agreement(agency);
begin
  return array(
    select g.case_id from (
      select g.case_id from casework.case_grant g
        where g.staff_id = staff and g.ended_at is null and g.level = any (levels)
          and g.from_at <= present and (g.until_at is null or g.until_at > present)
      union all
      select g.case_id from casework.case_grant g
        where g.staff_id is null and g.ended_at is null and g.level = any (levels)
          and g.role = any (held) and (g.agency_id is null or g.agency_id = agency)
          and g.from_at <= present and (g.until_at is null or g.until_at > present)
    ) g
    where g.case_id <> all (hidden) and (agreed or exists (
      select from casework.sharing_decision d where d.case_id = g.case_id and d.agency_id = agency and d.ends_at > present)));
end $$;
create or replace function casework.visible_cases() returns uuid[] language plpgsql stable set search_path = '' as $$
declare known uuid[] := platform.kept('seen');
begin return coalesce(known, platform.keep('seen', casework.granted_cases(array['full', 'pack']))); end $$;
create or replace function casework.cases_in_full() returns uuid[] language plpgsql stable set search_path = '' as $$
declare known uuid[] := platform.kept('in_full');
begin return coalesce(known, platform.keep('in_full', casework.granted_cases(array['full']))); end $$;

-- The same as rows, to be asked for one case at a time: for those whom their role lets into most cases, where an array of
-- them all would be read and sorted for a page of fifty. A view, since its owner reads the grants past their own policy;
-- its names are its own, so that inside a policy none of them hides a column of the table. The policies select one row
-- of it: of an exists the planner would make a table of all grants first.
create or replace view casework.grant_to_viewer as
  select g.case_id as granted_id, g.level as granted_level from casework.case_grant g
  where g.ended_at is null
    and (g.staff_id = (select platform.viewer_staff()) or g.staff_id is null and g.role = any ((select platform.viewer_roles())::text[])
      and (g.agency_id is null or g.agency_id = (select platform.viewer_agency())))
    and g.from_at <= (select platform.present()) and (g.until_at is null or g.until_at > (select platform.present()))
    and g.case_id <> all ((select casework.hidden_cases())::uuid[])
    and ((select organisation.in_agreement(platform.viewer_agency())) or exists (select from casework.sharing_decision d
      where d.case_id = g.case_id and d.agency_id = (select platform.viewer_agency()) and d.ends_at > (select platform.present())));
-- Whose cases they are.
create or replace view casework.person_to_viewer as
  select c.person_id as shown_id from casework.case c join casework.grant_to_viewer g on g.granted_id = c.id;
create or replace function casework.sees(of_case uuid) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin return exists (select from casework.grant_to_viewer g where g.granted_id = of_case); end $$;
create or replace function casework.sees_in_full(of_case uuid) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin return exists (select from casework.grant_to_viewer g where g.granted_id = of_case and g.granted_level = 'full'); end $$;

-- Enquiries of this viewer's cases whose reply the coordinator has released.
create or replace function casework.released_enquiries() returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare seen uuid[] := casework.visible_cases();
begin
  return (select coalesce(array_agg(r.enquiry_id), '{}') from casework.enquiry_reply r
    where r.case_id = any (seen) and r.released_at is not null);
end $$;
create or replace function casework.is_released(of_enquiry uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from casework.enquiry_reply r where r.enquiry_id = of_enquiry and r.released_at is not null)
$$;

create or replace function casework.visible_persons() returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare seen uuid[] := casework.visible_cases();
begin
  return (select coalesce(array_agg(distinct c.person_id), '{}') from casework.case c where c.id = any (seen) and c.person_id is not null);
end $$;
-- Persons all of whose cases are closed to this viewer.
create or replace function casework.hidden_persons() returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare hidden uuid[] := casework.hidden_cases();
begin
  return (select coalesce(array_agg(distinct c.person_id), '{}') from casework.case c
    where c.id = any (hidden) and c.person_id is not null
      and not exists (select from casework.case other where other.person_id = c.person_id and other.id <> all (hidden)));
end $$;

-- What is recorded about somebody is read by who works one of their cases; a name, by whoever may see the person.
create or replace view casework.person_in_full_to_viewer as
  select c.person_id as worked_id from casework.case c join casework.grant_to_viewer g on g.granted_id = c.id where g.granted_level = 'full';
create or replace function casework.persons_in_full() returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare worked uuid[] := casework.cases_in_full();
begin
  return (select coalesce(array_agg(distinct c.person_id), '{}') from casework.case c where c.id = any (worked) and c.person_id is not null);
end $$;

-- Panels on which this viewer sits today, or which they chair under the terms in force.
create or replace function casework.seated_panels() returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare known uuid[] := platform.kept('seated'); staff uuid := platform.viewer_staff(); day date := platform.today();
begin
  return coalesce(known, platform.keep('seated', (select coalesce(array_agg(panel_id), '{}') from (
    select t.panel_id from casework.terms_of_reference t where staff in (t.chair_id, t.deputy_id)
      and t.from_on <= day and (t.until_on is null or t.until_on >= day)
    union
    select s.panel_id from casework.panel_seat s where s.staff_id = staff and s.item_id is null
      and s.from_on <= day and (s.until_on is null or s.until_on >= day)
  ) seated)));
end $$;
-- Meetings that this viewer attends: of the panels on which they sit, or for the one case that they were invited to.
create or replace function casework.attended_meetings() returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare known uuid[] := platform.kept('attended'); staff uuid := platform.viewer_staff(); seated uuid[] := casework.seated_panels();
begin
  return coalesce(known, platform.keep('attended', (select coalesce(array_agg(id), '{}') from (
    select m.id from casework.meeting m where m.panel_id = any (seated)
    union
    select i.meeting_id from casework.panel_seat s join casework.panel_item i on i.id = s.item_id
      where s.staff_id = staff and (s.until_on is null or s.until_on >= platform.today()) and casework.sees(i.case_id)
  ) attended)));
end $$;
-- Row by row: which cases lay on a table that this viewer sat at, and which meetings met about a case that they work.
create or replace view casework.tabled_before_viewer as
  select i.case_id as tabled_id from casework.panel_item i where i.meeting_id = any ((select casework.attended_meetings())::uuid[]);
create or replace view casework.meeting_on_viewers_case as
  select i.meeting_id as met_id from casework.panel_item i join casework.grant_to_viewer g on g.granted_id = i.case_id
  where g.granted_level = 'full';
-- Who works a case knows when a panel met about it.
create or replace function casework.visible_meetings() returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare attended uuid[] := casework.attended_meetings(); worked uuid[] := casework.cases_in_full();
begin
  return (select coalesce(array_agg(id), '{}') from (
    select unnest(attended) as id
    union
    select i.meeting_id from casework.panel_item i where i.case_id = any (worked)
  ) visible);
end $$;
create or replace function casework.sees_meeting(which uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select which = any (casework.attended_meetings())
    or exists (select from casework.panel_item i where i.meeting_id = which and casework.sees_in_full(i.case_id))
$$;
create or replace function casework.visible_panels() returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare seated uuid[] := casework.seated_panels(); meetings uuid[] := casework.visible_meetings();
begin
  return (select coalesce(array_agg(panel_id), '{}') from (
    select unnest(seated) as panel_id
    union
    select m.panel_id from casework.meeting m where m.id = any (meetings)
  ) visible);
end $$;
create or replace function casework.sees_panel(which uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select which = any (casework.seated_panels())
    or exists (select from casework.meeting m where m.panel_id = which and casework.sees_meeting(m.id))
$$;
-- What was said about a case at a panel is for those at that table and those who work the case; others who read the
-- case (a provider of support) have no business with it.
create or replace function casework.cases_at_the_table() returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare worked uuid[] := casework.cases_in_full(); seen uuid[] := casework.visible_cases(); attended uuid[] := casework.attended_meetings();
begin
  return (select coalesce(array_agg(case_id), '{}') from (
    select unnest(worked) as case_id
    union
    select i.case_id from casework.panel_item i where i.case_id = any (seen) and i.meeting_id = any (attended)
  ) at_the_table);
end $$;

truncate platform.way_of_seeing;
insert into platform.way_of_seeing (name, role_name, condition, key_column) values
  -- casework
  ('case',         {'casework_reader'},    '%I = any ((select casework.visible_cases())::uuid[])',  'case_id'),
  ('case',         {'casework_broad'},     '(select true from casework.grant_to_viewer g where g.granted_id = %I limit 1)', 'case_id'),
  ('case',         {'casework_oversight'}, '%I <> all ((select casework.hidden_cases())::uuid[])',  'case_id'),
  ('case in full', {'casework_reader'},    '%I = any ((select casework.cases_in_full())::uuid[])',  'case_id'),
  ('case in full', {'casework_broad'},     '(select true from casework.grant_to_viewer g where g.granted_id = %I and g.granted_level = ''full'' limit 1)', 'case_id'),
  ('case in full', {'casework_oversight'}, '%I <> all ((select casework.hidden_cases())::uuid[])',  'case_id'),
  ('person',       {'casework_reader'},    '%I = any ((select casework.visible_persons())::uuid[])', 'person_id'),
  ('person',       {'casework_broad'},     '(select true from casework.person_to_viewer p where p.shown_id = %I limit 1)', 'person_id'),
  ('person',       {'casework_oversight'}, '%I <> all ((select casework.hidden_persons())::uuid[])', 'person_id'),
  -- what came from a case that is closed to the reader stays closed, whoever it is about
  ('name of a person', {'casework_reader'},    '%I = any ((select casework.visible_persons())::uuid[]) and (case_id is null or case_id <> all ((select casework.hidden_cases())::uuid[]))', 'person_id'),
  ('name of a person', {'casework_broad'},     '(select true from casework.person_to_viewer p where p.shown_id = %I limit 1) and (case_id is null or case_id <> all ((select casework.hidden_cases())::uuid[]))', 'person_id'),
  ('name of a person', {'casework_oversight'}, '%I <> all ((select casework.hidden_persons())::uuid[]) and (case_id is null or case_id <> all ((select casework.hidden_cases())::uuid[]))', 'person_id'),
  ('fact of a person', {'casework_reader'},    '%I = any ((select casework.persons_in_full())::uuid[]) and case_id <> all ((select casework.hidden_cases())::uuid[])', 'person_id'),
  ('fact of a person', {'casework_broad'},     '(select true from casework.person_in_full_to_viewer p where p.worked_id = %I limit 1) and case_id <> all ((select casework.hidden_cases())::uuid[])', 'person_id'),
  ('fact of a person', {'casework_oversight'}, '%I <> all ((select casework.hidden_persons())::uuid[]) and case_id <> all ((select casework.hidden_cases())::uuid[])', 'person_id'),
  ('merged',           {'casework_reader'},    '%I = any ((select casework.persons_in_full())::uuid[]) and case_id <> all ((select casework.hidden_cases())::uuid[])', 'survivor_id'),
  ('merged',           {'casework_broad'},     '(select true from casework.person_in_full_to_viewer p where p.worked_id = %I limit 1) and case_id <> all ((select casework.hidden_cases())::uuid[])', 'survivor_id'),
  ('merged',           {'casework_oversight'}, '%I <> all ((select casework.hidden_persons())::uuid[]) and case_id <> all ((select casework.hidden_cases())::uuid[])', 'survivor_id'),
  -- lists of words that a town sets for its casework: no more is in them
  ('words of casework', {'casework_reader'}, 'true', 'id'),
  ('words of casework', {'casework_broad'}, 'true', 'id'),
  ('words of casework', {'casework_oversight'}, 'true', 'id'),
  ('words of casework', {'casework_guest'}, '(select platform.viewer_kind() = ''staff'')', 'id'),
  ('only by functions', {'casework_writer'},   'false', 'person_id'),
  -- an enquiry and its reply: whoever works the case, whoever holds its link, and, once released, who reads the pack
  ('enquiry',      {'casework_reader'},    'case_id = any ((select casework.visible_cases())::uuid[]) and (id = any ((select casework.released_enquiries())::uuid[]) or case_id = any ((select casework.cases_in_full())::uuid[]))', 'id'),
  ('enquiry',      {'casework_broad'},     '(select true from casework.grant_to_viewer g where g.granted_id = case_id and (g.granted_level = ''full'' or casework.is_released(id)) limit 1)', 'id'),
  ('enquiry',      {'casework_oversight'}, 'case_id <> all ((select casework.hidden_cases())::uuid[])', 'id'),
  ('enquiry',      {'casework_guest'},     'id = (select platform.linked_to(''enquiry''))',          'id'),
  ('reply',        {'casework_reader'},    'case_id = any ((select casework.visible_cases())::uuid[]) and (released_at is not null or case_id = any ((select casework.cases_in_full())::uuid[]))', 'enquiry_id'),
  ('reply',        {'casework_broad'},     '(select true from casework.grant_to_viewer g where g.granted_id = case_id and (g.granted_level = ''full'' or released_at is not null) limit 1)', 'enquiry_id'),
  ('reply',        {'casework_oversight'}, 'case_id <> all ((select casework.hidden_cases())::uuid[])', 'enquiry_id'),
  ('reply',        {'casework_guest'},     'enquiry_id = (select platform.linked_to(''enquiry''))',  'enquiry_id'),
  -- a document of a case: whoever works the case and, once it is released and while it stands, who reads the pack
  ('document',     {'casework_reader'},    'case_id = any ((select casework.visible_cases())::uuid[]) and (released_at is not null and set_aside_at is null or case_id = any ((select casework.cases_in_full())::uuid[]))', 'id'),
  ('document',     {'casework_broad'},     '(select true from casework.grant_to_viewer g where g.granted_id = case_id and (g.granted_level = ''full'' or released_at is not null and set_aside_at is null) limit 1)', 'id'),
  ('document',     {'casework_oversight'}, 'case_id <> all ((select casework.hidden_cases())::uuid[])', 'id'),
  ('panel',        {'casework_reader'},    '%I = any ((select casework.visible_panels())::uuid[])',  'panel_id'),
  ('panel',        {'casework_broad'},     '%I = any ((select casework.seated_panels())::uuid[]) or casework.sees_panel(%I)', 'panel_id'),
  ('panel',        {'casework_oversight'}, 'true',                                                   'panel_id'),
  ('meeting',      {'casework_reader'},    '%I = any ((select casework.visible_meetings())::uuid[])', 'meeting_id'),
  ('meeting',      {'casework_broad'},     '%I = any ((select casework.attended_meetings())::uuid[]) or (select true from casework.meeting_on_viewers_case m where m.met_id = %I limit 1)', 'meeting_id'),
  ('meeting',      {'casework_oversight'}, 'true',                                                   'meeting_id'),
  ('at the table', {'casework_reader'},    '%I = any ((select casework.cases_at_the_table())::uuid[])', 'case_id'),
  ('at the table', {'casework_broad'},     '(select true from casework.grant_to_viewer g where g.granted_id = %I and (g.granted_level = ''full'' or exists (select from casework.tabled_before_viewer t where t.tabled_id = %I)) limit 1)', 'case_id'),
  ('at the table', {'casework_oversight'}, '%I <> all ((select casework.hidden_cases())::uuid[])',   'case_id'),
  -- the instruments of assessment are about nobody: whoever works here reads them
  ('instrument',   {'casework_reader'},    '(select platform.viewer_kind() in (''staff'', ''process''))', 'id'),
  ('instrument',   {'casework_broad'},     '(select platform.viewer_kind() in (''staff'', ''process''))', 'id'),
  ('instrument',   {'casework_oversight'}, '(select platform.viewer_kind() in (''staff'', ''process''))', 'id'),
  -- what was done to a case, read by whoever may see the case; what was said at the table, by those who may see that
  ('act',          {'casework_reader'},    '%I = any ((select casework.visible_cases())::uuid[]) and (fact ->> ''is'' <> all (''{view given,dissent recorded,conflict declared}'') or %I = any ((select casework.cases_at_the_table())::uuid[]))', 'subject_id'),
  ('act',          {'casework_broad'},     '(select true from casework.grant_to_viewer g where g.granted_id = %I limit 1) and (fact ->> ''is'' <> all (''{view given,dissent recorded,conflict declared}'') or (select true from casework.grant_to_viewer g where g.granted_id = %I and (g.granted_level = ''full'' or exists (select from casework.tabled_before_viewer t where t.tabled_id = %I)) limit 1))', 'subject_id'),
  ('act',          {'casework_oversight'}, '%I is not null and %I <> all ((select casework.hidden_cases())::uuid[])', 'subject_id'),
  -- what is somebody's own: their views, choices and addresses; and what they were told, or read, of a case while they see it
  ('own',          {'casework_reader'},    'staff_id = (select platform.viewer_staff())', 'id'),
  ('own',          {'casework_broad'},     'staff_id = (select platform.viewer_staff())', 'id'),
  ('own',          {'casework_oversight'}, 'staff_id = (select platform.viewer_staff())', 'id'),
  ('own of a case', {'casework_reader'},    'staff_id = (select platform.viewer_staff()) and %I = any ((select casework.visible_cases())::uuid[])', 'case_id'),
  ('own of a case', {'casework_broad'},     'staff_id = (select platform.viewer_staff()) and (select true from casework.grant_to_viewer g where g.granted_id = %I limit 1)', 'case_id'),
  ('own of a case', {'casework_oversight'}, 'staff_id = (select platform.viewer_staff()) and %I <> all ((select casework.hidden_cases())::uuid[])', 'case_id'),
  -- advice that was asked: whoever asked, whatever their role, and the coordinators
  ('advice',       {'casework_guest'},     '%I = (select platform.viewer_staff())', 'asked_by'),
  ('advice',       {'casework_reader'},    '%I = (select platform.viewer_staff())', 'asked_by'),
  ('advice',       {'casework_broad'},     '%I = (select platform.viewer_staff())', 'asked_by'),
  ('advice',       {'casework_oversight'}, 'true',                                  'asked_by'),
  -- a caseload that is being moved in: whoever coordinates the town's cases
  ('moving in',    {'casework_reader'},    'false', 'id'),
  ('moving in',    {'casework_broad'},     'false', 'id'),
  ('moving in',    {'casework_oversight'}, 'true', 'id'),
  -- community
  ('community',    {'community_reader'},   '(select platform.viewer_kind() in (''staff'', ''process''))',     'id'),
  ('everyone',     {'community_reader'},   'true', 'id'),
  ('everyone',     {'community_guest'},    'true', 'id'),
  ('listed',       {'community_reader'},   'true', 'id'),
  ('listed',       {'community_guest'},    'listed and withdrawn_at is null', 'id'),
  -- organisation: who works with whom is known to everyone who is signed in
  ('signed in',    {'casework_reader'},     '(select platform.viewer_kind() in (''staff'', ''process''))', 'id'),
  ('signed in',    {'casework_broad'},      '(select platform.viewer_kind() in (''staff'', ''process''))', 'id'),
  ('signed in',    {'casework_oversight'},  '(select platform.viewer_kind() in (''staff'', ''process''))', 'id'),
  ('signed in',    {'community_reader'},    '(select platform.viewer_kind() in (''staff'', ''process''))', 'id'),
  ('signed in',    {'operations_reader'},   '(select platform.viewer_kind() in (''staff'', ''process''))', 'id'),
  ('signed in',    {'strategy_reader'},     '(select platform.viewer_kind() in (''staff'', ''process''))', 'id'),
  ('signed in',    {'trust_reader'},        '(select platform.viewer_kind() in (''staff'', ''process''))', 'id'),
  ('signed in',    {'organisation_reader'}, '(select platform.viewer_kind() in (''staff'', ''process''))', 'id'),
  ('signed in',    {'identity'},            'true', 'id'),
  -- what only sign-in itself reads
  ('identity',     {'identity'},            'true', 'id'),
  -- the journal, for those who answer for it
  ('journal',      {'trust_reader'},        '''data protection officer'' = any (platform.viewer_roles()) or platform.viewer_kind() = ''process''', 'id'),
  ('sealer',       {'sealer'},              'true', 'id'),
  -- what somebody has typed and not yet sent: its author alone
  ('draft',        {'draft'},               'viewer_id = platform.setting(''viewer'')', 'id'),
  -- what left about a case, read by whoever has it in full; the ledger is in trust's schema
  ('disclosure',   {'casework_reader'},     'case_id = any ((select casework.cases_in_full())::uuid[])', 'case_id'),
  ('disclosure',   {'casework_broad'},      '(select true from casework.grant_to_viewer g where g.granted_id = case_id and g.granted_level = ''full'' limit 1)', 'case_id'),
  ('disclosure',   {'casework_oversight'},  'case_id <> all ((select casework.hidden_cases())::uuid[])', 'case_id'),
  ('disclosure',   {'trust_reader'},        '''data protection officer'' = any (platform.viewer_roles())', 'case_id'),
  -- tables that no viewer reads
  ('nobody',       {'organisation_writer'}, 'false', 'id');
insert into platform.way_of_seeing (name, role_name, condition)
  select 'public fact', role_name, 'true' from unnest(array[{'every'}]) role_name;
