import { sql } from 'kysely'
import { z } from 'zod'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { casePolicy } from './policy.ts'
import { banner, bannerOf } from './queries.ts'

const insider = z.object({
  grantId: z.uuid(),
  who: z.string(),
  agency: z.string().nullable(),
  level: z.string(),
  why: z.string(),
  from: z.string(),
  until: z.string().nullable(),
})
const disclosure = z.object({
  disclosureId: z.uuid(),
  at: z.string(),
  agency: z.string().nullable(),
  toWhom: z.string(),
  what: z.array(z.string()),
  why: z.string(),
  lawfulBasis: z.string(),
  until: z.string().nullable(),
})
const oneOff = z.object({ agency: z.string(), lawfulBasis: z.string(), decidedAt: z.string(), until: z.string() })

/** With whom a case is shared: who is let in now, and what has left it. */
export const sharingOfCase = query({
  name: 'cases.sharing',
  zone: 'casework',
  summary: 'Who sees a case now and why, and what about it was shown to whom, when and on which lawful basis',
  about: z.object({ caseId: id() }),
  gives: z.object({
    caseId: z.uuid(),
    banner,
    insiders: z.array(insider),
    oneOff: z.array(oneOff),
    ledger: z
      .array(disclosure)
      .nullable()
      .describe('Null for whoever reads the pack: the ledger is for those who work the case'),
  }),
  allows: casePolicy.read,
  async read(reading, { caseId }) {
    const found = await bannerOf(reading, caseId)
    if (!found) return undefined
    return {
      caseId,
      banner: found,
      insiders: await insidersOf(reading, caseId),
      oneOff: await oneOffOf(reading, caseId),
      ledger: (await worksTheCase(reading, caseId)) ? await ledgerOf(reading, caseId) : null,
    }
  },
  subjects: ({ caseId }) => [caseId],
})

async function insidersOf({ tx, now }: Reading, caseId: string) {
  const rows = await tx
    .selectFrom('casework.case_grant as g')
    .leftJoin('organisation.staff as s', 's.id', 'g.staff_id')
    .leftJoin('organisation.agency as a', (join) =>
      join.on((on) => on('a.id', '=', on.fn.coalesce('g.agency_id', 's.agency_id'))),
    )
    .select(['g.id', 's.name', 'g.role', 'a.name as agency', 'g.level', 'g.why', 'g.from_at', 'g.until_at'])
    .where('g.case_id', '=', caseId)
    .where('g.ended_at', 'is', null)
    .where((where) => where.or([where('g.until_at', 'is', null), where('g.until_at', '>', now.toISOString())]))
    .orderBy('g.from_at')
    .orderBy('g.id')
    .execute()
  return rows.map((row) => ({
    grantId: row.id,
    who: row.name ?? `Every ${row.role}`,
    agency: row.agency,
    level: row.level,
    why: row.why,
    from: row.from_at,
    until: row.until_at,
  }))
}

const oneOffOf = ({ tx, now }: Reading, caseId: string) =>
  tx
    .selectFrom('casework.sharing_decision as d')
    .innerJoin('organisation.agency as a', 'a.id', 'd.agency_id')
    .select(['a.name as agency', 'd.lawful_basis as lawfulBasis', 'd.decided_at as decidedAt', 'd.ends_at as until'])
    .where('d.case_id', '=', caseId)
    .where('d.ends_at', '>', now.toISOString())
    .orderBy('d.decided_at')
    .execute()

const ledgerOf = ({ tx }: Reading, caseId: string) =>
  tx
    .selectFrom('trust.disclosure as d')
    .leftJoin('organisation.agency as a', 'a.id', 'd.to_agency_id')
    .select([
      'd.id as disclosureId',
      'd.at',
      'a.name as agency',
      'd.to_whom as toWhom',
      'd.what',
      'd.why',
      'd.lawful_basis as lawfulBasis',
      'd.expires_at as until',
    ])
    .where('d.case_id', '=', caseId)
    .orderBy('d.at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(500)
    .execute()

/** Row security would show whoever reads the pack an empty ledger, which would be untrue. */
async function worksTheCase({ tx, viewer }: Reading, caseId: string): Promise<boolean> {
  if (viewer.roles.includes('Channel coordinator')) return true
  const { rows } = await sql<{ yes: boolean }>`select ${caseId}::uuid = any (casework.cases_in_full()) as yes`.execute(
    tx,
  )
  return rows[0]!.yes
}
