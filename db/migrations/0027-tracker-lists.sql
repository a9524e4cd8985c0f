-- Columns are kept for the list of the police's tracker as well as for a caseload, each under names of their own.
alter table casework.column_mapping
  add column used_for text not null default 'caseload' check (used_for in ('caseload', 'tracker list'));
create unique index column_mapping_used_for_name on casework.column_mapping (used_for, lower(name));
drop index casework.column_mapping_name;

-- A list of the national tracker that was sent as a file, and what was decided about it.
create table casework.tracker_list (
  id uuid primary key,
  staff_id uuid not null references organisation.staff (id),
  stored_as uuid not null,
  sent_at timestamptz not null,
  mapping jsonb,
  recorded_at timestamptz,
  recorded integer,
  sealed bytea not null
);
create index tracker_list_staff on casework.tracker_list (staff_id);
-- What stands in it, sealed: all lines until it is recorded, then those that were not, each with the reason.
create table casework.tracker_list_lines (
  tracker_list_id uuid primary key references casework.tracker_list (id),
  staff_id uuid not null,
  wrong text,
  read_at timestamptz,
  sealed bytea
);
create index tracker_list_lines_staff on casework.tracker_list_lines (staff_id);
