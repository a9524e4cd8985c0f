import { z } from 'zod'
import { allow, anyStaff } from '../../platform/policy.ts'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { inForce } from './rules.ts'

const agency = z.object({
  agencyId: z.uuid(),
  name: z.string(),
  kind: z.string(),
  forceArea: z.string().nullable(),
  mailbox: z.string().nullable(),
  seniorMailbox: z.string().nullable(),
  telephone: z.string().nullable(),
  agreementFrom: z.string().nullable(),
  agreementUntil: z.string().nullable(),
  inAgreement: z.boolean(),
})
export type Agency = z.infer<typeof agency>

/** The partners, with whether their people may be let into casework today. */
export const agencyList = query({
  name: 'agencies.list',
  zone: 'organisation',
  summary: 'The agencies that work together here, and their information-sharing agreements',
  about: z.object({}),
  gives: z.object({ agencies: z.array(agency) }),
  allows: allow([...anyStaff, 'process']),
  read: async (reading) => ({ agencies: await agenciesIn(reading) }),
})

const agreement = z.object({
  from: z.string(),
  until: z.string().nullable(),
  recordedAt: z.string(),
  recordedBy: z.string().nullable(),
})

export const oneAgency = query({
  name: 'agencies.one',
  zone: 'organisation',
  summary: 'One agency, and every agreement recorded for it',
  about: z.object({ agencyId: id() }),
  gives: agency.extend({ version: z.int(), agreements: z.array(agreement) }),
  allows: allow(anyStaff),
  async read(reading, { agencyId }) {
    const [found] = await agenciesIn(reading, agencyId)
    if (!found) return undefined
    const agreements = await reading.tx
      .selectFrom('organisation.agreement as a')
      .leftJoin('organisation.staff as s', 's.id', 'a.recorded_by')
      .select(['a.from_on as from', 'a.until_on as until', 'a.recorded_at as recordedAt', 's.name as recordedBy'])
      .where('a.agency_id', '=', agencyId)
      .orderBy('a.recorded_at', 'desc')
      .orderBy('a.id', 'desc')
      .limit(100)
      .execute()
    return { ...found, agreements }
  },
})

async function agenciesIn({ tx, today }: Reading, only?: string) {
  let rows = tx
    .selectFrom('organisation.agency')
    .select(['id as agencyId', 'name', 'kind', 'force_area as forceArea', 'mailbox', 'telephone', 'version'])
    .select(['senior_mailbox as seniorMailbox'])
    .select(['agreement_from as agreementFrom', 'agreement_until as agreementUntil'])
    .orderBy('name')
  if (only) rows = rows.where('id', '=', only)
  return (await rows.execute()).map((row) => ({
    ...row,
    inAgreement: inForce({ from: row.agreementFrom, until: row.agreementUntil }, today),
  }))
}
