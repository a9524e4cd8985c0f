-- People: by what they are found, what is recorded about them and how it is known, and records of one person made one.

-- What is trusted of PostgreSQL's own extensions, apart from our tables: an owner of the database may create them.
create schema if not exists extension;
create extension if not exists unaccent with schema extension;
create extension if not exists fuzzystrmatch with schema extension;

-- The case from which a name came: whoever may not know of that case does not see the name.
alter table casework.person_name add column kind text not null default 'as referred'
  check (kind in ('as referred', 'known as', 'alias', 'transliteration'));
alter table casework.person_name add column case_id uuid references casework.case (id);
-- From whom a name is known, where somebody typed it; the source in the open says only of what kind it is.
alter table casework.person_name add column sealed bytea;
alter table casework.person_name add check (sealed is null or case_id is not null);
-- The parts of the name as they are compared, kept by the database (db/always/32-people.sql).
alter table casework.person_name add column spoken jsonb;
alter table casework.person_name add column ended_at timestamptz;
alter table casework.person_name add column ended_by uuid;
alter table casework.person_name add column ended_sealed bytea;
alter table casework.person_name add check (num_nonnulls(ended_at, ended_by, ended_sealed) in (0, 3));
create index person_name_case on casework.person_name (case_id) where case_id is not null;
update casework.person_name n set case_id = r.case_id from casework.referral r where n.source = 'Referral ' || r.reference;

-- A record that was found to be another's: what hung on it hangs on that one until they are separated again.
alter table casework.person add column merged_into uuid references casework.person (id);
create index person_merged on casework.person (merged_into) where merged_into is not null;

-- By what somebody is found, worked out anew by the database whenever a name, a birth date or an address changes
-- (db/always/32-people.sql). Never shown, and no number about anybody.
create table casework.person_key (
  person_id uuid primary key references casework.person (id) on delete cascade,
  keys text[] collate "C" not null,
  made integer not null
);
-- What is newly recorded is found at once, by everybody, at the same cost.
create index person_key_keys on casework.person_key using gin (keys) with (fastupdate = off);

-- Short forms of given names: Bill is William.
create table casework.short_form (
  short text collate "C",
  name text collate "C",
  primary key (short, name)
);

-- One thing that is recorded about a person, how it is known and from where. A correction stands beside what it corrects.
-- What is counted is a value of a code list; what was typed is sealed. The postcode is kept as a keyed hash, to be found by.
create table casework.person_fact (
  id uuid primary key,
  person_id uuid not null references casework.person (id),
  case_id uuid not null references casework.case (id),
  kind text not null,
  known_how text check (known_how in ('self-described', 'recorded by another', 'not asked', 'declined')),
  value text,
  postcode_hash bytea,
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  ended_sealed bytea,
  check (num_nonnulls(ended_at, ended_by, ended_sealed) in (0, 3))
);
create index person_fact_person on casework.person_fact (person_id, kind);
create index person_fact_case on casework.person_fact (case_id);

-- Two records found to be of one person, with the grounds; every row that was moved, so that it can be undone.
create table casework.person_merge (
  id uuid primary key,
  survivor_id uuid not null references casework.person (id),
  merged_id uuid not null references casework.person (id),
  case_id uuid not null references casework.case (id),
  sealed bytea not null,
  merged_by uuid not null,
  merged_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  ended_sealed bytea,
  check (num_nonnulls(ended_at, ended_by, ended_sealed) in (0, 3)),
  check (survivor_id <> merged_id)
);
create index person_merge_survivor on casework.person_merge (survivor_id);
create index person_merge_merged on casework.person_merge (merged_id);
create index person_merge_case on casework.person_merge (case_id);
create unique index person_merge_current on casework.person_merge (merged_id) where ended_at is null;

create table casework.person_merge_row (
  merge_id uuid not null references casework.person_merge (id),
  table_name text not null,
  row_id uuid not null,
  primary key (merge_id, table_name, row_id)
);

-- They were made for the search before this one.
drop index if exists casework.person_family, casework.person_name_family, casework.person_name_plain, casework.person_name_given, casework.person_name_sound;
drop function if exists casework.persons_like(text[], text[], date);
drop function if exists casework.name_sound(text);
drop function if exists casework.plain_name(text);
