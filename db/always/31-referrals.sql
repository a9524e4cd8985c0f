-- The referrals that stand beside one another, and what a referrer may be told.

-- The other referrals of the person whom this case is about, for whoever works the case: they stand side by side, because
-- three referrals were once closed one by one and never seen together (facts 7.3). Never what is sealed to others.
-- what it gives grew: a function that gives other columns must be made anew
drop function if exists casework.other_referrals(uuid);
create or replace function casework.other_referrals(of_case uuid)
returns table (case_id uuid, reference text, received_at timestamptz, given_names text, family_name text, born date, age_about integer,
  sector text, concern text, wishes_unnamed boolean, person_knows boolean, sealed bytea, stage text, gateway text, ground text, closed_for text, mistaken boolean)
language sql stable security definer set search_path = '' as $$
  select r.case_id, r.reference, r.received_at, r.given_names, r.family_name, r.born, r.age_about, r.sector, r.concern,
    r.wishes_unnamed, r.person_knows, r.sealed, s.stage, g.outcome, g.ground, k.reason, s.mistaken
  from casework.case c
  join casework.case e on e.person_id = c.person_id and e.id <> c.id
  join casework.referral r on r.case_id = e.id
  join casework.case_state s on s.case_id = e.id
  left join lateral (select o.outcome, o.ground from casework.gateway_outcome o where o.case_id = e.id order by o.decided_at desc, o.id desc limit 1) g on true
  left join lateral (select o.reason from casework.closure o where o.case_id = e.id and o.declined_at is null order by o.proposed_at desc, o.id desc limit 1) k on true
  where c.id = of_case and e.id <> all (casework.hidden_cases()) and c.id <> all (casework.hidden_cases())
    and (casework.sees_in_full(c.id) or 'Channel coordinator' = any (platform.viewer_roles()))
  order by r.received_at, r.id
$$;

-- What a referrer may learn by reference and code: the stage, to be put into safe words, and whether they referred as a
-- professional of a partner agency, or the coordinator released as much. Nothing about the person. The look is journalled
-- with the case.
create or replace function casework.referral_progress(of_reference text, hash bytea)
returns table (stage text, professional boolean) language plpgsql volatile security definer set search_path = '' as $$
declare found_case uuid;
begin
  select r.case_id into found_case from casework.referral r where r.reference = of_reference and r.code_hash = hash;
  if found_case is null then return; end if;
  perform platform.note('look', 'referrals.follow', array[found_case]);
  return query select s.stage, r.referrer_agency_id is not null
      or exists (select from casework.referral_release x where x.case_id = found_case)
    from casework.referral r join casework.case_state s on s.case_id = r.case_id where r.reference = of_reference;
end $$;

-- The same of all that somebody referred who is signed in, the newest first: they need no code to be known. And whether a
-- virus was found in what they sent with it, which nobody else could tell them.
create or replace function casework.my_referrals()
returns table (reference text, received_at timestamptz, stage text, infected boolean)
language plpgsql volatile security definer set search_path = '' as $$
declare me uuid := platform.viewer_staff(); mine uuid[];
begin
  select array_agg(x.id) into mine
    from (select r.id from casework.referral r where r.referrer_id = me order by r.received_at desc, r.id desc limit 100) x;
  if mine is null then return; end if;
  perform platform.note('look', 'referrals.mine', array(select distinct r.case_id from casework.referral r where r.id = any (mine)));
  return query select r.reference, r.received_at, s.stage,
      exists (select from casework.attachment a where a.came_with_id = r.id and a.came_with = 'referral' and a.scan = 'infected')
    from casework.referral r join casework.case_state s on s.case_id = r.case_id where r.id = any (mine)
    order by r.received_at desc, r.id desc;
end $$;

-- Whom a referrer may call: the council's own number and mailbox, which are no secret.
create or replace function casework.whom_to_call() returns table (name text, telephone text, mailbox text)
language sql stable security definer set search_path = '' as $$
  select a.name, a.telephone, a.mailbox from organisation.agency a where a.kind = 'council' order by a.created_at, a.id limit 1
$$;
