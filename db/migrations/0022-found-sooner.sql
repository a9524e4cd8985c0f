-- Whoever is looked for among many is found by numbers: the keys of a person as hashes, which PostgreSQL's intarray
-- counts without looking at a word, and the parts of their names as they are written, for the order of the likeliest.
create extension if not exists intarray with schema extension;
create extension if not exists pg_trgm with schema extension;
alter table casework.person_key add column hashes integer[], add column spelled text;
drop index casework.person_key_keys;
update casework.person_key set
  hashes = extension.sort(array(select distinct hashtext(key) from unnest(keys) key)),
  spelled = coalesce((select string_agg(substr(key, 2), ' ' order by key) from unnest(keys) key where starts_with(key, '.')), '');
alter table casework.person_key alter column hashes set not null, alter column spelled set not null, drop column keys;
create index person_key_hashes on casework.person_key using gin (hashes) with (fastupdate = off);
