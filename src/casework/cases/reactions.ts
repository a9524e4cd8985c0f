import { sql } from 'kysely'
import type { Fact } from '../../platform/pure/outcomes.ts'
import type { Writing } from '../../platform/town.ts'
import { dueOn } from './due.ts'
import { caseFacts } from './facts.ts'
import { endGrants } from './grants.ts'
import { type CaseFacts, stageOf } from './lifecycle.ts'
import type { Section36Decided } from './rules.ts'

const whySection36 = 'section 36 decision'

/** After every fact about a case: its stage, its deadlines and its name in lists are computed anew from what is recorded. */
export async function settleCase(writing: Writing, fact: Fact): Promise<void> {
  if (!fact.caseId) return
  const [facts, called] = await Promise.all([caseFacts(writing.tx, fact.caseId), calledIn(writing, fact.caseId)])
  if (!facts || !called) return
  const { standing, due } = standingOf(facts, writing.holidays)
  await Promise.all([
    keepState(writing, facts.caseId, { ...standing, ...called }),
    keepTasks(writing, facts.caseId, due),
    endWhatIsOver(writing, facts, standing.stage),
  ])
}

type State = ReturnType<typeof standingOf>['standing'] & { reference: string; person_name: string | null }

const keepState = ({ tx }: Writing, caseId: string, state: State) =>
  tx
    .insertInto('casework.case_state')
    .values({ case_id: caseId, ...state })
    .onConflict((it) => it.column('case_id').doUpdateSet(state))
    .execute()

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
  }))
  await tx
    .with('gone', (the) => the.deleteFrom('casework.task').where('case_id', '=', caseId))
    .insertInto('casework.task')
    .values(rows)
    .execute()
}

async function endWhatIsOver(writing: Writing, { caseId, reviews }: CaseFacts, stage: string) {
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
  return { standing: { stage, stage_since: since, next_due_on: next, lead_id: facts.leadId }, due }
}

/** The case's reference, and the person's name as known now, or, until the referral is matched, as the referral gives it. */
async function calledIn(writing: Writing, caseId: string) {
  const row = await writing.tx
    .selectFrom('casework.case as c')
    .leftJoin('casework.person as p', 'p.id', 'c.person_id')
    .leftJoin('casework.referral as r', 'r.case_id', 'c.id')
    .select(['c.reference', 'p.given_names', 'p.family_name'])
    .select(['r.given_names as referred_given', 'r.family_name as referred_family'])
    .where('c.id', '=', caseId)
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const names = [row.given_names ?? row.referred_given, row.family_name ?? row.referred_family]
  return { reference: row.reference, person_name: names.filter(Boolean).join(' ') || null }
}

/** The officers were let in to decide: once decided, that reason has ended, and who has another stays in for it. */
export const endSection36Grants = (writing: Writing, { caseId }: Section36Decided): Promise<void> =>
  endGrants(writing, { caseId, why: whySection36, because: 'the decision was recorded' })

/** A member of staff left: what casework gave them ends or passes on, by the one function that reaches in from outside. */
export async function followLeaver({ tx, now }: Writing, { staffId }: Fact): Promise<void> {
  await sql`select casework.follow_leaver(${staffId}, ${now})`.execute(tx)
}
