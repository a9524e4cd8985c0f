-- What follows a referral: hand-overs tracked to their outcome, mistakes and their letter, the level of need, what a
-- referrer may be told; and advice that is asked before anybody is referred. Each a history: nothing is overwritten.

create table casework.hand_over_step (
  id uuid primary key,
  hand_over_id uuid not null references casework.hand_over (id),
  case_id uuid not null references casework.case (id),
  step text not null check (step in ('sent', 'accepted', 'refused', 'outcome')),
  on_day date not null,
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null
);
create index hand_over_step_of on casework.hand_over_step (hand_over_id);
create index hand_over_step_case on casework.hand_over_step (case_id);

-- That a referral was a mistake: asked for by the person, found or not found, and the letter that follows.
create table casework.mistaken_step (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  step text not null check (step in ('asked', 'found', 'not found', 'letter sent', 'letter deferred')),
  found_by text check (found_by in ('the police', 'the coordinator and a second person')),
  on_day date not null,
  until_day date,
  sealed bytea,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  check ((step = 'found') = (found_by is not null)),
  check ((step = 'letter deferred') = (until_day is not null))
);
create index mistaken_step_case on casework.mistaken_step (case_id, recorded_at);

create table casework.level_of_need (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  level integer not null check (level between 1 and 4),
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null
);
create index level_of_need_case on casework.level_of_need (case_id, recorded_at);

-- The town's own names for the four levels of its continuum of need; the newest of each is in force.
create table casework.level_name (
  id uuid primary key,
  level integer not null check (level between 1 and 4),
  name text not null,
  means text not null,
  named_by uuid,
  named_at timestamptz not null
);
insert into casework.level_name (id, level, name, means, named_at) values
  ('01935000-0000-7000-8000-000000000001', 1, 'Universal', 'What every child and adult is offered is enough', '2024-01-01'),
  ('01935000-0000-7000-8000-000000000002', 2, 'Early help', 'Some extra help, by one service, with consent', '2024-01-01'),
  ('01935000-0000-7000-8000-000000000003', 3, 'Targeted', 'Several needs: services work together under one plan and one lead', '2024-01-01'),
  ('01935000-0000-7000-8000-000000000004', 4, 'Specialist', 'At risk of serious harm: statutory services act', '2024-01-01');

-- The coordinator lets a referrer without an account see how far their referral is, as a professional would.
create table casework.referral_release (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  sealed bytea not null,
  released_by uuid not null,
  released_at timestamptz not null
);
create index referral_release_case on casework.referral_release (case_id);

-- Advice before a referral: about nobody in particular, kept with whoever asked. asked_by says who may see each row.
create table casework.advice (
  id uuid primary key,
  asked_by uuid not null references organisation.staff (id),
  agency_id uuid references organisation.agency (id),
  asked_at timestamptz not null,
  sealed bytea not null
);
create index advice_asked on casework.advice (asked_at desc, id desc);
create index advice_asker on casework.advice (asked_by, asked_at desc);

create table casework.advice_step (
  id uuid primary key,
  advice_id uuid not null references casework.advice (id),
  asked_by uuid not null references organisation.staff (id),
  step text not null check (step in ('answered', 'done')),
  outcome text,
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null
);
create index advice_step_of on casework.advice_step (advice_id, recorded_at);
create index advice_step_asker on casework.advice_step (asked_by);

alter table casework.case_state add column mistaken boolean not null default false;
