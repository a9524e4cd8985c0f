-- The clocks that a town chose for itself, what followed when the police took a case over that the panel had, and what
-- whoever asked for advice is told.

-- How long something may take, where the law does not say. The newest that was chosen before a clock began is what the
-- clock runs by; until somebody chose, what the product proposes.
create table casework.target (
  id uuid primary key,
  name text not null,
  amount integer not null check (amount between 1 and 400),
  why text not null,
  set_by uuid not null,
  set_at timestamptz not null
);
create index target_name on casework.target (name, set_at);

-- The police lead a case that was referred to the panel: the chair says how it goes on, and on which day it is looked at
-- again where the panel's work rests.
create table casework.police_lead (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  answer text not null check (answer in ('the panel goes on', 'the police lead')),
  look_again_on date,
  sealed bytea not null,
  answered_by uuid not null,
  answered_at timestamptz not null,
  check ((answer = 'the police lead') = (look_again_on is not null))
);
create index police_lead_case on casework.police_lead (case_id, answered_at);

-- Whoever asked for advice is told that it was answered: of no case, and so apart from the notices of cases.
create table casework.advice_notice (
  id uuid primary key,
  staff_id uuid not null references organisation.staff (id),
  advice_id uuid not null references casework.advice (id),
  at timestamptz not null,
  read_at timestamptz
);
create index advice_notice_newest on casework.advice_notice (staff_id, at desc, id desc);
create index advice_notice_unread on casework.advice_notice (staff_id) where read_at is null;
create index advice_notice_advice on casework.advice_notice (advice_id);
