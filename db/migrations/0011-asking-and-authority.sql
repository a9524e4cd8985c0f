-- Whom an agency's silence or refusal goes to next, what was sent to remind it, who confirmed what the police's own
-- record says, and who was authorised to decide under section 36, from when until when.

-- The agency's senior contact: asked when the agency was silent or refused. Never told a name by mail either.
alter table organisation.agency add column senior_mailbox text;

-- A refusal is asked again once, higher up: an enquiry of its own, so that both replies stand.
alter table casework.enquiry
  add column asks_again uuid references casework.enquiry (id),
  add column to_senior boolean not null default false;
create unique index enquiry_asked_again on casework.enquiry (asks_again) where asks_again is not null;
create index enquiry_asked_at on casework.enquiry (asked_at);
-- Whose mailbox a link and its codes go to.
alter table casework.enquiry_link add column to_senior boolean not null default false;

create table casework.enquiry_reminder (
  id uuid primary key,
  enquiry_id uuid not null references casework.enquiry (id),
  case_id uuid not null references casework.case (id),
  kind text not null check (kind in ('before the day', 'after the day', 'to the senior contact')),
  link_id uuid references casework.enquiry_link (id),
  sent_at timestamptz not null,
  unique (enquiry_id, kind)
);
create index enquiry_reminder_case on casework.enquiry_reminder (case_id);
create index enquiry_reminder_link on casework.enquiry_reminder (link_id);

-- The national tracker stays the police's record: what it says of a gateway outcome, entered once or imported.
create table casework.gateway_confirmation (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  outcome_id uuid not null unique references casework.gateway_outcome (id),
  tracker_reference text not null,
  tracker_on date not null,
  came_by text not null check (came_by in ('entry', 'import')),
  confirmed_by uuid not null,
  confirmed_at timestamptz not null
);
create index gateway_confirmation_case on casework.gateway_confirmation (case_id);

-- CTSA 2015 s.36(3) gives the decision to a chief officer of police or a local authority: who decides for them, by whose
-- authority, and between which days.
create table organisation.authorisation (
  id uuid primary key,
  staff_id uuid not null references organisation.staff (id),
  for_what text not null check (for_what = 'section 36 decision'),
  by_whom text not null,
  from_on date not null,
  until_on date check (until_on >= from_on),
  recorded_by uuid,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid
);
create index authorisation_staff on organisation.authorisation (staff_id, from_on);
-- Until now the role alone was the authorisation: it is carried over with its first day.
insert into organisation.authorisation (id, staff_id, for_what, by_whom, from_on, recorded_by, recorded_at)
  select gen_random_uuid(), r.staff_id, 'section 36 decision', 'Carried over from the role', (r.from_at at time zone 'Europe/London')::date, r.given_by, now()
  from organisation.staff_role r where r.role = 'section 36 officer' and r.ended_at is null;
alter table casework.section36_decision add column authorisation_id uuid references organisation.authorisation (id);
create index section36_decision_authorisation on casework.section36_decision (authorisation_id);
