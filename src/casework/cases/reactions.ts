import { sql } from 'kysely'
import type { Fact } from '../../platform/pure/outcomes.ts'
import type { Writing } from '../../platform/town.ts'
import { comesOfAge } from './coming-of-age.ts'
import { dueOn } from './due.ts'
import { caseFacts } from './facts.ts'
import { endGrants } from './grants.ts'
import { type CaseFacts, type Stage, stageOf } from './lifecycle.ts'
import { nameKeys } from './name-keys.ts'
import { isMistaken } from './mistaken.ts'
import { isHeld, whyChair } from './police-lead.ts'
import type { Section36Decided } from './rules.ts'

const whySection36 = 'section 36 decision'

/** After every fact about a case: its stage, its deadlines and its name in lists are computed anew from what is recorded. */
export async function settleCase(writing: Writing, fact: Fact): Promise<void> {
  if (!fact.caseId) return
  const [facts, called] = await Promise.all([caseFacts(writing.tx, fact.caseId), calledIn(writing, fact.caseId)])
  if (!facts || !called) return
  const { standing, due } = standingOf(facts, writing.holidays)
  const { names, ...shown } = called
  await Promise.all([
    keepState(writing, facts.caseId, { ...standing, ...shown }),
    keepNames(writing, facts.caseId, nameKeys(names)),
    keepTasks(writing, facts.caseId, due),
    endWhatIsOver(writing, facts, standing.stage),
  ])
}

type Called = NonNullable<Awaited<ReturnType<typeof calledIn>>>
type State = ReturnType<typeof standingOf>['standing'] & Omit<Called, 'names'>

const keepState = ({ tx }: Writing, caseId: string, state: State) =>
  tx
    .insertInto('casework.case_state')
    .values({ case_id: caseId, ...state })
    .onConflict((it) => it.column('case_id').doUpdateSet(state))
    .execute()

/** What the person is found by: what went, goes, and what came, comes, in one statement; mostly nothing did either. */
const keepNames = ({ tx }: Writing, caseId: string, keys: string[]) =>
  sql`with gone as (delete from casework.case_name where case_id = ${caseId} and key <> all (${keys}::text[]))
    insert into casework.case_name (case_id, key) select ${caseId}, key from unnest(${keys}::text[]) key
    on conflict do nothing`.execute(tx)

/** What was due goes and what is due comes, in one statement. */
async function keepTasks(writing: Writing, caseId: string, due: ReturnType<typeof standingOf>['due']) {
  const { tx } = writing
  if (!due.length) return void (await tx.deleteFrom('casework.task').where('case_id', '=', caseId).execute())
  const rows = due.map((each) => ({
    id: writing.newId(),
    case_id: caseId,
    what: each.what,
    rule: each.rule,
    due_on: each.dueOn,
    staff_id: each.staffId,
    role: each.role,
    agency_id: each.agencyId,
    about_id: each.aboutId,
    waits_for: each.waitsFor ?? null,
  }))
  await tx
    .with('gone', (the) => the.deleteFrom('casework.task').where('case_id', '=', caseId))
    .insertInto('casework.task')
    .values(rows)
    .execute()
}

async function endWhatIsOver(writing: Writing, { caseId, reviews, gateway, policeLead }: CaseFacts, stage: Stage) {
  // the chair was let in to say how it goes on
  if ((policeLead || gateway?.outcome === 'police-led') && !isHeld(stage))
    await endGrants(writing, { caseId, why: whyChair, because: 'the case is not held for the police any more' })
  if (stage !== 'finished') return
  // nobody decides any more on a case that was closed before its section 36 decision
  await endGrants(writing, { caseId, why: whySection36, because: 'the case is finished' })
  // the gateway may be revisited at any time before; after the last review, news of the person is a new referral
  if (reviews.some(({ kind }) => kind === '12-month review'))
    await endGrants(writing, { caseId, why: 'gateway', because: 'the last review is done' })
}

/** What lists and *Your work* show of a case, from its facts alone: the row of its state, and what is due. */
export function standingOf(facts: CaseFacts, holidays: ReadonlySet<string>) {
  const due = dueOn(facts, holidays)
  const { stage, since } = stageOf(facts)
  const next = due.map((each) => each.dueOn).sort()[0] ?? null
  return {
    standing: {
      stage,
      stage_since: since,
      next_due_on: next,
      lead_id: facts.leadId,
      coordinator_id: facts.coordinatorId ?? null,
    },
    due,
  }
}

/**
 * What lists show of a case and find it by: its reference, the type of concern, when the person comes of age, their name
 * as known now, or, until the referral is matched, as the referral gives it, and every name that they go by.
 */
async function calledIn({ tx }: Writing, caseId: string) {
  const { rows } =
    await sql<CalledRow>`select c.reference, r.concern, ${isMistaken('c.id')} as mistaken, ${dayOfReferral} as referred_on,
      nullif(concat_ws(' ', p.given_names, p.family_name), '') as name, p.born, p.age_about, p.age_about_on,
      nullif(concat_ws(' ', r.given_names, r.family_name), '') as referred_name, r.born as referred_born,
      r.age_about as referred_age,
      array(select o.given_names || ' ' || o.family_name from casework.person_name o where o.person_id = c.person_id) as others
    from casework.case c left join casework.person p on p.id = c.person_id
      left join lateral (select * from casework.referral where case_id = c.id order by received_at, id limit 1) r on true
    where c.id = ${caseId}`.execute(tx)
  const row = rows[0]
  if (!row) return undefined
  return {
    reference: row.reference,
    person_name: row.name ?? row.referred_name,
    concern: row.concern,
    mistaken: row.mistaken,
    adult_on: comesOfAge({ born: row.born ?? row.referred_born, ...aboutAge(row) }),
    names: [row.name, row.referred_name, ...row.others].filter((name) => name !== null),
  }
}

interface CalledRow {
  mistaken: boolean
  reference: string
  concern: string | null
  referred_on: string | null
  name: string | null
  born: string | null
  age_about: number | null
  age_about_on: string | null
  referred_name: string | null
  referred_born: string | null
  referred_age: number | null
  others: string[]
}

const dayOfReferral = sql`(r.received_at at time zone 'Europe/London')::date`

const aboutAge = (row: CalledRow) => ({
  ageAbout: row.age_about ?? row.referred_age,
  ageAboutOn: row.age_about_on ?? row.referred_on,
})

/** The officers were let in to decide: once decided, that reason has ended, and who has another stays in for it. */
export const endSection36Grants = (writing: Writing, { caseId }: Section36Decided): Promise<void> =>
  endGrants(writing, { caseId, why: whySection36, because: 'the decision was recorded' })

/** A member of staff left: what casework gave them ends or passes on, by the one function that reaches in from outside. */
export async function followLeaver({ tx, now }: Writing, { staffId }: Fact): Promise<void> {
  await sql`select casework.follow_leaver(${staffId}, ${now})`.execute(tx)
}

/** A role ended of somebody who stays: what casework gave them for it is nobody's own any more. */
export async function followEndedRole({ tx, now }: Writing, { staffId, roleWord }: Fact): Promise<void> {
  await sql`select casework.follow_ended_role(${staffId}, ${roleWord}, ${now})`.execute(tx)
}
