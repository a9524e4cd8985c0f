-- Files: what was sent and belongs to nothing yet, and the documents of a case. What is in them lies sealed in a folder
-- beside the keys, each under a key of its own; here is where, and that key, sealed with the record's (docs/decisions/0010).

-- A file that was received and that no act has kept yet: its sender's alone.
create table platform.upload (
  id uuid primary key,
  viewer_id text not null,
  stored_as uuid not null unique,
  kind text not null,
  bytes bigint not null check (bytes > 0),
  scan text not null check (scan in ('clean', 'waiting', 'not scanned')),
  content_hash bytea not null,
  sealed bytea not null,
  received_at timestamptz not null
);
create index upload_received on platform.upload (received_at);

-- A document of a case, whatever it came with: an upload to the case, a referral, an enquiry's reply.
create table casework.attachment (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  came_with text not null check (came_with in ('case', 'referral', 'enquiry reply')),
  came_with_id uuid,
  what text not null,
  dated_on date,
  stored_as uuid not null,
  kind text not null,
  bytes bigint not null check (bytes > 0),
  content_hash bytea not null,
  scan text not null check (scan in ('clean', 'waiting', 'not scanned', 'infected')),
  scanned_at timestamptz,
  added_by uuid references organisation.staff (id),
  added_for uuid references organisation.agency (id),
  added_at timestamptz not null,
  sealed bytea not null,
  released_at timestamptz,
  released_by uuid references organisation.staff (id),
  set_aside_at timestamptz,
  set_aside_by uuid references organisation.staff (id),
  set_aside_as text check (set_aside_as in ('about somebody else', 'wrong file', 'not accurate', 'replaced')),
  set_aside_sealed bytea,
  check (num_nonnulls(released_at, released_by) <> 1),
  check (num_nonnulls(set_aside_at, set_aside_by, set_aside_as, set_aside_sealed) in (0, 4)),
  check ((came_with = 'case') = (came_with_id is null))
);
create index attachment_case on casework.attachment (case_id, added_at);
create index attachment_stored on casework.attachment (stored_as);
create index attachment_came_with on casework.attachment (came_with_id) where came_with_id is not null;
create index attachment_waiting on casework.attachment (added_at) where scan = 'waiting';
