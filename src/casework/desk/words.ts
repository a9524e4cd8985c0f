import { sql } from 'kysely'
import { z } from 'zod'
import type { Reading } from '../../platform/town.ts'
import { nameForm } from '../cases/index.ts'
import { mayKnowTheUnnamed, saysWho } from '../referrals/index.ts'

/** What was written is opened to be searched, and no plain text of it is kept anywhere: so many cases at a time. */
export const casesOpened = 200
const partLength = 120

export const inWords = z.object({ where: z.string(), part: z.string(), href: z.string() })
export type InWords = z.infer<typeof inWords>

/** Where something is written about a case, in the words of its pages, and on which page it is read. */
const records = {
  referral: ['Referral', '/referral'],
  gateway_outcome: ['Gateway outcome', '/referral'],
  closure: ['Closing', '/referral'],
  enquiry: ['Enquiry', '/enquiries'],
  enquiry_reply: ['Reply to an enquiry', '/enquiries'],
  section36_decision: ['Section 36 decision', '/section36'],
  panel_view: ["Agency's view", '/panel'],
  panel_decision: ['Panel decision', '/panel'],
  dissent: ['Dissent', '/panel'],
  panel_action: ['Action set by the panel', '/panel'],
  consent_request: ['How consent is asked', '/plan'],
  consent_answer: ['Consent', '/plan'],
  support_plan: ['Support plan', '/plan'],
  plan_need: ['Need in the plan', '/plan'],
  plan_action: ['Action in the plan', '/plan'],
  session: ['Session', '/plan'],
  review: ['Review', '/plan'],
  exit: ['Exit', '/plan'],
} as const
type RecordName = keyof typeof records

interface Written {
  record: RecordName
  case_id: string
  sealed: Buffer
  unnamed: boolean
}

/** Cases in whose records these words stand, of those that changed last; each record only where this reader reads it. */
export async function wordsFound(reading: Reading, sought: string) {
  const ids = await newestCases(reading)
  const opened = ids.slice(0, casesOpened)
  const form = nameForm(sought)
  const found = new Map<string, InWords[]>(opened.map((id) => [id, []]))
  for (const written of await writtenAbout(reading, opened)) {
    const text = textsIn(openedFor(reading, written)).find((each) => nameForm(each).includes(form))
    if (text) found.get(written.case_id)!.push(asFound(written, text, sought))
  }
  const words = [...found].flatMap(([caseId, parts]) => (parts.length ? [{ caseId, found: parts }] : []))
  return { words, opened: { cases: opened.length, all: ids.length <= casesOpened } }
}

async function newestCases({ tx }: Reading) {
  const rows = await tx
    .selectFrom('casework.case_state')
    .select('case_id')
    .orderBy('stage_since', 'desc')
    .orderBy('case_id', 'desc')
    .limit(casesOpened + 1)
    .execute()
  return rows.map((row) => row.case_id)
}

/** In one go, as this reader: row security decides on each table for itself. */
async function writtenAbout({ tx }: Reading, ids: readonly string[]): Promise<Written[]> {
  if (!ids.length) return []
  const each = (Object.keys(records) as RecordName[]).map(
    (record) => sql`select ${record}::text as record, t.case_id, t.sealed, ${unnamedIn(record)} as unnamed
      from ${sql.table(`casework.${record}`)} t where t.case_id = any (${[...ids]}::uuid[]) and t.sealed is not null`,
  )
  const { rows } = await sql<Written>`${sql.join(each, sql` union all `)}`.execute(tx)
  return rows
}

const unnamedIn = (record: RecordName) => (record === 'referral' ? sql`t.wishes_unnamed` : sql`false`)

/** Without what says who referred, where they wish not to be named: a search would tell what the page withholds. */
function openedFor({ open, viewer }: Reading, { record, case_id, sealed, unnamed }: Written): unknown {
  const said = open<Record<string, unknown>>(case_id, record, sealed)
  if (!unnamed || mayKnowTheUnnamed(viewer.roles)) return said
  return Object.fromEntries(Object.entries(said).filter(([name]) => !saysWho.includes(name)))
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : []
}

function asFound({ record, case_id }: Written, text: string, sought: string): InWords {
  const [where, path] = records[record]
  const at = text.toLowerCase().indexOf(sought.trim().toLowerCase())
  const begin = Math.max(0, at - partLength / 2)
  const part = text.slice(begin, begin + partLength).trim()
  return {
    where,
    part: `${begin > 0 ? '… ' : ''}${part}${begin + partLength < text.length ? ' …' : ''}`,
    href: `/cases/${case_id}${path}`,
  }
}
