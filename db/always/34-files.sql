-- Uploads pass from whoever sent them into a record: each of these sees only what the viewer of the act sent.

create or replace function platform.own_uploads(ids uuid[]) returns setof platform.upload language sql stable security definer set search_path = '' as $$
  select u.* from platform.upload u where u.id = any (ids) and u.viewer_id = platform.setting('viewer')
$$;
create or replace function platform.take_upload(which uuid) returns setof platform.upload language sql volatile security definer set search_path = '' as $$
  delete from platform.upload u where u.id = which and u.viewer_id = platform.setting('viewer') returning u.*
$$;
-- What nobody kept in time; for the job that takes the files and the keys away.
create or replace function platform.forget_uploads(received_before timestamptz) returns table (id uuid, stored_as uuid) language sql volatile security definer set search_path = '' as $$
  delete from platform.upload u where u.received_at < received_before returning u.id, u.stored_as
$$;
-- Which of some files belong to something; for whoever looks after the folder.
create or replace function platform.files_known(named uuid[]) returns setof uuid language sql stable security definer set search_path = '' as $$
  select u.stored_as from platform.upload u where u.stored_as = any (named)
  union all select a.stored_as from casework.attachment a where a.stored_as = any (named)
  union all select m.stored_as from casework.moving_in m where m.stored_as = any (named)
$$;
