interface Sql {
  (text: string): Promise<unknown>
}

/** Keeps what each job was given and what went wrong with it, also once it is done. */
export async function keepJobs(run: Sql) {
  await run('create table kept_job (job text)')
  await run(`create function keep_job() returns trigger language plpgsql security definer as $$
    begin insert into public.kept_job values (to_jsonb(new)::text); return new; end $$`)
  await run(
    'create trigger keep_job after insert or update on graphile_worker._private_jobs for each row execute function keep_job()',
  )
}

/** Everything that was kept, and what waits. */
export const keptJobs =
  'select job from kept_job union all select to_jsonb(j)::text from graphile_worker._private_jobs j'
