import { sql } from 'kysely'
import { addDays, startOfDay } from '../../platform/pure/days.ts'
import type { Writing } from '../../platform/town.ts'
import { endGrants, grant } from '../cases/index.ts'
import type { Person } from './known.ts'
import { disclosed, letIn, whyLead, whyProvider } from './sight.ts'

const whyTold = 'told that consent ended'
/** As long as those who were told may read why (C). */
const toldForDays = 28

/** Lets in those who provide an action of the plan from now on, who are not in already. */
export async function letProvidersIn(writing: Writing, caseId: string, providers: readonly Person[]): Promise<void> {
  const inSight = await providersInSight(writing, caseId)
  const fresh = providers.filter(
    ({ value }, index) => !inSight.includes(value) && providers.findIndex((other) => other.value === value) === index,
  )
  for (const person of fresh) await letIn(writing, { caseId, person, level: 'pack', why: whyProvider })
}

/** Ends the sight of those who provide no open action any more. */
export async function endIdleProviders(writing: Writing, caseId: string, because: string): Promise<void> {
  const open = await providersOf(writing, caseId)
  for (const staffId of await providersInSight(writing, caseId)) {
    if (!open.includes(staffId)) await endGrants(writing, { caseId, to: { staffId }, why: whyProvider, because })
  }
}

/** Ends the actions that are open, or only those that rest on consent; the plan with them when nothing else stands. */
export async function endActions(
  writing: Writing,
  caseId: string,
  { because, onConsentOnly }: { because: string; onConsentOnly?: boolean },
): Promise<void> {
  const ended = { ended_at: writing.now, ended_why: because }
  let actions = writing.tx
    .updateTable('casework.plan_action')
    .set(ended)
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
  if (onConsentOnly) actions = actions.where('rests_on_consent', '=', true)
  await actions.execute()
  const left = await providersOf(writing, caseId)
  if (!left.length) {
    await writing.tx
      .updateTable('casework.support_plan')
      .set(ended)
      .where('case_id', '=', caseId)
      .where('ended_at', 'is', null)
      .execute()
  }
  await endIdleProviders(writing, caseId, because)
}

/** Ends the lead of whoever leads the case now. */
export async function endLead(writing: Writing, caseId: string, because: string): Promise<void> {
  await writing.tx
    .updateTable('casework.lead_professional')
    .set({ until_at: writing.now })
    .where('case_id', '=', caseId)
    .where('until_at', 'is', null)
    .execute()
  await endGrants(writing, { caseId, why: whyLead, because })
}

/**
 * Consent was refused or withdrawn: what rests on it ends in this transaction, and the chair and the police of the
 * person's home may read why for a while; they and the lead professional are told the same day, by mail that names nobody.
 */
export async function endWhatRestsOnConsent(
  writing: Writing,
  caseId: string,
  { answerId, because }: { answerId: string; because: string },
): Promise<void> {
  await endActions(writing, caseId, { because, onConsentOnly: true })
  const { chairId, forceId } = await whoseCase(writing, caseId)
  const until = startOfDay(addDays(writing.today, toldForDays + 1))
  if (chairId) await grant(writing, { caseId, to: { staffId: chairId }, level: 'pack', why: whyTold, until })
  if (forceId) {
    await grant(writing, {
      caseId,
      to: { role: 'police case officer', agencyId: forceId },
      level: 'pack',
      why: whyTold,
      until,
    })
    await disclosed(writing, {
      caseId,
      agencyId: forceId,
      toWhom: 'The police case officers of the home force',
      why: whyTold,
      until,
    })
  }
  await writing.enqueue('tell-consent-ended', { caseId, answerId }, { key: `tell-consent-ended ${answerId}` })
}

/** Who chairs the panel that adopted the case (the deputy, where the chair declared a conflict), and the home force. */
export async function whoseCase(
  { tx }: Pick<Writing, 'tx'>,
  caseId: string,
): Promise<{ chairId: string | null; forceId: string | null }> {
  const { rows } = await sql<{ chairId: string | null; forceId: string | null }>`
    select c.home_force_id as "forceId", (
      select case when exists (select from casework.recusal r where r.case_id = c.id and r.kind = 'conflict' and r.staff_id = t.chair_id)
        then t.deputy_id else t.chair_id end
      from casework.panel_decision d join casework.panel_item i on i.id = d.item_id
        join casework.meeting m on m.id = i.meeting_id join casework.terms_of_reference t on t.panel_id = m.panel_id
      where d.case_id = c.id and d.outcome = 'adopted' and t.from_on <= platform.today()
      order by d.decided_at desc, t.from_on desc limit 1) as "chairId"
    from casework.case c where c.id = ${caseId}`.execute(tx)
  return rows[0] ?? { chairId: null, forceId: null }
}

async function providersInSight({ tx }: Writing, caseId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('casework.case_grant')
    .select('staff_id')
    .where('case_id', '=', caseId)
    .where('why', '=', whyProvider)
    .where('ended_at', 'is', null)
    .execute()
  return rows.flatMap(({ staff_id }) => staff_id ?? [])
}

async function providersOf({ tx }: Writing, caseId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('casework.plan_action')
    .select('provider_id')
    .distinct()
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .execute()
  return rows.map(({ provider_id }) => provider_id)
}
