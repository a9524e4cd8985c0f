-- Uploads pass from whoever sent them into a record: each of these sees only what the viewer of the act sent.

create or replace function platform.own_uploads(ids uuid[]) returns setof platform.upload language sql stable security definer set search_path = '' as $$
  select u.* from platform.upload u where u.id = any (ids) and u.viewer_id = platform.setting('viewer')
$$;
create or replace function platform.take_upload(which uuid) returns setof platform.upload language sql volatile security definer set search_path = '' as $$
  delete from platform.upload u where u.id = which and u.viewer_id = platform.setting('viewer') returning u.*
$$;
-- What nobody kept in time, and no draft holds.
create or replace function platform.forget_uploads(received_before timestamptz) returns table (id uuid, stored_as uuid) language sql volatile security definer set search_path = '' as $$
  delete from platform.upload u where u.received_at < received_before and u.held_by is null returning u.id, u.stored_as
$$;
-- Lets the viewer's own draft of a form hold the uploads that it names, and no others. What somebody without an account
-- sends is nobody's by name: its id is its secret, as for the act that keeps it.
create or replace function platform.hold_uploads(the_form text, ids uuid[]) returns void language sql volatile security definer set search_path = '' as $$
  update platform.upload u set held_by = case when u.id = any (ids) then d.id end from platform.draft d
    where d.viewer_id = platform.setting('viewer') and d.form = the_form
      and (u.id = any (ids) and u.held_by is distinct from d.id and (u.viewer_id = d.viewer_id or u.viewer_id = 'public' and d.viewer_id like 'visit %')
        or u.held_by = d.id and u.id <> all (ids))
$$;
-- Forgets what was typed and left: a visit's after hours, a member of staff's after days. What it held goes with it.
drop function if exists platform.forget_visits(integer);
create or replace function platform.forget_drafts(hours integer, days integer) returns void language sql volatile security definer set search_path = '' as $$
  delete from platform.draft d where d.saved_at < platform.present() - case when d.viewer_id like 'visit %' then make_interval(hours => hours) else make_interval(days => days) end
$$;

-- Which of some files belong to something that may still be opened; for whoever looks after the folder.
create or replace function platform.files_known(named uuid[]) returns setof uuid language sql stable security definer set search_path = '' as $$
  select u.stored_as from platform.upload u where u.stored_as = any (named)
  union all select a.stored_as from casework.attachment a where a.stored_as = any (named) and a.scan <> 'infected'
  union all select m.stored_as from casework.moving_in m where m.stored_as = any (named)
  union all select t.stored_as from casework.tracker_list t where t.stored_as = any (named)
$$;

-- Whatever takes a row away that names a file takes the file as well, and so does a virus that was found in it. An upload that
-- an act keeps leaves its row, and the file stays, because another row names it by then. What stands on the list already is
-- held until the act commits, so that whoever destroys passes it by.
create or replace function platform.destroy_file() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into platform.to_destroy (what, id) values ('file', old.stored_as) on conflict (what, id) do update set since = excluded.since;
  return null;
end $$;
create or replace trigger destroy_file after delete on platform.upload for each row execute function platform.destroy_file();
create or replace trigger destroy_file after delete on casework.attachment for each row execute function platform.destroy_file();
create or replace trigger destroy_file after delete on casework.moving_in for each row execute function platform.destroy_file();
create or replace trigger destroy_file after delete on casework.tracker_list for each row execute function platform.destroy_file();
create or replace trigger destroy_infected after update of scan on casework.attachment
  for each row when (new.scan = 'infected' and old.scan <> 'infected') execute function platform.destroy_file();

-- The next to be destroyed, keys before files and then the oldest first: what makes every copy unreadable waits for no store
-- of files that is away. Held until commit, and destroyed before it. What an act or another process
-- holds is passed by. What belongs to something after all is struck out: that is asked once they are held, so that
-- everything that was done to them before is seen. Of a file nothing comes later, since its name is never given again; the
-- same file sent again for the same act after it was forgotten has the same key, and waits for it (files/uploads.ts).
create or replace function platform.next_to_destroy(most integer) returns table (what text, id uuid) language plpgsql volatile security definer set search_path = '' as $$
declare held uuid[];
begin
  loop
    held := array(select n.id from (select d.what, d.id from platform.to_destroy d order by d.what desc, d.since, d.id limit most for update skip locked) n
      where n.what = 'file' or pg_try_advisory_xact_lock(hashtextextended(n.id::text, 0)));
    delete from platform.to_destroy d where d.what = 'file' and d.id = any (held) and d.id in (select platform.files_known(held));
    delete from platform.to_destroy d using platform.upload u where d.what = 'key' and d.id = any (held) and u.id = d.id;
    return query select d.what, d.id from platform.to_destroy d where d.id = any (held) order by d.since, d.id;
    exit when found or held = '{}';
  end loop;
end $$;
create or replace function platform.was_destroyed(ids uuid[]) returns void language sql volatile security definer set search_path = '' as $$
  delete from platform.to_destroy d where d.id = any (ids)
$$;
-- How many wait, and since when the first does; for doctor.
create or replace function platform.waits_to_be_destroyed() returns table (files integer, keys integer, since timestamptz) language sql stable security definer set search_path = '' as $$
  select count(*) filter (where d.what = 'file')::integer, count(*) filter (where d.what = 'key')::integer, min(d.since) from platform.to_destroy d
$$;
