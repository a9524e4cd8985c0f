import type { Reading } from '../../platform/town.ts'
import { nameOfOwner } from '../cases/index.ts'
import type { Closing, GatewayOutcome } from './shapes.ts'

const nameless = 'Somebody whose account is gone'

/** What the police recorded, oldest first. */
export async function gatewayOf({ tx, open }: Reading, caseId: string): Promise<GatewayOutcome[]> {
  const rows = await tx
    .selectFrom('casework.gateway_outcome as o')
    .leftJoin('organisation.staff as s', 's.id', 'o.decided_by')
    .leftJoin('casework.gateway_confirmation as k', 'k.outcome_id', 'o.id')
    .leftJoin('organisation.staff as f', 'f.id', 'k.confirmed_by')
    .selectAll('o')
    .select(['s.name as by', 'k.tracker_reference as later', 'k.tracker_on as laterOn', 'k.came_by as cameBy'])
    .select('f.name as confirmer')
    .where('o.case_id', '=', caseId)
    .orderBy('o.decided_at')
    .orderBy('o.id')
    .execute()
  return rows.map((row) => ({
    outcomeId: row.id,
    outcome: row.outcome,
    ground: row.ground,
    passedTo: row.passed_to,
    grounds: open<{ grounds: string }>(caseId, 'gateway_outcome', row.sealed).grounds,
    trackerReference: row.tracker_reference ?? row.later,
    trackerOn: row.tracker_on ?? row.laterOn,
    confirmed: row.cameBy && `${row.cameBy === 'import' ? 'imported' : 'entered'} by ${row.confirmer ?? nameless}`,
    byId: row.decided_by,
    by: nameOfOwner(row.decided_by, row.by, nameless),
    at: row.decided_at,
  }))
}

/** The closings that were proposed, oldest first, each with its answer. */
export async function closingsOf({ tx, open }: Reading, caseId: string): Promise<Closing[]> {
  const rows = await tx
    .selectFrom('casework.closure as k')
    .leftJoin('organisation.staff as p', 'p.id', 'k.proposed_by')
    .leftJoin('organisation.staff as a', 'a.id', 'k.answered_by')
    .selectAll('k')
    .select(['p.name as proposer', 'a.name as answerer'])
    .where('k.case_id', '=', caseId)
    .orderBy('k.proposed_at')
    .orderBy('k.id')
    .execute()
  return rows.map((row) => {
    const { reasons, together, passedTo } = open<{ reasons: string; together?: string; passedTo?: string }>(
      caseId,
      'closure',
      row.sealed,
    )
    return {
      closureId: row.id,
      reason: row.reason,
      passedTo: passedTo ?? null,
      reasons,
      together: together ?? null,
      proposedById: row.proposed_by,
      proposedBy: row.proposer ?? nameless,
      at: row.proposed_at,
      needsSecond: row.needs_second,
      answer: row.agreed_at ? 'agreed' : row.declined_at ? 'declined' : null,
      answeredBy: row.answered_by && (row.answerer ?? nameless),
      answerReasons: row.answer_sealed && open<{ reasons: string }>(caseId, 'closure', row.answer_sealed).reasons,
    }
  })
}
