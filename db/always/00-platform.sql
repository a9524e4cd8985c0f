-- What the road and every policy use. Re-run whole whenever a file in this folder changes.

-- The viewer, as set at the start of each transaction. A setting that was reset reads as '', hence nullif.
-- Each is one expression, parsed here and put in the place of its call: policies ask for these at every row.
create or replace function platform.setting(name text) returns text language sql stable parallel safe
  return nullif(current_setting('app.' || name, true), '');
create or replace function platform.viewer_kind() returns text language sql stable parallel safe
  return platform.setting('viewer_kind');
create or replace function platform.viewer_staff() returns uuid language sql stable parallel safe
  return case when platform.setting('viewer_kind') = 'staff' then platform.setting('viewer')::uuid end;
create or replace function platform.viewer_agency() returns uuid language sql stable parallel safe
  return platform.setting('agency')::uuid;
create or replace function platform.viewer_roles() returns text[] language sql stable parallel safe
  return coalesce(string_to_array(platform.setting('roles'), '|'), '{}');
-- What a link holder came for: set only once the code sent to the registered mailbox was confirmed.
create or replace function platform.linked_to(kind text) returns uuid language sql stable parallel safe
  return case when platform.setting('link_to') = kind then platform.setting('link_id')::uuid end;

-- Tells a transaction who reads or acts, and for what. What is kept of their sight begins empty, whatever was left on
-- the connection. Whoever is in holds the gate open: a migration closes it, waits until all are out, and lets them in when
-- it is done, so that it never meets them halfway.
create or replace function platform.enter(viewer_kind text, viewer text, agency text, roles text, link_to text, link_id text,
  act text, command text, purpose text, at_time text) returns void language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock_shared(8110, 5);
  perform set_config('app.viewer_kind', viewer_kind, true), set_config('app.viewer', viewer, true), set_config('app.agency', agency, true),
    set_config('app.roles', roles, true), set_config('app.link_to', link_to, true), set_config('app.link_id', link_id, true),
    set_config('app.act', act, true), set_config('app.command', command, true), set_config('app.purpose', purpose, true),
    set_config('app.now', at_time, true), set_config('app.images', '', true), set_config('app.kept_hidden', '', true),
    set_config('app.kept_seen', '', true), set_config('app.kept_in_full', '', true), set_config('app.kept_seated', '', true),
    set_config('app.kept_attended', '', true);
  -- to compile a plan costs a hundred times what any page's takes to run; the embedded server is told so by its settings
  perform set_config('jit', 'off', true);
  -- an act reads by ids, and its plans are as good whichever they are: to plan them anew costs more than to run them
  if act <> '' then perform set_config('plan_cache_mode', 'force_generic_plan', true); end if;
end $$;

-- The town's time: what the act or the look that is under way calls now, so that it is the same in the program and in
-- every policy; and the day it then is in London.
create or replace function platform.present() returns timestamptz language sql stable parallel safe
  return coalesce(platform.setting('now')::timestamptz, now());
create or replace function platform.today() returns date language sql stable parallel safe
  return (platform.present() at time zone 'Europe/London')::date;

-- UUIDv7 in SQL: PostgreSQL 15 has none of its own.
create or replace function platform.new_id() returns uuid language sql volatile parallel safe set search_path = '' as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;

create or replace function platform.write_entry(
  kind text, what text, about_table text default null, about_id uuid default null, subject uuid default null,
  subjects uuid[] default null, columns text[] default null, commitment bytea default null, purpose text default null
) returns uuid language plpgsql security definer set search_path = '' as $$
declare entry uuid := platform.new_id();
begin
  insert into trust.journal (id, at, act_id, kind, what, viewer_kind, viewer_id, agency_id, about_table, about_id,
    subject_id, subject_ids, columns, purpose, commitment)
  values (entry, clock_timestamp(), platform.setting('act')::uuid, kind, what,
    coalesce(platform.viewer_kind(), 'owner'), coalesce(platform.setting('viewer'), session_user), platform.viewer_agency(),
    about_table, about_id, subject, subjects, columns, coalesce(purpose, platform.setting('purpose')), commitment);
  insert into trust.journal_tail (entry_id) values (entry);
  return entry;
end $$;

-- The trigger of every journalled table. Arguments: the column whose id's key seals the image ('' = the town's), the
-- key column. The image goes to the application in a setting of this transaction, comes back sealed before commit,
-- and a deferred check refuses the commit otherwise.
create or replace function platform.journal_change() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  before_row jsonb; after_row jsonb; one_row jsonb; changed text[]; image text; salt bytea; key uuid; entry uuid;
begin
  if tg_op <> 'INSERT' then before_row := to_jsonb(old); end if;
  if tg_op <> 'DELETE' then after_row := to_jsonb(new); end if;
  one_row := coalesce(after_row, before_row);
  select array_agg(k order by k) into changed from jsonb_object_keys(one_row) k
    where before_row is null or after_row is null or before_row -> k is distinct from after_row -> k;
  if platform.setting('act') is null then
    if not pg_has_role(session_user, (select c.relowner from pg_catalog.pg_class c where c.oid = tg_relid), 'member') then
      raise exception 'a change to %.% outside an act', tg_table_schema, tg_table_name using errcode = 'insufficient_privilege';
    end if;
    perform platform.write_entry('change', 'owner.' || lower(tg_op), tg_table_schema || '.' || tg_table_name,
      (one_row ->> tg_argv[1])::uuid, (one_row ->> nullif(tg_argv[0], ''))::uuid, null, changed);
    return null;
  end if;
  key := coalesce((one_row ->> nullif(tg_argv[0], ''))::uuid, '00000000-0000-0000-0000-000000000000');
  image := jsonb_build_object('before', before_row, 'after', after_row)::text;
  salt := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
  entry := platform.write_entry('change', coalesce(platform.setting('command'), tg_op), tg_table_schema || '.' || tg_table_name,
    (one_row ->> tg_argv[1])::uuid, nullif(key, '00000000-0000-0000-0000-000000000000'), null, changed,
    sha256(salt || convert_to(image, 'UTF8')));
  perform set_config('app.images', coalesce(platform.setting('images') || ',', '') || json_build_object(
    'entry', entry, 'key', key, 'salt', encode(salt, 'hex'), 'image', image)::text, true);
  return null;
end $$;

create or replace function platform.image_is_kept() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from trust.journal_image i where i.entry_id = new.id) then
    raise exception 'the change image of journal entry % was not sealed', new.id using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
drop trigger if exists image_is_kept on trust.journal;
create constraint trigger image_is_kept after insert on trust.journal deferrable initially deferred
  for each row when (new.commitment is not null) execute function platform.image_is_kept();

create or replace function platform.keep_images(images jsonb) returns void language sql security definer set search_path = '' as $$
  insert into trust.journal_image (entry_id, key_id, salt, sealed)
  select (i ->> 'entry')::uuid, (i ->> 'key')::uuid, decode(i ->> 'salt', 'hex'), decode(i ->> 'sealed', 'base64')
  from jsonb_array_elements(images) i
$$;

-- Claims the act id for this viewer, command and input. A repeat waits for the first to end, then gets its fact.
create or replace function platform.claim_act(act uuid, command_name text, hash bytea, viewer_name text, at_time timestamptz)
returns table (fresh boolean, same boolean, fact jsonb) language plpgsql security definer set search_path = '' as $$
begin
  insert into platform.act as a (id, command, input_hash, viewer_kind, viewer_id, viewer_name, agency_id, at)
  values (act, command_name, hash, platform.viewer_kind(), platform.setting('viewer'), viewer_name, platform.viewer_agency(), at_time)
  on conflict (id) do nothing;
  if found then return query select true, true, null::jsonb; return; end if;
  return query select false,
    a.command = command_name and a.input_hash = hash and a.viewer_id = platform.setting('viewer'), a.fact
    from platform.act a where a.id = act;
end $$;

-- Writes the fact on the act, once, and gives the images that wait to be sealed, as a JSON list.
create or replace function platform.finish_act(subject uuid, the_fact jsonb) returns text language plpgsql security definer set search_path = '' as $$
begin
  update platform.act a set subject_id = subject, fact = the_fact where a.id = platform.setting('act')::uuid and a.fact is null;
  if not found then raise exception 'this act has its fact already' using errcode = 'insufficient_privilege'; end if;
  return '[' || coalesce(platform.setting('images'), '') || ']';
end $$;

-- One row for a look, a search, a sign-in, a refusal.
create or replace function platform.note(kind text, what text, subjects uuid[] default null, purpose text default null)
returns void language sql security definer set search_path = '' as $$
  select platform.write_entry(kind, what, subjects => subjects, purpose => purpose)
$$;

-- Counts a try under a name; true while within the allowance. Shared by every process of the installation. A count that
-- ends later than it may, because the database's clock was put back, has ended.
create or replace function platform.take_allowance(called text, most integer, seconds integer) returns boolean
language sql volatile security definer set search_path = '' as $$
  insert into platform.allowance as a (name, used, until) values (called, 1, now() + make_interval(secs => seconds))
  on conflict (name) do update set
    used = case when a.until > now() and a.until <= excluded.until then a.used + 1 else 1 end,
    until = case when a.until > now() and a.until <= excluded.until then a.until else excluded.until end
  returning a.used <= most
$$;

-- A record whose own id names a key takes the key with it: what is left of it in the journal, in copies and in backups is
-- unreadable from then on. The key lies outside the database, so a job destroys it (src/platform/files/destroying.ts).
create or replace function platform.destroy_key() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into platform.to_destroy (what, id) values ('key', (to_jsonb(old) ->> tg_argv[0])::uuid)
    on conflict (what, id) do update set since = excluded.since;
  return null;
end $$;

-- Effects outside the database are jobs, enqueued in the transaction that causes them; payloads are ids.
create or replace function platform.enqueue(task text, payload json, run_at timestamptz default null, job_key text default null)
returns void language sql volatile security definer set search_path = '' as $$
  select graphile_worker.add_job(task, payload, run_at => run_at, job_key => job_key, max_attempts => 12)
$$;

create or replace function platform.next_version() returns trigger language plpgsql set search_path = '' as $$
begin new.version := old.version + 1; return new; end $$;

-- Who writes each table, beside who sees it: the register says all that adoption grants, so that a stray grant shows.
alter table platform.adopted add column if not exists written_by text;

-- Adopts a table: who may see a row, how long it lives, whose data it is, what seals it and its images. Row security, grants,
-- version, journal trigger and the register's row come from here and nowhere else.
--   written_by: the writing role, or several joined by '|', or '' for none; otherwise the zone's own writer. One that
--   has a way of seeing the table writes through that way, every other writes all of it
--   changes: 'update' (insert and update), 'append' (insert only), 'replace' (delete too: projections and drafts)
create or replace procedure platform.adopt(
  table_name text, seen_through text, retention text, subject text, sealed_by text default null,
  journalled boolean default true, changes text default 'update', written_by text default null, key text default null
) language plpgsql set search_path = '' as $$
declare
  target regclass := table_name::regclass;
  zone text := split_part(table_name, '.', 1);
  writers text[] := string_to_array(coalesce(written_by, (select w.role_name from platform.zone_writer w where w.zone = split_part(adopt.table_name, '.', 1))), '|');
  writer text; written text;
  identity_column text := (select a.attname from pg_catalog.pg_index i join pg_catalog.pg_attribute a
    on a.attrelid = i.indrelid and a.attnum = i.indkey[0] where i.indrelid = table_name::regclass and i.indisprimary);
  old_policy record; way record;
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s add column if not exists version integer not null default 1', target);
  for old_policy in select polname from pg_catalog.pg_policy where polrelid = target loop
    execute format('drop policy %I on %s', old_policy.polname, target);
  end loop;
  for old_policy in select distinct grantee from information_schema.role_table_grants
      where table_schema = zone and role_table_grants.table_name = split_part(adopt.table_name, '.', 2) and grantee <> grantor loop
    execute format('revoke all on %s from %s', target, case when old_policy.grantee = 'PUBLIC' then 'public' else quote_ident(old_policy.grantee) end);
  end loop;
  if not exists (select from platform.way_of_seeing w where w.name = seen_through) then
    raise exception 'there is no way of seeing called "%"', seen_through;
  end if;
  for way in select * from platform.way_of_seeing w where w.name = seen_through and w.role_name is not null loop
    execute format('grant usage on schema %I to %I', zone, way.role_name);
    execute format('grant select on %s to %I', target, way.role_name);
    execute format('create policy %I on %s for select to %I using (%s)', 'seen by ' || way.role_name, target, way.role_name,
      replace(way.condition, '%I', quote_ident(coalesce(key, way.key_column))));
  end loop;
  foreach writer in array writers loop
    execute format('grant usage on schema %I to %I', zone, writer);
    execute format('grant select, insert %s on %s to %I',
      case changes when 'append' then '' when 'update' then ', update' else ', update, delete' end, target, writer);
    written := coalesce((select replace(w.condition, '%I', quote_ident(coalesce(key, w.key_column)))
      from platform.way_of_seeing w where w.name = seen_through and w.role_name = writer), 'true');
    execute format('create policy %I on %s for all to %I using (%s) with check (%s)', 'written by ' || writer, target, writer, written, written);
  end loop;
  execute format('drop trigger if exists next_version on %s', target);
  execute format('create trigger next_version before update on %s for each row execute function platform.next_version()', target);
  execute format('drop trigger if exists journal_change on %s', target);
  if journalled then
    execute format('create trigger journal_change after insert or update or delete on %s for each row execute function platform.journal_change(%L, %L)',
      target, coalesce(sealed_by, ''), identity_column);
  end if;
  execute format('drop trigger if exists destroy_key on %s', target);
  if sealed_by = identity_column then
    execute format('create trigger destroy_key after delete on %s for each row execute function platform.destroy_key(%L)', target, sealed_by);
  end if;
  insert into platform.adopted (name, seen_through, retention, subject, sealed_by, journalled, changes, written_by)
  values (table_name, seen_through, retention, subject, sealed_by, journalled, changes, array_to_string(writers, '|'))
  on conflict (name) do update set seen_through = excluded.seen_through, retention = excluded.retention, subject = excluded.subject,
    sealed_by = excluded.sealed_by, journalled = excluded.journalled, changes = excluded.changes, written_by = excluded.written_by;
end $$;

create table if not exists platform.zone_writer (zone text primary key, role_name text not null);
insert into platform.zone_writer (zone, role_name) values
  ('casework', {'casework_writer'}), ('community', {'community_writer'}), ('operations', {'operations_writer'}),
  ('strategy', {'strategy_writer'}), ('organisation', {'organisation_writer'}), ('trust', {'trust_writer'}),
  ('platform', {'organisation_writer'})
on conflict (zone) do update set role_name = excluded.role_name;
