-- Who may call what. Functions are nobody's until granted here.

do $$
declare zone text;
begin
  foreach zone in array array['platform', 'trust', 'organisation', 'casework', 'community', 'operations', 'strategy'] loop
    execute format('revoke all on schema %I from public', zone);
    execute format('revoke execute on all routines in schema %I from public, %s', zone, '{every}');
  end loop;
end $$;

-- Each function by its name, with those who ask it. One that does not stand here is its owner's: a trigger asks it, or
-- another function does.
grant usage on schema platform to {every};
grant execute on function platform.setting(text), platform.viewer_kind(), platform.viewer_staff(), platform.viewer_agency(), platform.viewer_roles(),
  platform.linked_to(text), platform.enter(text, text, text, text, text, text, text, text, text, text), platform.present(), platform.today(),
  platform.new_id(), platform.kept(text), platform.keep(text, uuid[]), platform.is_invented(text) to {every};
-- A look is noted by whoever looks. An act is claimed as its viewer, and finished in the hands of a writer.
grant execute on function platform.note(text, text, uuid[], text) to {readers}, {writers}, {identity};
grant execute on function platform.claim_act(uuid, text, bytea, text, timestamptz) to {readers}, {writers};
grant execute on function platform.lock_records(uuid[]), platform.last_act(uuid[]), platform.own_uploads(uuid[]) to {readers};
grant execute on function platform.finish_act(uuid, jsonb), platform.keep_images(jsonb), platform.enqueue(text, json, timestamptz, text), platform.take_upload(uuid) to {writers};
grant execute on function platform.take_allowance(text, integer, integer) to {organisation_guest}, {writers};
-- What nobody kept, and which files belong to something, are the business of the jobs and of the doctor.
grant execute on function platform.forget_uploads(timestamptz), platform.files_known(uuid[]), platform.forget_drafts(integer, integer),
  platform.next_to_destroy(integer), platform.was_destroyed(uuid[]), platform.waits_to_be_destroyed() to {jobs};
grant execute on function platform.hold_uploads(text, uuid[]) to {draft};

grant usage on schema organisation to {every};
grant execute on function organisation.session_held(bytea, integer, integer, integer), organisation.token_held(bytea), organisation.roles_held(uuid) to {identity};
grant execute on function organisation.in_agreement(uuid), organisation.is_here(uuid), organisation.holds(uuid, text)
  to {casework_reader}, {casework_broad}, {casework_oversight}, {casework_writer};
grant execute on function organisation.begin_link_session(uuid, bytea, text, uuid), organisation.end_link_sessions(text, uuid) to {casework_writer};
-- Whoever leaves, or has a role no more: what only sign-in reads ends with one call, and what casework gave them with another.
grant execute on function organisation.end_sign_in(uuid, timestamptz) to {organisation_writer};
grant usage on schema casework to {organisation_writer}, {identity};
grant execute on function casework.follow_leaver(uuid, timestamptz), casework.follow_ended_role(uuid, text, timestamptz) to {organisation_writer};

grant usage on schema casework to {casework_reader}, {casework_broad}, {casework_oversight}, {casework_guest}, {casework_writer};
grant select on casework.grant_to_viewer, casework.person_to_viewer, casework.tabled_before_viewer, casework.meeting_on_viewers_case, casework.person_in_full_to_viewer to {casework_broad};
-- What the policies ask: each reader sees in a way of its own (10-ways-of-seeing.sql).
grant execute on function casework.visible_cases(), casework.released_enquiries(), casework.visible_persons(), casework.persons_in_full(),
  casework.visible_meetings(), casework.visible_panels() to {casework_reader};
grant execute on function casework.is_released(uuid), casework.attended_meetings(), casework.seated_panels(), casework.sees_panel(uuid) to {casework_broad};
grant execute on function casework.hidden_persons() to {casework_oversight};
grant execute on function casework.cases_at_the_table() to {casework_reader}, {casework_broad};
grant execute on function casework.hidden_cases(), casework.granted_cases(text[]), casework.cases_in_full() to {casework_reader}, {casework_broad}, {casework_oversight};
-- What pages ask beside the tables.
grant execute on function casework.sees_in_full(uuid), casework.note_reading(uuid), casework.other_referrals(uuid), casework.agencies_asked(uuid),
  casework.response_days(date), casework.tracker_references_elsewhere(text[], uuid[]) to {casework_reader}, {casework_broad}, {casework_oversight};
grant execute on function casework.hold_link(bytea, timestamptz), casework.note_advice_read(uuid), casework.my_referrals()
  to {casework_guest}, {casework_reader}, {casework_broad}, {casework_oversight};
grant execute on function casework.whom_to_call() to {casework_guest}, {casework_reader}, {casework_broad}, {casework_oversight}, {casework_writer};
-- Whether somebody of a name is recorded, and whether a case that was moved in was shown, is asked by those who match and move in.
grant execute on function casework.persons_like(text[], text[], date), casework.persons_like(jsonb, date, text[]), casework.name_spoken(text, text),
  casework.was_shown(uuid) to {casework_oversight};
-- What an act does; how far a referral is, in the act that counts tries. What is told, and to whom, is settled in an act or
-- by a job: nobody who reads may tell, or learn who works on what.
grant execute on function casework.merge_person(uuid), casework.unmerge_person(uuid, uuid[]), casework.take_back_row(uuid), casework.learn_sizes(), casework.referral_progress(text, bytea),
  casework.hold_tracker_references(text[], uuid[]), casework.tell_of(uuid, text, text), casework.tell_holders(uuid, text[]),
  casework.tell_coordinators(uuid, text, text),
  casework.tell_what_is_due(date, date), casework.to_be_mailed(text) to {casework_writer};
grant execute on function casework.calendar_of(bytea), casework.unread_notices(uuid) to {identity};

grant execute on function community.pledges_so_far(uuid), community.pledge_to_withdraw(bytea) to {community_reader}, {community_guest};
grant usage on schema trust to {trust_reader}, {trust_writer}, {sealer}, {casework_reader}, {casework_broad}, {casework_oversight}, {casework_guest}, {casework_writer};
grant execute on function trust.record_disclosure(uuid, uuid, uuid, text, text[], text, text, timestamptz, timestamptz) to {casework_writer};
grant execute on function trust.who_looked(uuid, uuid, integer), trust.reference_of(uuid) to {casework_reader}, {casework_broad}, {casework_oversight}, {casework_guest};
grant execute on function trust.case_called(text), trust.reference_of(uuid) to {trust_reader};

-- Jobs: their own role may read and work the queue, and nothing else.
grant usage on schema graphile_worker to {jobs};
grant select, insert, update, delete on all tables in schema graphile_worker to {jobs};
grant usage, select on all sequences in schema graphile_worker to {jobs};
grant execute on all functions in schema graphile_worker to {jobs};
do $$
declare job_table record;
begin
  for job_table in select c.oid::regclass as name from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'graphile_worker' and c.relkind = 'r' and c.relrowsecurity loop
    execute format('drop policy if exists jobs on %s', job_table.name);
    execute format('create policy jobs on %s for all to %I using (true) with check (true)', job_table.name, {'jobs'});
  end loop;
end $$;
