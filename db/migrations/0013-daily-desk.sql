-- The daily desk: lists that are sorted and filtered, people found by their names, views that somebody saved, what they
-- read, what they are told, and the address of their calendar.

-- What lists are filtered by stands on the row that they read: the type of concern, and when the person is of age.
alter table casework.case_state add column concern text, add column adult_on date;
update casework.case_state s set (concern, adult_on) = (
  select r.concern, coalesce(coalesce(p.born, r.born) + interval '18 years',
    coalesce(p.age_about_on, r.received_at::date) + make_interval(years => 18 - coalesce(p.age_about, r.age_about)))::date
  from casework.case c join casework.referral r on r.case_id = c.id left join casework.person p on p.id = c.person_id
  where c.id = s.case_id order by r.received_at limit 1);
create index case_state_by_name on casework.case_state ((coalesce(person_name, 'Not known')), case_id);
create index case_state_by_due on casework.case_state ((coalesce(next_due_on, 'infinity'::date)), case_id);
create index case_state_by_lead on casework.case_state (lead_id, stage_since desc, case_id desc) where lead_id is not null;

-- Whose answer a task waits for, where it waits for a partner.
alter table casework.task add column waits_for uuid references organisation.agency (id);
update casework.task t set waits_for = e.agency_id from casework.enquiry e
  where t.about_id = e.id and t.what = 'Chase the reply to an enquiry';
create index task_waits_for on casework.task (waits_for, case_id) where waits_for is not null;

-- A projection: each name that the person of a case goes by, from each of its words on, without case and marks, so that
-- whoever types the beginning of any name finds them. Compared byte by byte, which row security lets an index answer.
create table casework.case_name (
  case_id uuid not null references casework.case (id),
  key text collate "C" not null,
  primary key (case_id, key)
);
insert into casework.case_name (case_id, key)
  select distinct n.case_id, array_to_string(w.words[at:] || w.words[:at - 1], ' ')
  from (
    select s.case_id, s.person_name as name from casework.case_state s where s.person_name is not null
    union select r.case_id, r.given_names || ' ' || r.family_name from casework.referral r
    union select c.id, o.given_names || ' ' || o.family_name from casework.case c join casework.person_name o on o.person_id = c.person_id
  ) n
  cross join lateral (select string_to_array(btrim(regexp_replace(regexp_replace(lower(normalize(n.name, nfkd)), '[\u0300-\u036f]', '', 'g'),
    '[^[:alnum:]]+', ' ', 'g')), ' ') as words) w
  cross join lateral generate_series(1, least(cardinality(w.words), 8)) at
  where w.words <> '{""}';
create index case_name_key on casework.case_name (key, case_id);

-- A list somebody comes back to, by the name that they gave it: the name is sealed, since it may name anybody.
create table casework.saved_view (
  id uuid primary key,
  staff_id uuid not null references organisation.staff (id),
  filters text not null,
  sealed bytea not null,
  saved_at timestamptz not null
);
create index saved_view_staff on casework.saved_view (staff_id, saved_at);

-- Until when somebody had read a case before this visit, and when they last looked at it.
create table casework.last_read (
  staff_id uuid not null references organisation.staff (id),
  case_id uuid not null references casework.case (id),
  before_at timestamptz,
  read_at timestamptz not null,
  primary key (staff_id, case_id)
);
create index last_read_case on casework.last_read (case_id);

-- What somebody is told about a case that they work on. Words of the process only; a day where it is about one.
create table casework.notice (
  id uuid primary key,
  staff_id uuid not null references organisation.staff (id),
  case_id uuid not null references casework.case (id),
  kind text not null check (kind in ('due', 'assigned', 'replied', 'decided')),
  what text not null,
  on_day date not null,
  at timestamptz not null,
  read_at timestamptz,
  unique (staff_id, case_id, kind, what, on_day)
);
create index notice_newest on casework.notice (staff_id, at desc, id desc);
create index notice_unread on casework.notice (staff_id) where read_at is null;
create index notice_case on casework.notice (case_id);

create table casework.notice_choice (
  staff_id uuid primary key references organisation.staff (id),
  mail text not null check (mail in ('at once', 'once a day', 'none')),
  chosen_at timestamptz not null
);

-- The secret address of somebody's calendar, by its hash alone. A new one ends the one before.
create table casework.calendar_address (
  id uuid primary key,
  staff_id uuid not null references organisation.staff (id),
  token_hash bytea not null unique,
  made_at timestamptz not null,
  ended_at timestamptz
);
create unique index calendar_address_current on casework.calendar_address (staff_id) where ended_at is null;
create index calendar_address_staff on casework.calendar_address (staff_id);
