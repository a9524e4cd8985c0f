import { sql } from 'kysely'
import { z } from 'zod'
import { isReference, tidyReference } from '../../platform/pure/reference.ts'
import { query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { asRow, caseRow, nameForm } from '../cases/index.ts'
import { casePolicy } from '../cases/pure.ts'
import { casesOpened, inWords, wordsFound } from './words.ts'

const shownAtMost = 50
/** A person has several keys, so that a page of people is some pages of keys. */
const keysAtMost = 300
/** Where words are not next to each other, so many who have one of them are looked at. */
const lookedAt = 2000

export const searchIn = ['names', 'words'] as const

/** Finds people by the beginning of any name of theirs, or cases by a reference, or by words in what was written. */
export const search = query({
  name: 'desk.search',
  zone: 'casework',
  summary: 'Cases that were searched for by a name, by a reference, or by words in what was written about them',
  about: z.object({ sought: z.string().max(200).optional(), in: z.enum(searchIn).optional() }),
  isList: true,
  journal: 'search',
  gives: z.object({
    sought: z.string(),
    in: z.enum(searchIn),
    asked: z.boolean(),
    rows: z.array(caseRow),
    more: z.boolean(),
    /** Where words were sought: in which records of which case, and in how many of how many cases. */
    words: z.array(z.object({ caseId: z.uuid(), found: z.array(inWords) })),
    opened: z.object({ cases: z.int(), all: z.boolean(), most: z.int() }).nullable(),
  }),
  allows: casePolicy.read,
  async read(reading, { sought = '', in: within = 'names' }) {
    const form = nameForm(sought)
    const known = { sought, in: within, asked: form !== '', rows: [], more: false, words: [], opened: null }
    if (!form) return known
    if (within === 'words') return { ...known, ...(await byWords(reading, sought)) }
    const ids = isReference(tidyReference(sought), 'C')
      ? await byReference(reading, sought)
      : await byName(reading, form)
    return { ...known, rows: await rowsOf(reading, ids.slice(0, shownAtMost)), more: ids.length > shownAtMost }
  },
  subjects: ({ rows }) => rows.map(({ caseId }) => caseId),
})

async function byReference({ tx }: Reading, sought: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('casework.case')
    .select('id')
    .where('reference', '=', tidyReference(sought))
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * Whoever has a name that goes on from these words, by the order of the keys; then whoever has all the words, apart. Both
 * are read from the index, which row security lets answer for plain comparisons alone, and no further than a bound.
 */
async function byName({ tx }: Reading, form: string): Promise<string[]> {
  const words = form.split(' ')
  const longest = words.toSorted((one, other) => other.length - one.length)[0]!
  const others = words.filter((word) => word !== longest).map((word) => `% ${word}%`)
  const { rows } = await sql<{ id: string }>`
    with along as materialized (
      select case_id, key from casework.case_name where key >= ${form} and key < ${form + last} order by key, case_id limit ${keysAtMost}
    ), apart as materialized (
      select case_id, key from casework.case_name where key >= ${longest} and key < ${longest + last} and ${words.length > 1}
        order by key, case_id limit ${lookedAt}
    )
    select case_id as id from (
      select case_id, key, 1 as turn from along
      union all select case_id, key, 2 from apart where ' ' || key like all (${others}::text[])
    ) found group by case_id order by min(turn), min(key), case_id limit ${shownAtMost + 1}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Comes after every sign of every script. */
const last = '\u{10ffff}'

async function byWords(reading: Reading, sought: string) {
  const { words, opened } = await wordsFound(reading, sought)
  const ids = words.map(({ caseId }) => caseId)
  const rows = await rowsOf(reading, ids.slice(0, shownAtMost))
  return {
    rows,
    more: ids.length > shownAtMost,
    words: words.slice(0, shownAtMost),
    opened: { ...opened, most: casesOpened },
  }
}

/** The rows of some cases, in the order in which they were found. */
async function rowsOf({ tx, today }: Reading, ids: readonly string[]) {
  if (!ids.length) return []
  const rows = await tx
    .selectFrom('casework.case_state as s')
    .leftJoin('organisation.staff as lead', 'lead.id', 's.lead_id')
    .select([
      's.case_id',
      's.reference',
      's.person_name',
      's.stage',
      's.stage_since',
      's.next_due_on',
      's.lead_id',
      's.mistaken',
    ])
    .select('lead.name as lead')
    .where('s.case_id', 'in', [...ids])
    .execute()
  const byId = new Map(rows.map((row) => [row.case_id, row]))
  return ids.flatMap((id) => (byId.has(id) ? [asRow(byId.get(id)!, today)] : []))
}
