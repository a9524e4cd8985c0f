import { z } from 'zod'
import { option } from '../../platform/options.ts'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { banner, bannerOf } from '../cases/index.ts'
import { referredPerson } from '../referrals/index.ts'
import { candidatesFor } from './candidates.ts'
import { peoplePolicy } from './policy.ts'

const field = z.object({
  field: z.string(),
  mark: z.enum(['match', 'differs', 'blank']),
  here: z.string(),
  there: z.string(),
})
export const candidate = z.object({
  personId: z.uuid(),
  name: z.string(),
  fields: z.array(field),
  referrals: z.array(
    z.object({
      caseId: z.uuid(),
      reference: z.string(),
      receivedAt: z.string(),
      name: z.string(),
      concern: z.string(),
      stage: z.string(),
    }),
  ),
})
export type Candidate = z.infer<typeof candidate>

const toMatch = z.object({
  caseId: z.uuid(),
  version: z.int(),
  personId: z.uuid().nullable(),
  referralId: z.uuid(),
  referralReference: z.string(),
  banner,
  names: z.array(z.object({ givenNames: z.string(), familyName: z.string() })),
  born: z.string().nullable(),
  ageAbout: z.int().nullable(),
  postcodes: z.array(z.string()),
  candidates: z.array(candidate),
  unsure: z.array(z.object({ reason: z.string(), at: z.string() })),
  options: z.object({ candidates: z.array(option), forces: z.array(option) }),
})
export type ToMatchShown = z.infer<typeof toMatch>

export const matchOfReferral = query({
  name: 'people.match-page',
  zone: 'casework',
  summary: 'Whom a referral may be about: recorded persons who are alike, compared line by line',
  about: z.object({ caseId: id() }),
  gives: toMatch,
  allows: peoplePolicy.match,
  async read(reading, { caseId }) {
    const found = await bannerOf(reading, caseId)
    const asReferred = found && (await referredPerson(reading, caseId))
    if (!asReferred) return undefined
    const { said: _, ...referred } = asReferred
    const candidates = found.personId ? [] : await candidatesFor(reading, referred)
    return {
      caseId,
      version: found.version,
      personId: found.personId,
      banner: found,
      ...referred,
      candidates,
      unsure: await leftOpen(reading, caseId),
      options: { candidates: candidates.map(asOption), forces: await forces(reading) },
    }
  },
  subjects: ({ caseId, candidates }) => [
    caseId,
    ...candidates.flatMap(({ referrals }) => referrals.map((one) => one.caseId)),
  ],
})

const asOption = ({ personId, name, fields }: Candidate) => {
  const born = fields.find(({ field: called }) => called === 'Birth date')?.there
  return { value: personId, label: born ? `${name}, born ${born}` : name }
}

async function leftOpen({ tx, open }: Reading, caseId: string) {
  const rows = await tx
    .selectFrom('casework.match_answer')
    .select(['sealed', 'answered_at'])
    .where('case_id', '=', caseId)
    .where('answer', '=', 'unsure')
    .orderBy('answered_at')
    .execute()
  return rows.map((row) => ({
    reason: open<{ reason: string }>(caseId, 'match_answer', row.sealed).reason,
    at: row.answered_at,
  }))
}

async function forces({ tx }: Reading) {
  const rows = await tx
    .selectFrom('organisation.agency')
    .select(['id', 'name'])
    .where('kind', '=', 'police')
    .orderBy('name')
    .execute()
  return rows.map(({ id: value, name: label }) => ({ value, label }))
}
