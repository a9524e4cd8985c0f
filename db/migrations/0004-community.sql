-- The first stone of the community side: the campaign's pledge.

create table community.campaign (
  id uuid primary key,
  name text not null,
  message text not null,
  pledge_text text not null,
  from_on date not null,
  until_on date
);

create table community.pledge (
  id uuid primary key,
  campaign_id uuid not null references community.campaign (id),
  made_by text not null check (made_by in ('person', 'organisation')),
  name text,
  ward text,
  listed boolean not null,
  withdraw_hash bytea not null unique,
  made_at timestamptz not null,
  withdrawn_at timestamptz
);
create index pledge_listed on community.pledge (campaign_id, made_at desc) where listed and withdrawn_at is null;
