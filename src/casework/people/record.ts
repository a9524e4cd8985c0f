import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../platform/db/database.ts'
import { option } from '../../platform/options.ts'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { banner, bannerOf } from '../cases/index.ts'
import { candidatesFor } from './candidates.ts'
import { labelOf } from './fact-words.ts'
import { peoplePolicy } from './policy.ts'
import { candidate } from './queries.ts'
import { characteristics } from './record-questions.ts'

const ending = z.object({ at: z.string(), by: z.string(), why: z.string() }).nullable()
const name = z.object({
  entryId: z.uuid(),
  kind: z.string(),
  givenNames: z.string(),
  familyName: z.string(),
  source: z.string(),
  on: z.string(),
  ended: ending,
})
const fact = z.object({
  entryId: z.uuid(),
  kind: z.string(),
  knownHow: z.string().nullable(),
  value: z.string().nullable(),
  said: z.record(z.string(), z.string()),
  by: z.string(),
  at: z.string(),
  ended: ending,
})
const merge = z.object({
  mergeId: z.uuid(),
  mergedId: z.uuid(),
  name: z.string(),
  born: z.string().nullable(),
  grounds: z.string(),
  by: z.string(),
  at: z.string(),
  ended: ending,
})
export type NameShown = z.infer<typeof name>
export type FactShown = z.infer<typeof fact>
export type MergeShown = z.infer<typeof merge>

const record = z.object({
  caseId: z.uuid(),
  personId: z.uuid().nullable(),
  inFull: z.boolean().describe('Whether this viewer works the case: whoever reads the pack sees the names alone'),
  banner,
  born: z.string().nullable(),
  ageAbout: z.int().nullable(),
  ageAboutOn: z.string().nullable(),
  names: z.array(name),
  facts: z.array(fact),
  missing: z.array(z.string()).describe('What is not recorded at all, which is not the same as not asked or declined'),
  merges: z.array(merge),
})
export type RecordShown = z.infer<typeof record>

const aboutACase = z.object({ caseId: id() })

export const recordOfPerson = query({
  name: 'people.record',
  zone: 'casework',
  summary: 'The record of the person whom a case is about: names, birth date, and what is recorded, how and from whom',
  about: aboutACase,
  gives: record,
  allows: peoplePolicy.read,
  read: (reading, { caseId }) => readRecord(reading, caseId),
  subjects: ({ caseId }) => [caseId],
})

async function readRecord(reading: Reading, caseId: string): Promise<RecordShown | undefined> {
  const found = await bannerOf(reading, caseId)
  if (!found) return undefined
  const { personId } = found
  const inFull = await worksTheCase(reading, caseId)
  const nothing = { caseId, personId, inFull, banner: found, born: null, ageAbout: null, ageAboutOn: null }
  if (!personId) return { ...nothing, names: [], facts: [], missing: [], merges: [] }
  const [person, names, facts, merges] = await Promise.all([
    personOf(reading, personId),
    namesOf(reading, personId),
    factsOf(reading, personId),
    inFull ? mergesOf(reading, personId) : [],
  ])
  const recorded = new Set(facts.filter(({ ended }) => !ended).map(({ kind }) => kind))
  const missing = inFull ? Object.keys(characteristics).filter((kind) => !recorded.has(kind)) : []
  return { ...nothing, ...person, names, facts, missing, merges }
}

const personOf = async ({ tx }: Reading, personId: string) => {
  const row = await tx
    .selectFrom('casework.person')
    .select(['born', 'age_about as ageAbout', 'age_about_on as ageAboutOn'])
    .where('id', '=', personId)
    .executeTakeFirst()
  return row ?? { born: null, ageAbout: null, ageAboutOn: null }
}

interface Ended {
  case_id: string | null
  ended_at: string | null
  ended_sealed: Buffer | null
  ended_name: string | null
}
/** That it is wrong, and why, stands wherever it is read. */
const endedIn = ({ open }: Reading, table: string, row: Ended) =>
  row.ended_at && row.case_id && row.ended_sealed
    ? {
        at: row.ended_at,
        by: row.ended_name ?? 'Somebody',
        why: open<{ why: string }>(row.case_id, table, row.ended_sealed).why,
      }
    : null

async function namesOf(reading: Reading, personId: string) {
  const rows = await reading.tx
    .selectFrom('casework.person_name as n')
    .leftJoin('organisation.staff as e', 'e.id', 'n.ended_by')
    .select(['n.id', 'n.kind', 'n.given_names', 'n.family_name', 'n.source', 'n.recorded_on', 'n.case_id', 'n.sealed'])
    .select(['n.ended_at', 'n.ended_sealed', 'e.name as ended_name'])
    .where('n.person_id', '=', personId)
    .orderBy('n.recorded_on')
    .orderBy('n.id')
    .execute()
  return rows.map((row) => ({
    entryId: row.id,
    kind: row.kind,
    givenNames: row.given_names,
    familyName: row.family_name,
    source:
      row.sealed && row.case_id
        ? reading.open<{ source: string }>(row.case_id, 'person_name', row.sealed).source
        : row.source,
    on: row.recorded_on,
    ended: endedIn(reading, 'person_name', row),
  }))
}

async function factsOf(reading: Reading, personId: string) {
  const rows = await reading.tx
    .selectFrom('casework.person_fact as f')
    .leftJoin('organisation.staff as s', 's.id', 'f.recorded_by')
    .leftJoin('organisation.staff as e', 'e.id', 'f.ended_by')
    .selectAll('f')
    .select(['s.name as by', 'e.name as ended_name'])
    .where('f.person_id', '=', personId)
    .orderBy('f.recorded_at', 'desc')
    .orderBy('f.id', 'desc')
    .execute()
  return rows.map((row) => ({
    entryId: row.id,
    kind: row.kind,
    knownHow: row.known_how,
    value: row.value,
    said: reading.open<Record<string, string>>(row.case_id, 'person_fact', row.sealed),
    by: row.by ?? 'Somebody',
    at: row.recorded_at,
    ended: endedIn(reading, 'person_fact', row),
  }))
}

async function mergesOf(reading: Reading, personId: string): Promise<MergeShown[]> {
  const rows = await reading.tx
    .selectFrom('casework.person_merge as m')
    .leftJoin('organisation.staff as s', 's.id', 'm.merged_by')
    .leftJoin('organisation.staff as e', 'e.id', 'm.ended_by')
    .selectAll('m')
    .select(['s.name as by', 'e.name as ended_name'])
    .where('m.survivor_id', '=', personId)
    .orderBy('m.merged_at', 'desc')
    .orderBy('m.id', 'desc')
    .execute()
  return rows.map((row) => {
    const sealed = reading.open<{ grounds: string; name: string; born?: string }>(
      row.case_id,
      'person_merge',
      row.sealed,
    )
    return {
      mergeId: row.id,
      mergedId: row.merged_id,
      name: sealed.name,
      born: sealed.born ?? null,
      grounds: sealed.grounds,
      by: row.by ?? 'Somebody',
      at: row.merged_at,
      ended: endedIn(reading, 'person_merge', row),
    }
  })
}

/** Whoever oversees works every case that is not closed to them. */
async function worksTheCase({ tx, viewer }: Reading, caseId: string): Promise<boolean> {
  if (viewer.roles.includes('Channel coordinator')) return true
  const { rows } = await sql<{ yes: boolean }>`select ${caseId}::uuid = any (casework.cases_in_full()) as yes`.execute(
    tx,
  )
  return rows[0]!.yes
}

/** One name or one fact of a record, to be said wrong. */
export const entryOfRecord = query({
  name: 'people.entry',
  zone: 'casework',
  summary: 'One name or one other thing that is recorded about a person',
  about: z.object({ caseId: id(), entryId: id() }),
  gives: z.object({
    caseId: z.uuid(),
    entryId: z.uuid(),
    entry: z.enum(['name', 'fact']),
    inFull: z.boolean(),
    ended: z.boolean(),
    onlyName: z.boolean(),
    banner,
    name: name.nullable(),
    fact: fact.nullable(),
  }),
  allows: peoplePolicy.keep,
  async read(reading, { caseId, entryId }) {
    const known = await readRecord(reading, caseId)
    const named = known?.names.find((each) => each.entryId === entryId) ?? null
    const told = known?.facts.find((each) => each.entryId === entryId) ?? null
    if (!known || !(named ?? told)) return undefined
    return {
      caseId,
      entryId,
      entry: named ? ('name' as const) : ('fact' as const),
      inFull: known.inFull,
      ended: Boolean((named ?? told)!.ended),
      onlyName: named !== null && known.names.filter(({ ended }) => !ended).length === 1,
      banner: known.banner,
      name: named,
      fact: told,
    }
  },
  subjects: ({ caseId }) => [caseId],
})

/** Records that may be of the same person as the one of a case: looked for as a referral is. */
export const othersLikePerson = query({
  name: 'people.merge-page',
  zone: 'casework',
  summary: 'Records that may be of the same person as the one of a case, compared line by line',
  about: aboutACase,
  gives: z.object({
    caseId: z.uuid(),
    personId: z.uuid().nullable(),
    banner,
    others: z.array(candidate),
    options: z.object({ others: z.array(option) }),
  }),
  allows: peoplePolicy.merge,
  async read(reading, { caseId }) {
    const known = await readRecord(reading, caseId)
    if (!known) return undefined
    const { personId } = known
    const postcodes = known.facts.flatMap(({ said, ended }) => (!ended && said.postcode ? [said.postcode] : []))
    const names = known.names.filter(({ ended }) => !ended)
    const sought = { names, born: known.born, ageAbout: known.ageAbout, postcodes }
    const others = personId ? await candidatesFor(reading, sought, personId) : []
    const options = { others: others.map((one) => ({ value: one.personId, label: one.name })) }
    return { caseId, personId, banner: known.banner, others, options }
  },
  subjects: ({ caseId, others }) => [caseId, ...others.flatMap(({ referrals }) => referrals.map((one) => one.caseId))],
})

/** What is undone when records are separated again: and what came since, to be asked where it belongs. */
export const mergedRecords = query({
  name: 'people.merged',
  zone: 'casework',
  summary: 'Two records that were made one, and what was recorded since',
  about: z.object({ caseId: id(), mergeId: id() }),
  gives: merge.extend({
    caseId: z.uuid(),
    survivorId: z.uuid(),
    banner,
    ended: z.boolean(),
    options: z.object({ added: z.array(option) }),
  }),
  allows: peoplePolicy.merge,
  async read(reading, { caseId, mergeId }) {
    const known = await readRecord(reading, caseId)
    const made = known?.merges.find((each) => each.mergeId === mergeId)
    if (!known?.personId || !made) return undefined
    return {
      ...made,
      caseId,
      survivorId: known.personId,
      banner: known.banner,
      ended: made.ended !== null,
      options: { added: await addedSince(reading, known, made) },
    }
  },
  subjects: ({ caseId }) => [caseId],
})

async function addedSince({ tx }: Reading, { personId, names, facts, caseId }: RecordShown, made: MergeShown) {
  const cases = await tx
    .selectFrom('casework.case as c')
    .innerJoin('casework.match_answer as a', 'a.case_id', 'c.id')
    .select(['c.id', 'c.reference'])
    .distinct()
    .where('c.person_id', '=', personId)
    .where('c.id', '<>', caseId)
    .where('a.answer', 'in', ['same', 'new person'])
    .where('a.id', '>', made.mergeId)
    .execute()
  // ids are made in the order of time (UUIDv7, RFC 9562)
  const goesAlong = new Set(await recordedIn(tx, { personId: personId!, caseIds: cases.map((one) => one.id) }))
  const since = ({ entryId }: { entryId: string }) => entryId > made.mergeId && !goesAlong.has(entryId)
  return [
    ...cases.map((one) => ({ value: one.id, label: `Case ${one.reference}, with what was recorded in it` })),
    ...names.filter(since).map((one) => ({
      value: one.entryId,
      label: `Name: ${`${one.givenNames} ${one.familyName}`.trim()}, from: ${one.source}`,
    })),
    ...facts.filter(since).map((one) => ({ value: one.entryId, label: `${labelOf(one)}, recorded by ${one.by}` })),
  ]
}

/** What was recorded of somebody in some cases, names and facts: it is about whoever those cases are about. */
export async function recordedIn(
  tx: Tx,
  { personId, caseIds }: { personId: string; caseIds: readonly string[] },
): Promise<string[]> {
  if (!caseIds.length) return []
  const of = (table: 'casework.person_name' | 'casework.person_fact') =>
    tx
      .selectFrom(table)
      .select('id')
      .where('person_id', '=', personId)
      .where('case_id', 'in', [...caseIds])
      .execute()
  const rows = await Promise.all([of('casework.person_name'), of('casework.person_fact')])
  return rows.flat().map(({ id }) => id)
}
