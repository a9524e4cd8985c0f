-- The few, named ways of seeing. The form of each condition was chosen by measurement (architecture.md, Two locks):
-- an array from one sub-select for readers of some cases, a short array of exceptions for those who oversee a town.
-- In the functions too: a function without the sub-select would be asked once for every row.

create or replace function organisation.in_agreement(agency uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from organisation.agency a where a.id = agency
    and a.agreement_from <= platform.today() and (a.agreement_until is null or a.agreement_until >= platform.today()))
$$;

-- Cases closed to this viewer whatever else lets them in: sealed to others, or set aside after a declared conflict.
create or replace function casework.hidden_cases() returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(id), '{}') from (
    select c.id from casework.case c where c.sealed_to is not null and not coalesce(platform.viewer_staff() = any (c.sealed_to), false)
      and platform.viewer_kind() <> 'process'
    union
    select r.case_id from casework.recusal r where r.kind = 'conflict' and r.staff_id = platform.viewer_staff()
  ) closed
$$;

-- Cases that a grant lets this viewer into now, at a level or above. Their agency must be in an information-sharing
-- agreement, or a recorded decision must let it into that case.
create or replace function casework.granted_cases(levels text[]) returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(g.case_id), '{}') from (
    select g.case_id from casework.case_grant g
      where g.staff_id = platform.viewer_staff() and g.ended_at is null and g.level = any (levels)
        and g.from_at <= platform.present() and (g.until_at is null or g.until_at > platform.present())
    union
    select g.case_id from casework.case_grant g
      where g.staff_id is null and g.ended_at is null and g.level = any (levels)
        and g.role = any (platform.viewer_roles()) and (g.agency_id is null or g.agency_id = platform.viewer_agency())
        and g.from_at <= platform.present() and (g.until_at is null or g.until_at > platform.present())
  ) g
  where g.case_id <> all ((select casework.hidden_cases())::uuid[])
    and ((select organisation.in_agreement(platform.viewer_agency())) or exists (
      select from casework.sharing_decision d
      where d.case_id = g.case_id and d.agency_id = platform.viewer_agency() and d.ends_at > platform.present()))
$$;
create or replace function casework.visible_cases() returns uuid[] language sql stable set search_path = ''
  as $$ select casework.granted_cases(array['full', 'pack']) $$;
create or replace function casework.cases_in_full() returns uuid[] language sql stable set search_path = ''
  as $$ select casework.granted_cases(array['full']) $$;

-- Enquiries of this viewer's cases whose reply the coordinator has released.
create or replace function casework.released_enquiries() returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(r.enquiry_id), '{}') from casework.enquiry_reply r
  where r.case_id = any ((select casework.visible_cases())::uuid[]) and r.released_at is not null
$$;

create or replace function casework.visible_persons() returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct c.person_id), '{}') from casework.case c
  where c.id = any ((select casework.visible_cases())::uuid[]) and c.person_id is not null
$$;
-- Persons all of whose cases are closed to this viewer.
create or replace function casework.hidden_persons() returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct c.person_id), '{}') from casework.case c
  where c.id = any ((select casework.hidden_cases())::uuid[]) and c.person_id is not null
    and not exists (select from casework.case other where other.person_id = c.person_id and other.id <> all ((select casework.hidden_cases())::uuid[]))
$$;

-- Panels on which this viewer sits today, or which they chair under the terms in force.
create or replace function casework.seated_panels() returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(panel_id), '{}') from (
    select t.panel_id from casework.terms_of_reference t where platform.viewer_staff() in (t.chair_id, t.deputy_id)
      and t.from_on <= platform.today() and (t.until_on is null or t.until_on >= platform.today())
    union
    select s.panel_id from casework.panel_seat s where s.staff_id = platform.viewer_staff() and s.item_id is null
      and s.from_on <= platform.today() and (s.until_on is null or s.until_on >= platform.today())
  ) seated
$$;
-- Meetings that this viewer attends: of the panels on which they sit, or for the one case that they were invited to.
create or replace function casework.attended_meetings() returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(id), '{}') from (
    select m.id from casework.meeting m where m.panel_id = any ((select casework.seated_panels())::uuid[])
    union
    select i.meeting_id from casework.panel_seat s join casework.panel_item i on i.id = s.item_id
      where s.staff_id = platform.viewer_staff() and (s.until_on is null or s.until_on >= platform.today())
        and i.case_id = any ((select casework.visible_cases())::uuid[])
  ) attended
$$;
-- Who works a case knows when a panel met about it.
create or replace function casework.visible_meetings() returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(id), '{}') from (
    select unnest(casework.attended_meetings()) as id
    union
    select i.meeting_id from casework.panel_item i where i.case_id = any ((select casework.cases_in_full())::uuid[])
  ) visible
$$;
create or replace function casework.visible_panels() returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(panel_id), '{}') from (
    select unnest(casework.seated_panels()) as panel_id
    union
    select m.panel_id from casework.meeting m where m.id = any ((select casework.visible_meetings())::uuid[])
  ) visible
$$;
-- What was said about a case at a panel is for those at that table and those who work the case; others who read the
-- case (a provider of support) have no business with it.
create or replace function casework.cases_at_the_table() returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(case_id), '{}') from (
    select unnest(casework.cases_in_full()) as case_id
    union
    select i.case_id from casework.panel_item i
      where i.case_id = any ((select casework.visible_cases())::uuid[]) and i.meeting_id = any ((select casework.attended_meetings())::uuid[])
  ) at_the_table
$$;

truncate platform.way_of_seeing;
insert into platform.way_of_seeing (name, role_name, condition, key_column) values
  -- casework
  ('case',         {'casework_reader'},    '%I = any ((select casework.visible_cases())::uuid[])',  'case_id'),
  ('case',         {'casework_oversight'}, '%I <> all ((select casework.hidden_cases())::uuid[])',  'case_id'),
  ('case in full', {'casework_reader'},    '%I = any ((select casework.cases_in_full())::uuid[])',  'case_id'),
  ('case in full', {'casework_oversight'}, '%I <> all ((select casework.hidden_cases())::uuid[])',  'case_id'),
  ('person',       {'casework_reader'},    '%I = any ((select casework.visible_persons())::uuid[])', 'person_id'),
  ('person',       {'casework_oversight'}, '%I <> all ((select casework.hidden_persons())::uuid[])', 'person_id'),
  -- an enquiry and its reply: whoever works the case, whoever holds its link, and, once released, who reads the pack
  ('enquiry',      {'casework_reader'},    'case_id = any ((select casework.visible_cases())::uuid[]) and (id = any ((select casework.released_enquiries())::uuid[]) or case_id = any ((select casework.cases_in_full())::uuid[]))', 'id'),
  ('enquiry',      {'casework_oversight'}, 'case_id <> all ((select casework.hidden_cases())::uuid[])', 'id'),
  ('enquiry',      {'casework_guest'},     'id = (select platform.linked_to(''enquiry''))',          'id'),
  ('reply',        {'casework_reader'},    'case_id = any ((select casework.visible_cases())::uuid[]) and (released_at is not null or case_id = any ((select casework.cases_in_full())::uuid[]))', 'enquiry_id'),
  ('reply',        {'casework_oversight'}, 'case_id <> all ((select casework.hidden_cases())::uuid[])', 'enquiry_id'),
  ('reply',        {'casework_guest'},     'enquiry_id = (select platform.linked_to(''enquiry''))',  'enquiry_id'),
  ('panel',        {'casework_reader'},    '%I = any ((select casework.visible_panels())::uuid[])',  'panel_id'),
  ('panel',        {'casework_oversight'}, 'true',                                                   'panel_id'),
  ('meeting',      {'casework_reader'},    '%I = any ((select casework.visible_meetings())::uuid[])', 'meeting_id'),
  ('meeting',      {'casework_oversight'}, 'true',                                                   'meeting_id'),
  ('at the table', {'casework_reader'},    '%I = any ((select casework.cases_at_the_table())::uuid[])', 'case_id'),
  ('at the table', {'casework_oversight'}, '%I <> all ((select casework.hidden_cases())::uuid[])',   'case_id'),
  -- what was done to a case, read by whoever may see the case
  ('act',          {'casework_reader'},    '%I = any ((select casework.visible_cases())::uuid[])',   'subject_id'),
  ('act',          {'casework_oversight'}, '%I is not null and %I <> all ((select casework.hidden_cases())::uuid[])', 'subject_id'),
  -- community
  ('community',    {'community_reader'},   'platform.viewer_kind() in (''staff'', ''process'')',     'id'),
  ('everyone',     {'community_reader'},   'true', 'id'),
  ('everyone',     {'community_guest'},    'true', 'id'),
  ('listed',       {'community_reader'},   'true', 'id'),
  ('listed',       {'community_guest'},    'listed and withdrawn_at is null', 'id'),
  -- organisation: who works with whom is known to everyone who is signed in
  ('signed in',    {'casework_reader'},     'platform.viewer_kind() in (''staff'', ''process'')', 'id'),
  ('signed in',    {'casework_oversight'},  'platform.viewer_kind() in (''staff'', ''process'')', 'id'),
  ('signed in',    {'community_reader'},    'platform.viewer_kind() in (''staff'', ''process'')', 'id'),
  ('signed in',    {'operations_reader'},   'platform.viewer_kind() in (''staff'', ''process'')', 'id'),
  ('signed in',    {'strategy_reader'},     'platform.viewer_kind() in (''staff'', ''process'')', 'id'),
  ('signed in',    {'trust_reader'},        'platform.viewer_kind() in (''staff'', ''process'')', 'id'),
  ('signed in',    {'organisation_reader'}, 'platform.viewer_kind() in (''staff'', ''process'')', 'id'),
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
  ('disclosure',   {'casework_oversight'},  'case_id <> all ((select casework.hidden_cases())::uuid[])', 'case_id'),
  ('disclosure',   {'trust_reader'},        '''data protection officer'' = any (platform.viewer_roles())', 'case_id'),
  -- tables that no viewer reads
  ('nobody',       {'organisation_writer'}, 'false', 'id');
insert into platform.way_of_seeing (name, role_name, condition)
  select 'public fact', role_name, 'true' from unnest(array[{'every'}]) role_name;
