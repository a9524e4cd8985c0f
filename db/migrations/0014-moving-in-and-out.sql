-- What leaves as a file and what comes as one: exports of cases, and a town's present caseload from spreadsheets.

-- An export: what was asked for, by whom, for whom and for what. The file is made when it is fetched, for one day and for
-- whoever asked alone, so that no copy is kept here.
create table casework.export (
  id uuid primary key,
  staff_id uuid not null references organisation.staff (id),
  what text not null check (what in ('cases', 'chronology')),
  filters text not null,
  format text not null check (format in ('xlsx', 'csv')),
  for_agency uuid not null references organisation.agency (id),
  purpose text not null,
  lawful_basis text not null,
  sealed bytea not null,
  made_at timestamptz not null,
  ends_at timestamptz not null
);
create index export_staff on casework.export (staff_id);
create table casework.export_case (
  id uuid primary key,
  export_id uuid not null references casework.export (id),
  staff_id uuid not null,
  case_id uuid not null references casework.case (id),
  place integer not null
);
create index export_case_export on casework.export_case (export_id, place);
create index export_case_case on casework.export_case (case_id);

-- Columns of a town's own spreadsheets and what they hold here, kept by a name. No word of a row is in it.
create table casework.column_mapping (
  id uuid primary key,
  name text not null,
  columns jsonb not null,
  staff_id uuid not null references organisation.staff (id),
  saved_at timestamptz not null
);
create unique index column_mapping_name on casework.column_mapping (lower(name));

-- One file that was sent to be moved in, and what was decided about it.
create table casework.moving_in (
  id uuid primary key,
  staff_id uuid not null references organisation.staff (id),
  content_hash bytea not null,
  stored_as uuid not null,
  started_at timestamptz not null,
  mapping jsonb,
  home_force_id uuid references organisation.agency (id),
  mapped_at timestamptz,
  go_at timestamptz,
  undo_at timestamptz,
  sealed bytea not null
);
create index moving_in_hash on casework.moving_in (content_hash);
create index moving_in_staff on casework.moving_in (staff_id);
-- How far the work on it is.
create table casework.moving_in_work (
  moving_in_id uuid primary key references casework.moving_in (id),
  wrong text,
  header bytea,
  read_at timestamptz,
  checked_at timestamptz,
  moved_at timestamptz,
  undone_at timestamptz
);
-- Its rows. What a row holds is sealed, and gone once its case has it.
create table casework.moving_in_row (
  id uuid primary key,
  moving_in_id uuid not null references casework.moving_in (id),
  line integer not null,
  state text not null check (state in ('waiting', 'good', 'bad', 'there already', 'moved in', 'undone', 'kept')),
  reasons text[] not null default '{}',
  alike integer not null default 0,
  fingerprint bytea,
  match_act uuid not null,
  case_id uuid,
  person_id uuid,
  sealed bytea,
  unique (moving_in_id, line)
);
create index moving_in_row_state on casework.moving_in_row (moving_in_id, state, line);
create index moving_in_row_fingerprint on casework.moving_in_row (fingerprint) where fingerprint is not null;
create index moving_in_row_case on casework.moving_in_row (case_id) where case_id is not null;

-- A referral that came before this town had the system.
alter table casework.referral drop constraint referral_came_by_check;
alter table casework.referral add constraint referral_came_by_check check (came_by in ('signed in', 'public', 'moved in'));
