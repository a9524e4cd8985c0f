-- A role that reads cases or the journal, which an administrator asked for: it is given once a second person says so.
create table organisation.role_asked (
  id uuid primary key,
  staff_id uuid not null references organisation.staff (id),
  role text not null,
  asked_by uuid references organisation.staff (id),
  asked_at timestamptz not null,
  answer text check (answer in ('given', 'not given')),
  answered_by uuid references organisation.staff (id),
  answered_at timestamptz,
  check ((answer is null) = (answered_at is null)),
  check (answered_by is distinct from staff_id and (answered_by is null or answered_by is distinct from asked_by))
);
create unique index role_asked_open on organisation.role_asked (staff_id, role) where answered_at is null;
