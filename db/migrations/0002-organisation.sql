-- The partners and their people.

create table organisation.agency (
  id uuid primary key,
  name text not null unique,
  kind text not null,
  force_area text,
  mailbox text,
  telephone text,
  agreement_from date,
  agreement_until date,
  created_at timestamptz not null default now()
);

-- Every information-sharing agreement that was recorded; the newest stands on the agency.
create table organisation.agreement (
  id uuid primary key,
  agency_id uuid not null references organisation.agency (id),
  from_on date not null,
  until_on date,
  recorded_by uuid,
  recorded_at timestamptz not null
);
create index agreement_agency on organisation.agreement (agency_id, recorded_at desc);

create table organisation.staff (
  id uuid primary key,
  agency_id uuid not null references organisation.agency (id),
  name text not null,
  email text not null,
  job_title text,
  conduct_accepted_at timestamptz,
  left_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index staff_email on organisation.staff (lower(email));

create table organisation.staff_role (
  id uuid primary key,
  staff_id uuid not null references organisation.staff (id),
  role text not null,
  given_by uuid,
  from_at timestamptz not null default now(),
  ended_at timestamptz
);
create unique index staff_role_current on organisation.staff_role (staff_id, role) where ended_at is null;

-- What only sign-in reads.
create table organisation.credential (
  staff_id uuid primary key references organisation.staff (id),
  password_hash text not null,
  totp_sealed bytea,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  changed_at timestamptz not null default now()
);

create table organisation.recovery_code (
  id uuid primary key,
  staff_id uuid not null references organisation.staff (id),
  code_hash bytea not null,
  used_at timestamptz
);
create index recovery_code_staff on organisation.recovery_code (staff_id);

create table organisation.session (
  id uuid primary key,
  token_hash bytea not null unique,
  staff_id uuid references organisation.staff (id),
  second_factor_at timestamptz,
  link_to text,
  link_id uuid,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  ended_at timestamptz,
  device text
);
create index session_staff on organisation.session (staff_id) where ended_at is null;

create table organisation.invitation (
  id uuid primary key,
  staff_id uuid not null references organisation.staff (id),
  token_hash bytea not null unique,
  invited_by uuid,
  sent_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);

create index invitation_staff on organisation.invitation (staff_id);

create table organisation.api_token (
  id uuid primary key,
  staff_id uuid not null references organisation.staff (id),
  token_hash bytea not null unique,
  label text not null,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz
);
