-- Who may call what. Functions are nobody's until granted here.

do $$
declare zone text;
begin
  foreach zone in array array['platform', 'trust', 'organisation', 'casework', 'community', 'operations', 'strategy'] loop
    execute format('revoke all on schema %I from public', zone);
    execute format('revoke execute on all routines in schema %I from public', zone);
  end loop;
end $$;

grant usage on schema platform to {every};
grant execute on all functions in schema platform to {every};
grant usage on schema organisation to {every};
grant execute on function organisation.in_agreement(uuid) to {casework_reader}, {casework_oversight};
grant usage on schema casework to {casework_reader}, {casework_oversight}, {casework_guest}, {casework_writer};
grant execute on all functions in schema casework to {casework_reader}, {casework_oversight}, {casework_guest}, {casework_writer};
grant usage on schema trust to {trust_reader}, {trust_writer}, {sealer};

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
