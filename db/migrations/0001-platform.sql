-- The ground every module stands on. Names in braces are roles of this installation (see db/roles.ts).

create schema if not exists platform;
create schema trust;
create schema organisation;
create schema casework;
create schema community;
create schema operations;
create schema strategy;

-- One row for the town that this database serves.
create table platform.town (
  id uuid primary key default '00000000-0000-0000-0000-000000000000' check (id = '00000000-0000-0000-0000-000000000000'),
  name text not null,
  colour text not null default '#1d70b8',
  demo boolean not null default false,
  created_at timestamptz not null default now()
);

-- Which tables have been adopted, and on what terms: read by the tests, the retention engine and the papers.
create table platform.adopted (
  name text primary key,
  seen_through text not null,
  retention text not null,
  subject text not null,
  sealed_by text,
  journalled boolean not null,
  changes text not null
);

-- A way of seeing: the condition under which a role sees a row. %I is the table's key column.
create table platform.way_of_seeing (
  name text not null,
  role_name text not null,
  condition text not null,
  key_column text not null default 'id',
  primary key (name, role_name)
);

-- Every act that was done, once: the idempotency record, and the fact that followed (ids only).
create table platform.act (
  id uuid primary key,
  command text not null,
  input_hash bytea not null,
  viewer_kind text not null,
  viewer_id text not null,
  viewer_name text not null,
  agency_id uuid,
  subject_id uuid,
  fact jsonb,
  at timestamptz not null
);
create index act_subject on platform.act (subject_id, at) where subject_id is not null;

-- What somebody has typed and not yet sent.
create table platform.draft (
  id uuid primary key,
  viewer_id text not null,
  form text not null,
  sealed bytea not null,
  saved_at timestamptz not null default now(),
  unique (viewer_id, form)
);

-- How often something was tried from somewhere, shared by all processes.
create table platform.allowance (
  name text primary key,
  used integer not null,
  until timestamptz not null
);

create table platform.bank_holiday (
  nation text not null,
  day date not null,
  name text not null,
  primary key (nation, day)
);

-- The journal: append-only, in the transaction of what it tells of.
create table trust.journal (
  id uuid primary key,
  at timestamptz not null,
  act_id uuid,
  kind text not null check (kind in ('change', 'look', 'search', 'sign-in', 'refusal', 'note')),
  what text not null,
  viewer_kind text not null,
  viewer_id text not null,
  agency_id uuid,
  about_table text,
  about_id uuid,
  subject_id uuid,
  subject_ids uuid[],
  columns text[],
  purpose text,
  commitment bytea
);
create index journal_subject on trust.journal (subject_id, at) where subject_id is not null;
create index journal_subjects on trust.journal using gin (subject_ids) where subject_ids is not null;
create index journal_viewer on trust.journal (viewer_id, at);

-- Before and after of a change, sealed with the key of the record it belongs to, and the salt of its commitment.
create table trust.journal_image (
  entry_id uuid primary key references trust.journal (id),
  key_id uuid not null,
  salt bytea not null,
  sealed bytea not null
);

-- Entries that the sealer has not chained yet.
create table trust.journal_tail (
  entry_id uuid primary key references trust.journal (id)
);

-- The chain: each committed entry at its position. leaf and node hashes as in RFC 9162, section 2.1.
create table trust.journal_seal (
  position bigint primary key,
  entry_id uuid not null unique references trust.journal (id),
  leaf bytea not null,
  chain bytea not null
);

-- Signed tree heads, one for each batch that was sealed.
create table trust.journal_head (
  size bigint primary key,
  root bytea not null,
  chain bytea not null,
  frontier bytea[] not null,
  at timestamptz not null,
  signature bytea not null
);

-- What was destroyed on purpose: the verifier accepts a missing image only against one of these.
create table trust.deletion_certificate (
  id uuid primary key,
  key_id uuid not null unique,
  counts jsonb not null,
  reason text not null,
  decided_by text not null,
  at timestamptz not null
);

-- Every time something about a person leaves, or is shown to another agency.
create table trust.disclosure (
  id uuid primary key,
  case_id uuid not null,
  act_id uuid,
  to_agency_id uuid,
  to_whom text not null,
  what text[] not null,
  why text not null,
  lawful_basis text not null,
  at timestamptz not null,
  expires_at timestamptz
);
create index disclosure_case on trust.disclosure (case_id, at);
