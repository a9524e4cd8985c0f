-- Who may call what. Functions are nobody's until granted here.

do $$
declare zone text;
begin
  foreach zone in array array['platform', 'trust', 'organisation', 'casework', 'community', 'operations', 'strategy'] loop
    execute format('revoke all on schema %I from public', zone);
    execute format('revoke execute on all routines in schema %I from public, %s', zone, '{every}');
  end loop;
end $$;

grant usage on schema platform to {every};
grant execute on all functions in schema platform to {every};
-- An entry of the journal is written by its functions, and an act is finished in the hands of a writer.
revoke execute on function platform.write_entry(text, text, text, uuid, uuid, uuid[], text[], bytea, text) from {every};
revoke execute on function platform.finish_act(uuid, jsonb), platform.keep_images(jsonb), platform.enqueue(text, json, timestamptz, text) from {every};
grant execute on function platform.finish_act(uuid, jsonb), platform.keep_images(jsonb), platform.enqueue(text, json, timestamptz, text)
  to {casework_writer}, {community_writer}, {operations_writer}, {strategy_writer}, {organisation_writer}, {trust_writer};
-- Uploads that nobody kept, and which files belong to something, are the business of the jobs and of the doctor.
revoke execute on function platform.forget_uploads(timestamptz), platform.files_known(uuid[]), platform.forget_drafts(integer, integer), platform.hold_uploads(text, uuid[]),
  platform.next_to_destroy(integer), platform.was_destroyed(uuid[]), platform.waits_to_be_destroyed() from {every};
grant execute on function platform.forget_uploads(timestamptz), platform.files_known(uuid[]), platform.forget_drafts(integer, integer),
  platform.next_to_destroy(integer), platform.was_destroyed(uuid[]), platform.waits_to_be_destroyed() to {jobs};
grant execute on function platform.hold_uploads(text, uuid[]) to {draft};
grant usage on schema organisation to {every};
grant execute on function organisation.in_agreement(uuid) to {casework_reader}, {casework_broad}, {casework_oversight}, {casework_writer};
grant usage on schema casework to {casework_reader}, {casework_broad}, {casework_oversight}, {casework_guest}, {casework_writer};
grant select on casework.grant_to_viewer, casework.person_to_viewer, casework.tabled_before_viewer, casework.meeting_on_viewers_case, casework.person_in_full_to_viewer to {casework_broad};
grant execute on all functions in schema casework to {casework_reader}, {casework_broad}, {casework_oversight}, {casework_writer};
grant execute on function casework.hold_link(bytea, timestamptz), casework.whom_to_call(), casework.note_advice_read(uuid) to {casework_guest};
-- Whether somebody of a name is recorded is asked by those who match; how far a referral is, in the act that counts tries.
revoke execute on function casework.persons_like(text[], text[], date), casework.persons_like(jsonb, date, text[]) from {casework_reader}, {casework_broad}, {casework_writer};
revoke execute on function casework.keys_of(uuid), casework.keep_keys(uuid), casework.merge_person(uuid), casework.unmerge_person(uuid, uuid[]) from {casework_reader}, {casework_broad}, {casework_oversight};
revoke execute on function casework.referral_progress(text, bytea) from {casework_reader}, {casework_broad}, {casework_oversight};
-- A leaver: what only sign-in reads ends with one call, and what casework gave them with another.
grant execute on function organisation.session_held(bytea, integer, integer, integer), organisation.token_held(bytea), organisation.roles_held(uuid) to {identity};
grant execute on function organisation.end_sign_in(uuid, timestamptz) to {organisation_writer};
grant execute on function organisation.is_here(uuid) to {casework_reader}, {casework_broad}, {casework_oversight}, {casework_writer};
revoke execute on function casework.follow_leaver(uuid, timestamptz) from {casework_reader}, {casework_broad}, {casework_oversight}, {casework_writer};
grant usage on schema casework to {organisation_writer};
grant execute on function casework.follow_leaver(uuid, timestamptz) to {organisation_writer};
grant execute on function casework.take_back_row(uuid) to {casework_writer};
grant execute on function casework.was_shown(uuid) to {casework_oversight};
grant usage on schema casework to {identity};
grant execute on function casework.calendar_of(bytea), casework.unread_notices(uuid) to {identity};
-- What is told, and to whom, is settled in an act or by a job: nobody who reads may tell, or learn who works on what.
revoke execute on function casework.tell_of(uuid, text, text), casework.tell_holders(uuid, text[]), casework.workers_on(uuid), casework.tell_what_is_due(date, date), casework.to_be_mailed(text)
  from {casework_reader}, {casework_broad}, {casework_oversight};
revoke execute on function casework.calendar_of(bytea), casework.unread_notices(uuid) from {casework_reader}, {casework_broad}, {casework_oversight}, {casework_writer};
grant execute on function community.pledges_so_far(uuid) to {community_reader}, {community_guest};
grant execute on function community.pledge_to_withdraw(bytea) to {community_reader}, {community_guest};
grant execute on function organisation.begin_link_session(uuid, bytea, text, uuid), organisation.end_link_sessions(text, uuid) to {casework_writer};
grant usage on schema trust to {trust_reader}, {trust_writer}, {sealer}, {casework_reader}, {casework_broad}, {casework_oversight}, {casework_guest}, {casework_writer};
grant execute on function trust.record_disclosure(uuid, uuid, uuid, text, text[], text, text, timestamptz, timestamptz) to {casework_writer};
grant execute on function trust.who_looked(uuid, uuid, integer), trust.reference_of(uuid) to {casework_reader}, {casework_broad}, {casework_oversight}, {casework_guest};

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
