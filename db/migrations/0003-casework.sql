-- Casework: from a concern to the last review. "sealed" columns hold narrative, encrypted under the key of the case
-- (or the person); what must be found or counted stays in columns of its own.

create table casework.person (
  id uuid primary key,
  given_names text not null,
  family_name text not null,
  born date,
  age_about integer,
  age_about_on date,
  sealed bytea,
  created_at timestamptz not null default now()
);
create index person_family on casework.person (lower(family_name), born);
create index person_born on casework.person (born);

create table casework.person_name (
  id uuid primary key,
  person_id uuid not null references casework.person (id),
  given_names text not null,
  family_name text not null,
  source text not null,
  recorded_on date not null
);
create index person_name_person on casework.person_name (person_id);
create index person_name_family on casework.person_name (lower(family_name));

create table casework.case (
  id uuid primary key,
  reference text not null unique,
  opened_at timestamptz not null,
  person_id uuid references casework.person (id),
  home_force_id uuid references organisation.agency (id),
  -- whether the person had been referred before when this case was matched to them: a repeat is closed by two
  is_repeat boolean not null default false,
  sealed_to uuid[]
);
create index case_person on casework.case (person_id);

create table casework.referral (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  reference text not null unique,
  code_hash bytea not null,
  received_at timestamptz not null,
  came_by text not null check (came_by in ('signed in', 'public')),
  referrer_id uuid references organisation.staff (id),
  referrer_agency_id uuid references organisation.agency (id),
  given_names text not null,
  family_name text not null,
  born date,
  age_about integer,
  sector text not null,
  concern text not null,
  wishes_unnamed boolean not null,
  person_knows boolean not null,
  sealed bytea not null
);
create index referral_case on casework.referral (case_id);
create index referral_referrer on casework.referral (referrer_id);

create table casework.match_answer (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  referral_id uuid not null references casework.referral (id),
  candidate_id uuid references casework.person (id),
  answer text not null check (answer in ('same', 'different', 'unsure', 'new person')),
  sealed bytea not null,
  answered_by uuid not null,
  answered_at timestamptz not null
);
create index match_answer_case on casework.match_answer (case_id);

create table casework.gateway_outcome (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  outcome text not null check (outcome in ('proceed', 'not suitable', 'police-led')),
  ground text,
  passed_to text,
  tracker_reference text,
  tracker_on date,
  sealed bytea not null,
  decided_by uuid not null,
  decided_at timestamptz not null
);
create index gateway_outcome_case on casework.gateway_outcome (case_id, decided_at);

-- A referral closed again by one person needs a second, senior one (facts 7.3, the first row).
create table casework.closure (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  reason text not null,
  sealed bytea not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  needs_second boolean not null,
  answered_by uuid,
  answer_sealed bytea,
  agreed_at timestamptz,
  declined_at timestamptz,
  check (answered_by is distinct from proposed_by),
  check (num_nonnulls(agreed_at, declined_at) = num_nonnulls(answered_by))
);
create index closure_case on casework.closure (case_id);

create table casework.enquiry (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  agency_id uuid not null references organisation.agency (id),
  lawful_basis text not null,
  due_on date not null,
  sealed bytea not null,
  asked_by uuid not null,
  asked_for uuid not null references organisation.agency (id),
  asked_at timestamptz not null
);
create index enquiry_case on casework.enquiry (case_id);
create index enquiry_agency on casework.enquiry (agency_id);

create table casework.enquiry_link (
  id uuid primary key,
  enquiry_id uuid not null references casework.enquiry (id),
  case_id uuid not null references casework.case (id),
  token_hash bytea not null unique,
  codes_sent integer not null default 0,
  code_until timestamptz,
  code_tries integer not null default 0,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index enquiry_link_enquiry on casework.enquiry_link (enquiry_id);

create table casework.enquiry_reply (
  id uuid primary key,
  enquiry_id uuid not null unique references casework.enquiry (id),
  case_id uuid not null references casework.case (id),
  outcome text not null check (outcome in ('not held', 'held', 'held, contact me', 'refused')),
  refusal_ground text,
  sealed bytea not null,
  replied_by uuid,
  replied_at timestamptz not null,
  released_by uuid,
  released_at timestamptz
);
create index enquiry_reply_case on casework.enquiry_reply (case_id);

-- CTSA 2015 s.36(3): only a chief officer of police or a local authority, with reasonable grounds to believe.
create table casework.section36_decision (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  refers boolean not null,
  sealed bytea not null,
  decided_by uuid not null,
  decided_for uuid not null references organisation.agency (id),
  decided_at timestamptz not null
);
create index section36_decision_case on casework.section36_decision (case_id, decided_at);

-- A panel is known by the id of its first terms. New terms end the earlier ones; seats and meetings stay the panel's.
create table casework.terms_of_reference (
  id uuid primary key,
  panel_id uuid not null references casework.terms_of_reference (id),
  name text not null,
  interval_weeks integer not null check (interval_weeks between 1 and 26),
  chair_id uuid not null references organisation.staff (id),
  deputy_id uuid references organisation.staff (id),
  council_id uuid not null references organisation.agency (id),
  reports_to text[] not null,
  from_on date not null,
  until_on date check (until_on >= from_on)
);
create unique index terms_of_reference_current on casework.terms_of_reference (panel_id) where until_on is null;
create index terms_of_reference_panel on casework.terms_of_reference (panel_id, from_on);

-- With an item it is a seat for that one person's case alone (CTSA 2015 s.37: members may be added for one case).
create table casework.panel_seat (
  id uuid primary key,
  panel_id uuid not null references casework.terms_of_reference (id),
  item_id uuid,
  agency_id uuid not null references organisation.agency (id),
  staff_id uuid not null references organisation.staff (id),
  from_on date not null,
  until_on date check (until_on >= from_on)
);
create index panel_seat_panel on casework.panel_seat (panel_id);
create index panel_seat_staff on casework.panel_seat (staff_id);

create table casework.meeting (
  id uuid primary key,
  panel_id uuid not null references casework.terms_of_reference (id),
  kind text not null check (kind in ('ordinary', 'extraordinary')),
  meets_on date not null,
  meets_at text not null,
  place text not null,
  called_by uuid not null,
  opened_at timestamptz,
  roll_called_at timestamptz,
  closed_at timestamptz,
  minutes_approved_at timestamptz,
  minutes_approved_by uuid
);
create index meeting_day on casework.meeting (meets_on);
create index meeting_panel on casework.meeting (panel_id, meets_on);

create table casework.attendance (
  id uuid primary key,
  meeting_id uuid not null references casework.meeting (id),
  staff_id uuid not null references organisation.staff (id),
  agency_id uuid not null references organisation.agency (id),
  present boolean not null,
  in_the_chair boolean not null default false,
  recorded_at timestamptz not null,
  unique (meeting_id, staff_id)
);

create table casework.panel_item (
  id uuid primary key,
  meeting_id uuid not null references casework.meeting (id),
  case_id uuid not null references casework.case (id),
  kind text not null check (kind in ('new case', 'plan review', 'post-exit review', 'further assessment')),
  listed_by uuid not null,
  listed_at timestamptz not null,
  unique (meeting_id, case_id)
);
create index panel_item_case on casework.panel_item (case_id);
alter table casework.panel_seat add foreign key (item_id) references casework.panel_item (id);

create table casework.recusal (
  id uuid primary key,
  item_id uuid not null references casework.panel_item (id),
  case_id uuid not null references casework.case (id),
  staff_id uuid not null references organisation.staff (id),
  kind text not null check (kind in ('conflict', 'knows through work')),
  sealed bytea not null,
  declared_at timestamptz not null,
  unique (item_id, staff_id, kind)
);
create index recusal_staff on casework.recusal (staff_id, case_id);

create table casework.panel_view (
  id uuid primary key,
  item_id uuid not null references casework.panel_item (id),
  case_id uuid not null references casework.case (id),
  agency_id uuid not null references organisation.agency (id),
  staff_id uuid not null references organisation.staff (id),
  view text not null check (view in ('adopted', 'not adopted', 'more information', 'no view', 'continue', 'revise', 'withdraw support',
    'ready for exit', 'no concern', 'more time', 'concern found')),
  sealed bytea not null,
  recorded_by uuid not null,
  given_at timestamptz not null
);
create index panel_view_item on casework.panel_view (item_id);
create index panel_view_case on casework.panel_view (case_id);

create table casework.panel_decision (
  id uuid primary key,
  item_id uuid not null unique references casework.panel_item (id),
  case_id uuid not null references casework.case (id),
  outcome text not null check (outcome in ('adopted', 'not adopted', 'more information', 'continue', 'revise', 'withdraw support',
    'ready for exit', 'no concern', 'more time', 'concern found')),
  rung text not null check (rung in ('consensus', 'majority', 'chair')),
  other_support text check ((outcome = 'not adopted') = (other_support is not null)),
  sealed bytea not null,
  decided_by uuid not null,
  decided_at timestamptz not null
);
create index panel_decision_case on casework.panel_decision (case_id, decided_at);

create table casework.dissent (
  id uuid primary key,
  item_id uuid not null references casework.panel_item (id),
  case_id uuid not null references casework.case (id),
  agency_id uuid not null references organisation.agency (id),
  staff_id uuid not null references organisation.staff (id),
  sealed bytea not null,
  recorded_at timestamptz not null
);
create index dissent_item on casework.dissent (item_id);
create index dissent_case on casework.dissent (case_id);

create table casework.panel_action (
  id uuid primary key,
  item_id uuid not null references casework.panel_item (id),
  case_id uuid not null references casework.case (id),
  owner_id uuid not null references organisation.staff (id),
  due_on date not null,
  sealed bytea not null,
  set_at timestamptz not null,
  done_at timestamptz,
  done_by uuid
);
create index panel_action_item on casework.panel_action (item_id);
create index panel_action_case on casework.panel_action (case_id);
create index panel_action_owner on casework.panel_action (owner_id) where done_at is null;

create table casework.lead_professional (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  staff_id uuid not null references organisation.staff (id),
  named_by uuid not null,
  from_at timestamptz not null,
  until_at timestamptz
);
create index lead_professional_case on casework.lead_professional (case_id);
create unique index lead_professional_current on casework.lead_professional (case_id) where until_at is null;
create index lead_professional_staff on casework.lead_professional (staff_id);

-- CTSA 2015 s.36(5)(a): how, when and by whom consent is to be requested.
create table casework.consent_request (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  of_whom text not null check (of_whom in ('the person', 'parent or guardian', 'the council', 'best-interests decision-maker')),
  how text not null,
  ask_on date not null,
  by_whom uuid not null references organisation.staff (id),
  sealed bytea not null,
  set_by uuid not null,
  set_at timestamptz not null
);
create index consent_request_case on casework.consent_request (case_id);

-- Who answered, and why they may: under 18 a parent or guardian consents (notes to s.36, para 206; facts 1.7). A young
-- person may refuse or withdraw for themselves, because taking part is voluntary throughout.
create table casework.consent_answer (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  request_id uuid not null references casework.consent_request (id),
  answer text not null check (answer in ('given', 'refused', 'withdrawn')),
  who_may text not null check (who_may in ('adult', 'parent or guardian', 'each holder of parental responsibility',
    'council under a care order', 'best interests', 'young person')),
  answered_on date not null,
  expires_on date,
  check ((answer = 'given') = (expires_on is not null)),
  check (answer <> 'given' or who_may <> 'young person'),
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null
);
-- A request is answered once; what was given may be withdrawn once.
create unique index consent_answer_request on casework.consent_answer (request_id, (answer = 'withdrawn'));
create index consent_answer_case on casework.consent_answer (case_id, recorded_at);

create table casework.support_plan (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  sealed bytea not null,
  written_by uuid not null,
  written_at timestamptz not null,
  ended_at timestamptz,
  ended_why text
);
create unique index support_plan_current on casework.support_plan (case_id) where ended_at is null;
create index support_plan_case on casework.support_plan (case_id);

create table casework.plan_need (
  id uuid primary key,
  plan_id uuid not null references casework.support_plan (id),
  case_id uuid not null references casework.case (id),
  sealed bytea not null
);
create index plan_need_case on casework.plan_need (case_id);

-- s.36(5)(b)-(d): the nature of the support, who provides it, how and when.
create table casework.plan_action (
  id uuid primary key,
  plan_id uuid not null references casework.support_plan (id),
  need_id uuid not null references casework.plan_need (id),
  case_id uuid not null references casework.case (id),
  nature text not null,
  rests_on_consent boolean not null,
  provider_id uuid not null references organisation.staff (id),
  starts_on date not null,
  sessions_commissioned integer not null check (sessions_commissioned >= 0),
  sealed bytea not null,
  set_by uuid not null,
  set_at timestamptz not null,
  ended_at timestamptz,
  ended_why text,
  ended_sealed bytea
);
create index plan_action_case on casework.plan_action (case_id);
create index plan_action_provider on casework.plan_action (provider_id) where ended_at is null;

create table casework.session (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  plan_action_id uuid not null references casework.plan_action (id),
  held_on date not null,
  attended boolean not null,
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null
);
create index session_case on casework.session (case_id);
create index session_action on casework.session (plan_action_id);

create table casework.review (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  kind text not null check (kind in ('plan review', '6-month review', '12-month review', 'later review', 'further assessment')),
  reviewed_on date not null,
  outcome text not null check (case kind when 'plan review' then outcome in ('continue', 'revise', 'withdraw support', 'ready for exit')
    else outcome in ('no concern', 'more time', 'concern found') end),
  next_on date,
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null
);
create index review_case on casework.review (case_id, recorded_at);

create table casework.exit (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  item_id uuid references casework.panel_item (id),
  reason text not null,
  exited_on date not null,
  reviews_follow boolean not null,
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null
);
create index exit_case on casework.exit (case_id);

create table casework.hand_over (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  to_service text not null,
  why text not null,
  sealed bytea,
  made_by uuid,
  made_at timestamptz not null,
  answer text check (answer in ('accepted', 'refused')),
  answered_at timestamptz
);
create index hand_over_case on casework.hand_over (case_id);

-- Who may see which case, why, and until when.
create table casework.case_grant (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  staff_id uuid references organisation.staff (id),
  agency_id uuid references organisation.agency (id),
  role text,
  level text not null check (level in ('full', 'pack')),
  why text not null,
  granted_by text not null,
  from_at timestamptz not null,
  until_at timestamptz,
  ended_at timestamptz,
  ended_why text,
  check (staff_id is not null or role is not null)
);
create index case_grant_staff on casework.case_grant (staff_id) include (case_id) where ended_at is null;
create index case_grant_role on casework.case_grant (role, agency_id) include (case_id) where ended_at is null and staff_id is null;
create index case_grant_case on casework.case_grant (case_id);

-- An agency without an agreement comes in only for one case, by a decision with its basis and end.
create table casework.sharing_decision (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  agency_id uuid not null references organisation.agency (id),
  lawful_basis text not null,
  sealed bytea not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  ends_at timestamptz not null
);
create index sharing_decision_agency on casework.sharing_decision (agency_id);

-- Projections: computed from the rows above by the one pure stage function, in the same transaction.
create table casework.case_state (
  case_id uuid primary key references casework.case (id),
  stage text not null,
  stage_since timestamptz not null,
  next_due_on date,
  person_name text,
  lead_id uuid
);
create index case_state_stage on casework.case_state (stage, stage_since, case_id);
create index case_state_newest on casework.case_state (stage_since desc, case_id desc);

create table casework.task (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  what text not null,
  rule text not null,
  due_on date not null,
  staff_id uuid references organisation.staff (id),
  role text,
  agency_id uuid references organisation.agency (id),
  about_id uuid,
  reminded_on date
);
create index task_case on casework.task (case_id);
create index task_due on casework.task (due_on, id);
create index task_staff on casework.task (staff_id, due_on);
create index task_role on casework.task (role, due_on);
