import { sql } from 'kysely'
import { z } from 'zod'
import { roleOf } from '../../platform/db/database.ts'
import { holdsARole } from '../../platform/policy.ts'
import { addDays, dayOf, startOfDay } from '../../platform/pure/days.ts'
import { dayWritten } from '../../platform/pure/days-written.ts'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { type Detail, detailsOf } from './chronology-details.ts'
import { isNewToReader, noteReading, ofAnEnquiryInSight } from './changes.ts'
import { type ChronologyFilters, readersFilters } from './chronology-filters.ts'
import { everyFact, factsOf, inWords, kindNames, ofPartner } from './chronology-words.ts'
import { casePolicy } from './policy.ts'
import { banner, bannerOf } from './queries.ts'

const most = 1000
const filters = z.object(readersFilters)

const named = z.object({ value: z.uuid(), label: z.string() })
const line = z.object({
  actId: z.uuid(),
  kind: z.enum(kindNames),
  what: z.string(),
  said: z
    .string()
    .nullable()
    .describe('The reasons or words recorded with it, for those at the table and those who work the case'),
  happenedOn: z.string().nullable().describe('The day it is about, where it was recorded on another'),
  by: z.string(),
  agency: z.string().nullable(),
  at: z.string(),
  isNew: z.boolean().describe('Somebody else did it since this reader last read the case'),
})
export type ChronologyLine = z.infer<typeof line>

/** One timeline from the acts done to a case: what, by whom, when; the newest first. */
export const chronology = query({
  name: 'cases.chronology',
  zone: 'casework',
  summary:
    'What was done to a case, newest first, narrowed by kind, by source, by person, by days, or to what is new to this reader',
  about: z.object({ caseId: id(), ...readersFilters }),
  gives: z.object({
    caseId: z.uuid(),
    banner,
    filters,
    unreadable: z.array(z.string()).describe('Which of the days given could not be read'),
    readBefore: z.string().nullable().describe('When this reader had last read the case; null on a first reading'),
    sources: z.array(named),
    people: z.array(named),
    lines: z.array(line),
    more: z.boolean().describe('There are older ones than could be shown'),
    inFull: z.boolean(),
  }),
  allows: casePolicy.read,
  async read(reading, { caseId, ...given }) {
    const found = await bannerOf(reading, caseId)
    if (!found) return undefined
    const days = { from: dayWritten(given.from ?? ''), until: dayWritten(given.until ?? '') }
    const sight = await sightOf(reading, caseId)
    const [readBefore, rows, sources, people, details] = await Promise.all([
      noteReading(reading, caseId),
      actsOf(reading, caseId, { ...given, ...days }, sight),
      sourcesOf(reading, caseId, sight),
      peopleOf(reading, caseId, sight),
      detailsOf(reading, caseId, sight.atTheTable),
    ])
    return {
      caseId,
      banner: found,
      filters: given,
      unreadable: (['from', 'until'] as const).filter((name) => given[name]?.trim() && !days[name]),
      readBefore,
      sources,
      people,
      lines: rows.slice(0, most).map((row) => lineOf(row, sight, details)),
      more: rows.length > most,
      inFull: sight.inFull,
    }
  },
  subjects: ({ caseId }) => [caseId],
})

interface Sight {
  /** Works the case. */
  inFull: boolean
  /** Works the case, or sat where it was on the table. */
  atTheTable: boolean
  /** Whoever referred wishes to stay unnamed, and this viewer is none of those who may know them all the same. */
  withheld: boolean
}

async function sightOf(reading: Reading, caseId: string): Promise<Sight> {
  const { tx } = reading
  const withheld = withholdsTheReferrer(reading, caseId)
  if (roleOf(tx) === 'casework_oversight') return { inFull: true, atTheTable: true, withheld: await withheld }
  const { rows } = await sql<{ in_full: boolean; table: boolean }>`
    select ${caseId}::uuid = any (casework.cases_in_full()) as in_full,
      ${caseId}::uuid = any (casework.cases_at_the_table()) as table`.execute(tx)
  return { inFull: rows[0]!.in_full, atTheTable: rows[0]!.table, withheld: await withheld }
}

async function withholdsTheReferrer({ tx, viewer }: Reading, caseId: string): Promise<boolean> {
  if (holdsARole(casePolicy.knowTheUnnamed, viewer)) return false
  const wish = await tx
    .selectFrom('casework.referral')
    .select('id')
    .where('case_id', '=', caseId)
    .where('wishes_unnamed', '=', true)
    .executeTakeFirst()
  return wish !== undefined
}

const referral = 'referral received'
const is = sql<string>`a.fact ->> 'is'`
interface Narrowed extends Omit<ChronologyFilters, 'from' | 'until'> {
  from: string | undefined
  until: string | undefined
}

function actsIn({ tx }: Reading, caseId: string) {
  return tx
    .selectFrom('platform.act as a')
    .leftJoin('organisation.agency as g', 'g.id', 'a.agency_id')
    .where('a.subject_id', '=', caseId)
    .where(ofAnEnquiryInSight)
}

function actsOf(reading: Reading, caseId: string, given: Narrowed, { withheld }: Sight) {
  const { kind, source, person, from, until, changed } = given
  let some = actsIn(reading, caseId)
    .leftJoin('casework.enquiry as q', (join) => join.on('q.id', '=', sql<string>`(a.fact ->> 'enquiryId')::uuid`))
    .leftJoin('organisation.agency as p', 'p.id', 'q.agency_id')
    .select(['a.id', 'a.fact', 'a.viewer_kind', 'a.viewer_name', 'a.at', 'g.name as agency', 'p.name as partner'])
    .select(isNewToReader(caseId).as('is_new'))
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(most + 1)
  if (kind === 'records')
    some = some.where(sql<boolean>`(${is} = any (${factsOf(kind)}) or ${is} <> all (${everyFact}))`)
  else if (kind) some = some.where(sql<boolean>`${is} = any (${factsOf(kind)})`)
  if (source) some = some.where('a.agency_id', '=', source)
  if (person) some = some.where('a.viewer_id', '=', person).where('a.viewer_kind', '=', 'staff')
  if (changed) some = some.where(isNewToReader(caseId))
  // whom a line does not name, no filter may tell
  if ((source || person) && withheld) some = some.where(sql<boolean>`${is} <> ${referral}`)
  if (from) some = some.where('a.at', '>=', startOfDay(from).toISOString())
  if (until) some = some.where('a.at', '<', startOfDay(addDays(until, 1)).toISOString())
  return some.execute()
}

async function sourcesOf(reading: Reading, caseId: string, { withheld }: Sight) {
  let some = actsIn(reading, caseId)
    .select(['g.id', 'g.name'])
    .distinct()
    .where('g.id', 'is not', null)
    .orderBy('g.name')
  if (withheld) some = some.where(sql<boolean>`${is} <> ${referral}`)
  const rows = await some.execute()
  return rows.map(({ id: value, name: label }) => ({ value: value!, label: label! }))
}

/** Members of staff who did something, by the name under which they last did. */
async function peopleOf(reading: Reading, caseId: string, { withheld }: Sight) {
  let some = actsIn(reading, caseId)
    .select(['a.viewer_id', 'a.viewer_name'])
    .distinctOn('a.viewer_id')
    .where('a.viewer_kind', '=', 'staff')
    .orderBy('a.viewer_id')
    .orderBy('a.at', 'desc')
  if (withheld) some = some.where(sql<boolean>`${is} <> ${referral}`)
  const rows = await some.execute()
  return rows
    .map(({ viewer_id: value, viewer_name: label }) => ({ value, label }))
    .toSorted((one, other) => one.label.localeCompare(other.label, 'en'))
}

type Act = Awaited<ReturnType<typeof actsOf>>[number]

function lineOf(
  row: Act,
  { atTheTable, withheld }: Sight,
  details: (is: string, at: string) => Detail,
): ChronologyLine {
  const fact = row.fact as { is: string; atWord?: string; onWord?: string }
  // what was moved in happened on another day than the act that brought it
  const { said, happenedOn = fact.onWord } = details(fact.is, fact.atWord ?? row.at)
  return {
    actId: row.id,
    ...ofPartner(inWords(fact, atTheTable), row.partner),
    said: said ?? null,
    happenedOn: happenedOn && happenedOn !== dayOf(row.at) ? happenedOn : null,
    ...(withheld && fact.is === referral
      ? unnamed
      : { by: row.viewer_kind === 'process' ? 'The system itself' : row.viewer_name, agency: row.agency }),
    at: row.at,
    isNew: row.is_new,
  }
}

const unnamed = { by: 'Somebody who wishes not to be named', agency: null }
