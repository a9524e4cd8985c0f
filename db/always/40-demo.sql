-- A demo town, where one may walk about as anybody without a password: what makes one, and what never does.

-- Addresses that are nobody's and can never be: the domain is reserved (RFC 2606, section 2).
create or replace function platform.is_invented(address text) returns boolean language sql immutable parallel safe
  return lower(address) ~ '^[^@\s]+@([^@\s]+\.)?example$';

-- The mark is set once, with the town, by the loader of the demo, in a database in which it was the first to change
-- anything and everybody is invented. It is not set later, nor taken off: a town is a demo for as long as its database lasts.
create or replace function platform.demo_is_invented() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    if new.demo <> old.demo then
      raise exception 'whether a town is a demo is said once, when it is founded' using errcode = 'insufficient_privilege';
    end if;
  elsif new.demo and (
    platform.viewer_kind() is distinct from 'process' or platform.setting('viewer') is distinct from 'demo loader'
    or (select j.viewer_id from trust.journal j where j.kind = 'change' order by j.id limit 1) is distinct from 'demo loader'
    or exists (select from organisation.staff s where not platform.is_invented(s.email))
    or exists (select from organisation.agency a where not platform.is_invented(a.mailbox))
  ) then
    raise exception 'only the loader of the demo makes a demo town, of invented people, in an empty database' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
drop trigger if exists demo_is_invented on platform.town;
create trigger demo_is_invented before insert or update on platform.town for each row execute function platform.demo_is_invented();
