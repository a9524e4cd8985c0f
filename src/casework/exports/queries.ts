import { sql } from 'kysely'
import { z } from 'zod'
import { option } from '../../platform/options.ts'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import {
  basesOn,
  banner,
  caseList,
  casePolicy,
  chronology,
  chronologyFilters,
  filterShape,
  filterWords,
} from '../cases/index.ts'
import { mostCases } from './rules.ts'

const options = z.object({ agencies: z.array(option), bases: z.array(option) })
const pages = 50

/** A list of cases as it would leave: every page of it, as the viewer sees it. */
export const listToExport = query({
  name: 'exports.list-to-export',
  zone: 'casework',
  summary: 'How many cases a list holds, before it is exported',
  about: z.object(filterShape),
  isList: true,
  gives: z.object({
    filters: z.object(filterShape),
    words: z.array(z.string()),
    cases: z.array(z.uuid()),
    tooMany: z.boolean(),
    options,
  }),
  allows: casePolicy.exportList,
  async read(reading, filters) {
    const cases: string[] = []
    let words: string[] = []
    for (let after: string | undefined, page = 0; page < Math.ceil(mostCases / pages) + 1; page++) {
      const found = await caseList.read(reading, { ...filters, ...(after ? { after } : {}) })
      if (!found) return undefined
      words = filterWords(found.filters, found.names)
      cases.push(...found.rows.map(({ caseId }) => caseId))
      if (!found.next) break
      after = found.next
    }
    return {
      filters,
      words,
      cases: cases.slice(0, mostCases),
      tooMany: cases.length > mostCases,
      options: await leavingOptions(reading),
    }
  },
  subjects: ({ cases }) => cases,
})

/** A chronology as it would leave. */
export const chronologyToExport = query({
  name: 'exports.chronology-to-export',
  zone: 'casework',
  summary: 'How much a chronology holds, before it is exported',
  about: z.object({ caseId: id(), ...chronologyFilters }),
  gives: z.object({
    caseId: z.uuid(),
    banner,
    filters: z.object(chronologyFilters),
    count: z.int(),
    inFull: z.boolean(),
    options,
  }),
  allows: casePolicy.exportChronology,
  async read(reading, about) {
    const found = await chronology.read(reading, about)
    if (!found) return undefined
    const { caseId, filters, lines, inFull } = found
    return {
      caseId,
      banner: found.banner,
      filters,
      count: lines.length,
      inFull,
      options: await leavingOptions(reading),
    }
  },
  subjects: ({ caseId }) => [caseId],
})

const mine = z.object({
  exportId: z.uuid(),
  what: z.enum(['cases', 'chronology']),
  format: z.enum(['xlsx', 'csv']),
  forWhom: z.string(),
  purpose: z.string(),
  madeAt: z.string(),
  endsAt: z.string(),
  isOver: z.boolean(),
  cases: z.int(),
})

/** What this reader took out, with until when each can be fetched: what is over stays listed, and cannot be fetched. */
export const myExports = query({
  name: 'exports.mine',
  zone: 'casework',
  summary: 'The exports that this reader asked for, the newest first, and until when each can be fetched',
  about: z.object({}),
  gives: z.object({ exports: z.array(mine) }),
  allows: casePolicy.takeExport,
  async read({ tx, now, open }) {
    const rows = await tx
      .selectFrom('casework.export as e')
      .innerJoin('organisation.agency as g', 'g.id', 'e.for_agency')
      .select(['e.id', 'e.what', 'e.format', 'e.purpose', 'e.made_at', 'e.ends_at', 'e.sealed', 'g.name as agency'])
      .select(sql<number>`(select count(*)::integer from casework.export_case x where x.export_id = e.id)`.as('cases'))
      .orderBy('e.made_at', 'desc')
      .limit(50)
      .execute()
    return {
      exports: rows.map((row) => ({
        exportId: row.id,
        what: row.what as 'cases' | 'chronology',
        format: row.format as 'xlsx' | 'csv',
        forWhom: `${open<{ whom: string }>(row.id, 'export', row.sealed).whom}, ${row.agency}`,
        purpose: row.purpose,
        madeAt: row.made_at,
        endsAt: row.ends_at,
        isOver: row.ends_at <= now.toISOString(),
        cases: row.cases,
      })),
    }
  },
})

async function leavingOptions({ tx, viewer, today }: Reading) {
  const rows = await tx
    .selectFrom('organisation.agency')
    .select(['id', 'name', 'kind'])
    .orderBy('name')
    .limit(200)
    .execute()
  const own = rows.find((agency) => agency.id === viewer.agencyId)
  return {
    agencies: rows.map((agency) => ({ value: agency.id, label: agency.name })),
    bases: basesOn(today, own?.kind ?? '').map(({ value, label }) => ({ value, label })),
  }
}
