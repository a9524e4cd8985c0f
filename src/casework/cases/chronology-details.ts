import { sql } from 'kysely'
import type { Reading } from '../../platform/town.ts'

/** What a record adds to the line of the act that made it. */
export interface Detail {
  /** In the words of whoever decided. */
  said?: string
  /** The day on which it happened, where that is another than the day it was recorded. */
  happenedOn?: string
}

interface Row {
  of_table: string
  at: Date | string
  day: string | null
  sealed: Buffer | null
}

/** Which facts a record belongs to, by its table and the instant, which is the act's own. */
const factsByTable: Record<string, string> = {
  gateway_outcome: 'gateway recorded',
  section36_decision: 'section 36 decided',
  police_lead: 'police lead answered',
  panel_decision: 'panel decided',
  panel_view: 'view given',
  dissent: 'dissent recorded',
  closure: 'closing proposed',
  closure_answer: 'closing answered',
  session: 'session recorded',
  consent_answer: 'consent',
  review: 'reviewed',
  exit: 'case exited',
  case_coordinator: 'case given',
  lead_professional: 'case given',
}

/**
 * Reasons and days, by fact and instant. Every row is read as the viewer: what they may not see adds nothing. Reasons
 * are left out unless `withReasons`.
 */
export async function detailsOf(
  reading: Reading,
  caseId: string,
  withReasons: boolean,
): Promise<(is: string, at: string) => Detail> {
  const { rows } = await sql<Row>`
    select 'gateway_outcome' as of_table, decided_at as at, null::date as day, sealed from casework.gateway_outcome where case_id = ${caseId}
    union all select 'section36_decision', decided_at, null, sealed from casework.section36_decision where case_id = ${caseId}
    union all select 'police_lead', answered_at, null, sealed from casework.police_lead where case_id = ${caseId}
    union all select 'panel_decision', decided_at, null, sealed from casework.panel_decision where case_id = ${caseId}
    union all select 'panel_view', given_at, null, sealed from casework.panel_view where case_id = ${caseId}
    union all select 'dissent', recorded_at, null, sealed from casework.dissent where case_id = ${caseId}
    union all select 'closure', proposed_at, null, sealed from casework.closure where case_id = ${caseId}
    union all select 'closure_answer', coalesce(agreed_at, declined_at), null, answer_sealed from casework.closure
      where case_id = ${caseId} and answered_by is not null
    union all select 'case_coordinator', from_at, null, sealed from casework.case_coordinator where case_id = ${caseId}
    union all select 'lead_professional', from_at, null, sealed from casework.lead_professional
      where case_id = ${caseId} and sealed is not null
    union all select 'session', recorded_at, held_on, sealed from casework.session where case_id = ${caseId}
    union all select 'consent_answer', recorded_at, answered_on, null from casework.consent_answer where case_id = ${caseId}
    union all select 'review', recorded_at, reviewed_on, null from casework.review where case_id = ${caseId}
    union all select 'exit', recorded_at, exited_on, null from casework.exit where case_id = ${caseId}`.execute(
    reading.tx,
  )
  const found = new Map(
    rows.map((row) => [`${factsByTable[row.of_table]} ${timeOf(row.at)}`, detailOf(reading, caseId, row, withReasons)]),
  )
  return (is, at) => found.get(`${called(is)} ${timeOf(at)}`) ?? {}
}

function detailOf({ open }: Reading, caseId: string, { of_table, sealed, day }: Row, withReasons: boolean): Detail {
  const kept =
    sealed && withReasons ? open<Record<string, unknown>>(caseId, of_table.replace('_answer', ''), sealed) : {}
  const said = kept.grounds ?? kept.reasons ?? kept.words ?? kept.done
  return { ...(typeof said === 'string' && said ? { said } : {}), ...(day ? { happenedOn: day } : {}) }
}

const timeOf = (at: Date | string) => new Date(at).getTime()

/** What was moved in is told by the record that it became. */
const movedIn: Record<string, string> = {
  'gateway moved in': 'gateway recorded',
  'section 36 moved in': 'section 36 decided',
  'panel moved in': 'panel decided',
  'consent moved in': 'consent',
  'exit moved in': 'case exited',
  '6-month review moved in': 'reviewed',
  '12-month review moved in': 'reviewed',
}

/** Consent and reviews have facts of several names, told apart by their instant. */
function called(is: string): string {
  if (movedIn[is]) return movedIn[is]
  if (is.startsWith('consent ') && is !== 'consent planned') return 'consent'
  return is === 'plan reviewed' || is === 'afterwards reviewed' ? 'reviewed' : is
}
