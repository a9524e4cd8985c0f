-- A list is read from the projection alone: a second table with a policy of its own would ask for its reader's sight again.

alter table casework.case_state add column reference text;
update casework.case_state s set reference = c.reference from casework.case c where c.id = s.case_id;
alter table casework.case_state alter column reference set not null;

-- Whom a grant lets in is answered from the index.
create index case_grant_of_staff on casework.case_grant (staff_id) include (case_id, level, from_at, until_at) where ended_at is null;
drop index casework.case_grant_staff;

-- An entry and its place in the tail are written by one function in one statement's time: to look it up again proves nothing.
alter table trust.journal_tail drop constraint journal_tail_entry_id_fkey;

-- The meetings that are not over yet are few, however many there have been.
create index meeting_open on casework.meeting (meets_on, meets_at) where minutes_approved_at is null;
