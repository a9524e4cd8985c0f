import type { Client } from 'pg'
import { type CaseFacts, caseFacts } from '../../src/casework/cases/index.ts'
import type { Tx } from '../../src/platform/db/database.ts'
import type { KeyStore } from '../../src/platform/keys.ts'
import type { Told } from '../cases.ts'
import { type Cell, cell, type Maker, type Naming, type Part } from './cell.ts'
import type { Table } from './table.ts'

/** A case that was told by the road, taken apart so that it can be copied in other names, at other times. */
export interface Pattern extends Told {
  /** How many ids of its own a copy needs, and how many its meeting. */
  ids: number
  meetingIds: number
  /** Where among the ids those of the case and of the person stand; no person for a repeat, who is another's. */
  caseAt: number
  personAt: number | undefined
  rows: readonly { table: string; ofMeeting: boolean; line: Maker }[]
  facts: CaseFacts
  naming: Naming
}

type Row = Record<string, string | null>

/** Reads a told case as the owner: its rows, with what is sealed in them opened. */
export async function readPattern(
  owner: Client,
  tx: Tx,
  { told, tables, keys, people }: { told: Told; tables: readonly Table[]; keys: KeyStore; people: Map<string, string> },
): Promise<Pattern> {
  const { caseId } = told
  const { rows } = await owner.query('select person_id, reference from casework.case where id = $1', [caseId])
  const isRepeat = told.journey === 'a repeat, closed by two'
  const found: { table: Table; row: Row }[] = []
  for (const table of tables) {
    const columns = table.columns.map(({ name }) => `"${name}"::text`).join(', ')
    const personId = isRepeat ? null : rows[0].person_id
    const text = `select ${columns} from ${table.name} where ${table.where}`
    const values = table.where.includes('$2') ? [personId] : [caseId]
    for (const row of (await owner.query<Row>(text.replace('$2', '$1'), values)).rows) found.push({ table, row })
  }
  const naming = namesIn(found, { people, repeats: isRepeat ? rows[0].person_id : undefined })
  return {
    ...told,
    naming,
    ids: naming.own.size,
    meetingIds: naming.ofMeeting.size,
    caseAt: naming.own.get(caseId)!,
    personAt: isRepeat ? undefined : naming.own.get(rows[0].person_id),
    rows: found.map(({ table, row }) => ({
      table: table.name,
      ofMeeting: table.ofMeeting,
      line: lineOf(table, row, naming, keys),
    })),
    facts: (await caseFacts(tx, caseId))!,
  }
}

/** Which ids are the case's own, which are its meeting's, and what else is called differently in a copy. */
function namesIn(
  found: readonly { table: Table; row: Row }[],
  { people, repeats }: { people: Map<string, string>; repeats: string | undefined },
): Naming {
  const idsOf = (ofMeeting: boolean) =>
    found.filter(({ table }) => table.ofMeeting === ofMeeting).flatMap(({ row }) => (row.id ? [row.id] : []))
  const numbered = (ids: string[]) => new Map([...new Set(ids)].sort().map((id, index) => [id, index]))
  const reference = (table: string) => found.find((each) => each.table.name === table)?.row.reference ?? ''
  return {
    own: numbered(idsOf(false)),
    ofMeeting: numbered(idsOf(true)),
    people,
    repeats,
    caseReference: reference('casework.case'),
    referralReference: reference('casework.referral'),
  }
}

function lineOf(table: Table, row: Row, naming: Naming, keys: KeyStore): Maker {
  const parts = table.columns.flatMap(({ name, type }, index): Part[] => [
    ...(index ? ['\t'] : []),
    ...cellOf({ table: table.name, column: name, type, row }, naming, keys),
  ])
  return joined(parts)
}

function cellOf(given: Cell, naming: Naming, keys: KeyStore): Part[] {
  try {
    return cell(given, naming, keys)
  } catch (error) {
    throw new Error(`${given.table}.${given.column} of a told case cannot be copied`, { cause: error })
  }
}

/** One function of all parts, with what stands still already put together. */
export function joined(parts: readonly Part[]): Maker {
  const merged: Part[] = []
  for (const part of parts) {
    const last = merged.at(-1)
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part
    else merged.push(part)
  }
  return (copy) => {
    let text = ''
    for (const part of merged) text += typeof part === 'string' ? part : part(copy)
    return text
  }
}
