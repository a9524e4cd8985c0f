-- What has to be destroyed outside the database, because its record is gone: the bytes of a file, a key. Written in the act
-- that takes the record away, and struck out when it is done, so that a stop in between leaves nothing behind.
create table platform.to_destroy (
  what text not null check (what in ('file', 'key')),
  id uuid not null,
  since timestamptz not null default now(),
  primary key (what, id)
);
create index to_destroy_since on platform.to_destroy (since);

-- A file that a draft names is kept for as long as the draft is.
alter table platform.upload add column held_by uuid references platform.draft (id) on delete cascade;
create index upload_held_by on platform.upload (held_by) where held_by is not null;

-- Files that nobody has looked over are looked over once there is a scanner.
create index attachment_not_looked_over on casework.attachment (id) where scan in ('waiting', 'not scanned');
