-- Which coordinator keeps a case moving, and cases given to somebody else, many at once.

create table casework.case_coordinator (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  staff_id uuid not null references organisation.staff (id),
  given_by uuid not null,
  from_at timestamptz not null,
  until_at timestamptz,
  sealed bytea not null
);
create index case_coordinator_case on casework.case_coordinator (case_id);
create unique index case_coordinator_current on casework.case_coordinator (case_id) where until_at is null;
create index case_coordinator_staff on casework.case_coordinator (staff_id);

-- Why somebody else leads the case from now on, where it was said.
alter table casework.lead_professional add column sealed bytea;

-- Lists are narrowed by it as by the lead professional.
alter table casework.case_state add column coordinator_id uuid;
create index case_state_by_coordinator on casework.case_state (coordinator_id, stage_since desc, case_id desc) where coordinator_id is not null;

-- Cases that somebody gives to others, with one reason; each is given by an act of its own, whose id is the row's.
create table casework.reassignment (
  id uuid primary key,
  staff_id uuid not null references organisation.staff (id),
  coordinator_id uuid references organisation.staff (id),
  lead_id uuid references organisation.staff (id),
  sealed bytea not null,
  prepared_at timestamptz not null,
  go_at timestamptz,
  check (coordinator_id is not null or lead_id is not null)
);
create index reassignment_staff on casework.reassignment (staff_id);
create table casework.reassignment_case (
  id uuid primary key,
  reassignment_id uuid not null references casework.reassignment (id),
  staff_id uuid not null,
  case_id uuid not null references casework.case (id),
  place integer not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'refused')),
  why text
);
create index reassignment_case_place on casework.reassignment_case (reassignment_id, place);
create index reassignment_case_case on casework.reassignment_case (case_id);
