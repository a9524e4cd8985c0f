import { sql } from 'kysely'

/** See `isMistaken`. */
export const isMistakenText = (caseId: string) =>
  `exists (select from casework.mistaken_step m where m.case_id = ${caseId} and m.step = 'found'
    and not exists (select from casework.mistaken_step n where n.case_id = ${caseId} and n.step = 'not found' and n.recorded_at > m.recorded_at)
    and not exists (select from casework.gateway_outcome g where g.case_id = ${caseId} and g.outcome <> 'not suitable' and g.decided_at > m.recorded_at))`

/**
 * Whether the referral of a case (an SQL name for its id) was found to be a mistake and that stands: no later finding and
 * no later outcome of the police says otherwise.
 */
export const isMistaken = (caseId: string) => sql.raw<boolean>(isMistakenText(caseId))

/** What a case is marked with, in words. */
export const mistakenMark = 'mistaken referral'
