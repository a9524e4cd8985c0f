-- A reference of the national tracker is looked for whatever letters it is written in.
create index gateway_outcome_tracker on casework.gateway_outcome (lower(tracker_reference)) where tracker_reference is not null;
create index gateway_confirmation_tracker on casework.gateway_confirmation (lower(tracker_reference));

-- How a meeting came to be here: called, or known from the record before alone.
alter table casework.meeting add column came_by text not null default 'called' check (came_by in ('called', 'moved in'));
update casework.meeting set came_by = 'moved in' where place = 'As the record before has it';

-- Whose an old decision was stands in its sealed words. Where they do not work here nobody else is written down for it.
alter table casework.gateway_outcome alter column decided_by drop not null;
alter table casework.section36_decision alter column decided_by drop not null;
alter table casework.panel_decision alter column decided_by drop not null;
alter table casework.consent_request alter column by_whom drop not null;
alter table casework.consent_answer alter column recorded_by drop not null;
alter table casework.support_plan alter column written_by drop not null;
alter table casework.exit alter column recorded_by drop not null;
alter table casework.review alter column recorded_by drop not null;
