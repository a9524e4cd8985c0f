-- Assessment: what a professional found, item by item, with evidence and source. What was found is sealed with its
-- evidence, so that no statement can add it up: an assessment has no total, here or anywhere.

-- An instrument is data: its parts and items, each with guidance. A series is known by the id of its first edition.
create table casework.instrument (
  id uuid primary key,
  series_id uuid not null references casework.instrument (id),
  edition integer not null check (edition > 0),
  content jsonb not null,
  -- nobody, where it was shipped
  made_by uuid references organisation.staff (id),
  made_at timestamptz not null,
  in_use_at timestamptz,
  in_use_by uuid references organisation.staff (id),
  retired_at timestamptz,
  retired_by uuid references organisation.staff (id),
  unique (series_id, edition),
  check (retired_at is null or in_use_at is not null)
);
create unique index instrument_in_use on casework.instrument (series_id) where in_use_at is not null and retired_at is null;

-- An assessment keeps the edition that it was made with, whatever follows.
create table casework.assessment (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  instrument_id uuid not null references casework.instrument (id),
  occasion text not null check (occasion in ('before the panel', 'review', 'at exit')),
  begun_by uuid not null references organisation.staff (id),
  begun_at timestamptz not null,
  finished_by uuid references organisation.staff (id),
  finished_at timestamptz,
  set_aside_by uuid references organisation.staff (id),
  set_aside_at timestamptz,
  set_aside_sealed bytea,
  check (num_nonnulls(finished_at, set_aside_at) <= 1),
  check (num_nonnulls(finished_at, finished_by) <> 1),
  check (num_nonnulls(set_aside_at, set_aside_by, set_aside_sealed) in (0, 3))
);
create index assessment_case on casework.assessment (case_id, finished_at);
create unique index assessment_being_written on casework.assessment (case_id) where finished_at is null and set_aside_at is null;

-- One part of the form, as saved last: the items of one part of the instrument, the strengths, the needs, the summary.
create table casework.assessment_part (
  id uuid primary key,
  assessment_id uuid not null references casework.assessment (id),
  case_id uuid not null references casework.case (id),
  part text not null,
  sealed bytea not null,
  saved_by uuid not null references organisation.staff (id),
  saved_at timestamptz not null,
  unique (assessment_id, part)
);
create index assessment_part_case on casework.assessment_part (case_id);

-- What the panel reads: the summary, what changed, what the person says, and what is strong. Written when it is finished.
create table casework.assessment_conclusion (
  id uuid primary key,
  assessment_id uuid not null unique references casework.assessment (id),
  case_id uuid not null references casework.case (id),
  sealed bytea not null,
  concluded_at timestamptz not null
);
create index assessment_conclusion_case on casework.assessment_conclusion (case_id);

-- Each need that was found is met by an action of the plan, or by a reason in it.
create table casework.assessment_need (
  id uuid primary key,
  assessment_id uuid not null references casework.assessment (id),
  case_id uuid not null references casework.case (id),
  sealed bytea not null
);
create index assessment_need_assessment on casework.assessment_need (assessment_id);
create index assessment_need_case on casework.assessment_need (case_id);

-- Asked at the end of a transaction: whole cases are copied in table by table, in the order of the tables' making.
alter table casework.plan_need add column assessment_need_id uuid
  references casework.assessment_need (id) deferrable initially deferred;
create index plan_need_found on casework.plan_need (assessment_need_id) where assessment_need_id is not null;

-- What is finished stays as it is: a correction is a new assessment, and new words are a new edition.
create function casework.stays_as_it_is() returns trigger language plpgsql set search_path = '' as $$
begin raise exception 'what is finished is not changed' using errcode = 'insufficient_privilege'; end $$;
create trigger finished_stays before update on casework.assessment for each row
  when (old.finished_at is not null or old.set_aside_at is not null) execute function casework.stays_as_it_is();
create trigger in_use_stays before update on casework.instrument for each row
  when (old.in_use_at is not null and old.content is distinct from new.content or old.retired_at is not null)
  execute function casework.stays_as_it_is();
create function casework.finished_part_stays() returns trigger language plpgsql set search_path = '' as $$
begin
  if exists (select from casework.assessment a where a.id = old.assessment_id and num_nonnulls(a.finished_at, a.set_aside_at) > 0) then
    raise exception 'what is finished is not changed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger finished_part_stays before update on casework.assessment_part for each row execute function casework.finished_part_stays();

-- The published framework of 22 factors in three dimensions: the factors' names as published, the guidance in words of
-- this system. It is the example; a town loads its own.
insert into casework.instrument (id, series_id, edition, made_at, in_use_at, content) values
  ('01900000-0000-7000-8000-000000000022', '01900000-0000-7000-8000-000000000022', 1, '2012-10-01', '2012-10-01', $instrument$
{
  "name": "Published framework of 22 factors",
  "source": "The factors published for Channel in October 2012; the guidance is this system's own.",
  "about": "The three dimensions are looked at one by one: somebody may be drawn in without meaning harm, mean harm without being drawn in, or turn away from harm and not from the group. No factor shows by itself that somebody needs support or will do anything. The framework supports a professional's judgement and never takes its place.",
  "dimensions": [
    {
      "code": "engagement",
      "name": "Engagement with a group, cause or ideology",
      "guidance": "What draws the person towards it, and what in their life makes it attractive.",
      "items": [
        { "code": "grievance", "name": "Feelings of grievance and injustice", "guidance": "Do they feel wronged, themselves or for others, and does the feeling grow or guide what they do?" },
        { "code": "threat", "name": "Feeling under threat", "guidance": "Do they feel in danger, themselves or with people they count as their own?" },
        { "code": "belonging", "name": "A need for identity, meaning and belonging", "guidance": "Are they looking for who they are, or for a place where they count, and where do they look for it?" },
        { "code": "status", "name": "A desire for status", "guidance": "Do they wish to be somebody in the eyes of others, and what would give it to them?" },
        { "code": "excitement", "name": "A desire for excitement and adventure", "guidance": "Are they drawn by danger, secrecy or comradeship more than by the cause?" },
        { "code": "dominance", "name": "A need to dominate and control others", "guidance": "How do they behave towards people who are weaker, or who disagree?" },
        { "code": "indoctrination", "name": "Susceptibility to indoctrination", "guidance": "How readily do they take over what they are told, and can they still question it?" },
        { "code": "change", "name": "A desire for political or moral change", "guidance": "What do they want to be different, and by which means? To want change is lawful: say what makes it relevant here." },
        { "code": "opportunistic", "name": "Opportunistic involvement", "guidance": "Did they slip into it for gain, for company or by chance?" },
        { "code": "family-friends", "name": "Family or friends' involvement in extremism", "guidance": "Is anybody close to them involved, and what does that mean for them? Being related to somebody is no finding by itself." },
        { "code": "transition", "name": "Being at a transitional time of life", "guidance": "Is there a move, a loss, a separation, a new school, an arrival, or another time of change?" },
        { "code": "group-influence", "name": "Being influenced or controlled by a group", "guidance": "Do others decide for them, and what happens when they disagree or stay away?" },
        { "code": "mental-health", "name": "Relevant mental health issues", "guidance": "Is there a difficulty that bears on this, and who from health says so? A diagnosis is no finding by itself." }
      ]
    },
    {
      "code": "intent",
      "name": "Intent to cause harm",
      "guidance": "How far the person is ready to accept or to use harm for the cause.",
      "items": [
        { "code": "over-identification", "name": "Over-identification with a group or ideology", "guidance": "Has it taken the place of everything else that they were?" },
        { "code": "them-and-us", "name": "\"Them and us\" thinking", "guidance": "Do they divide people into their own and enemies, with nothing in between?" },
        { "code": "dehumanisation", "name": "Dehumanisation of the enemy", "guidance": "Do they speak of people as less than human, or as deserving harm?" },
        { "code": "justifying-offending", "name": "Attitudes that justify offending", "guidance": "Do they find breaking the law right, or owed, for the cause?" },
        { "code": "harmful-means", "name": "Harmful means to an end", "guidance": "Do they accept violence or other harm as a way to what they want?" },
        { "code": "harmful-objectives", "name": "Harmful objectives", "guidance": "Is harm itself what they want?" }
      ]
    },
    {
      "code": "capability",
      "name": "Capability to cause harm",
      "guidance": "What the person could do. Ordinary skills matter only together with what was found in the other parts.",
      "items": [
        { "code": "skills", "name": "Individual knowledge, skills and competencies", "guidance": "Do they know or learn something that harm would need, and to what end?" },
        { "code": "access", "name": "Access to networks, funding or equipment", "guidance": "Could they get the people, the money or the things that harm would need?" },
        { "code": "criminal-capability", "name": "Criminal capability", "guidance": "Is there a history of offending that makes harm more possible?" }
      ]
    }
  ]
}
$instrument$);
