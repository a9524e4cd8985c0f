import { z } from 'zod'
import { dayOf } from '../../../platform/pure/days.ts'
import { id, query } from '../../../platform/query.ts'
import type { Reading } from '../../../platform/town.ts'
import { banner, bannerOf } from '../../cases/index.ts'
import { gatewayPolicy } from '../policy.ts'

const atMost = 500

export const result = z.object({
  outcomeId: z.uuid(),
  caseId: z.uuid(),
  reference: z.string(),
  outcome: z.string(),
  recordedOn: z.string(),
})

/** Results without the reference of the national tracker, oldest first: an officer's own force's, a coordinator's all. */
export const unconfirmedResults = query({
  name: 'gateway.unconfirmed',
  zone: 'casework',
  summary: 'Results of the gateway that the national tracker has not confirmed yet, oldest first; the first 500',
  about: z.object({}),
  gives: z.object({ unconfirmed: z.array(result), more: z.boolean() }),
  allows: gatewayPolicy.readUnconfirmed,
  async read(reading) {
    const found = await resultsWithoutReference(reading)
      .orderBy('o.decided_at')
      .orderBy('o.id')
      .limit(atMost + 1)
      .execute()
    return { unconfirmed: found.slice(0, atMost).map(asResult), more: found.length > atMost }
  },
  subjects: ({ unconfirmed }) => [...new Set(unconfirmed.map(({ caseId }) => caseId))],
})

/** One result, before its reference is entered. */
export const resultToConfirm = query({
  name: 'gateway.to-confirm',
  zone: 'casework',
  summary: 'One result of the gateway, and whether the national tracker has confirmed it',
  about: z.object({ outcomeId: id() }),
  gives: result.extend({ banner, homeForceId: z.uuid().nullable(), confirmed: z.boolean() }),
  allows: gatewayPolicy.confirm,
  async read(reading, { outcomeId }) {
    const row = await results(reading)
      .select(['c.home_force_id as homeForceId', 'o.tracker_reference as first', 'k.id as confirmation'])
      .where('o.id', '=', outcomeId)
      .executeTakeFirst()
    if (!row) return undefined
    const found = await bannerOf(reading, row.caseId)
    if (!found) return undefined
    const confirmed = row.first !== null || row.confirmation !== null
    return { ...asResult(row), banner: found, homeForceId: row.homeForceId, confirmed }
  },
  subjects: ({ caseId }) => [caseId],
})

/** Results without the reference of the national tracker: an officer's own force's, a coordinator's all. */
export function resultsWithoutReference(reading: Reading) {
  const { roles, agencyId } = reading.viewer
  const rows = results(reading).where('o.tracker_reference', 'is', null).where('k.id', 'is', null)
  return roles.includes('Channel coordinator') ? rows : rows.where('c.home_force_id', '=', agencyId)
}

const results = ({ tx }: Reading) =>
  tx
    .selectFrom('casework.gateway_outcome as o')
    .innerJoin('casework.case as c', 'c.id', 'o.case_id')
    .leftJoin('casework.gateway_confirmation as k', 'k.outcome_id', 'o.id')
    .select(['o.id as outcomeId', 'o.case_id as caseId', 'c.reference', 'o.outcome', 'o.decided_at as at'])

export const asResult = ({ outcomeId, caseId, reference, outcome, at }: z.infer<typeof row>) => ({
  outcomeId,
  caseId,
  reference,
  outcome,
  recordedOn: dayOf(at),
})
const row = result.omit({ recordedOn: true }).extend({ at: z.string() })
