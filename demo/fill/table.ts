import type { Client } from 'pg'

/** A table that a case fills, and how its rows of one case are found. */
export interface Table {
  name: string
  columns: readonly { name: string; type: string }[]
  /** `$1` is the case, `$2` the person. */
  where: string
  /** Its rows belong to a meeting, which several cases share. */
  ofMeeting: boolean
  journalled: boolean
}

interface Found extends Pick<Table, 'name' | 'columns' | 'journalled'> {
  /** The tables that its keys lead to, looked up at once. */
  names: string[]
}

/** Computed from the rest by the pure functions, as after every act; and what somebody read, or was told, of a told case. */
const projections = [
  'casework.case_state',
  'casework.case_name',
  'casework.task',
  'casework.last_read',
  'casework.notice',
]

const meetings = 'select meeting_id from casework.panel_item where case_id = $1'
const otherwise: Readonly<Record<string, string>> = {
  'casework.person': 'id = $2',
  'casework.person_name': 'person_id = $2',
  'casework.case': 'id = $1',
  'platform.act': 'subject_id = $1',
  // whom the told person was compared with is nobody that the copy was compared with
  'casework.match_answer': "case_id = $1 and answer <> 'different'",
  'casework.meeting': `id in (${meetings})`,
  'casework.attendance': `meeting_id in (${meetings})`,
}

/** Every table that holds something of a case, in an order in which rows may be inserted: what is named comes before. */
export async function tablesOfACase(owner: Client): Promise<Table[]> {
  const { rows } = await owner.query<Found>(
    `select a.name, a.journalled, array(select n.nspname || '.' || c.relname from pg_constraint k
        join pg_class c on c.oid = k.confrelid join pg_namespace n on n.oid = c.relnamespace
        where k.contype = 'f' and not k.condeferrable and k.conrelid = a.name::regclass and k.confrelid <> k.conrelid) as names, (select jsonb_agg(jsonb_build_object('name', t.attname, 'type', format_type(t.atttypid, null))
        order by t.attnum) from pg_attribute t where t.attrelid = a.name::regclass and t.attnum > 0 and not t.attisdropped) as columns
      from platform.adopted a order by a.name::regclass::oid`,
  )
  const filled = rows
    .filter(({ name, columns }) => name in otherwise || columns.some((column) => column.name === 'case_id'))
    .filter(({ name }) => !projections.includes(name))
  return whatIsNamedFirst(filled).map(({ name, columns, journalled }) => ({
    name,
    columns,
    journalled,
    where: otherwise[name] ?? 'case_id = $1',
    ofMeeting: name === 'casework.meeting' || name === 'casework.attendance',
  }))
}

function whatIsNamedFirst(tables: readonly Found[]): Found[] {
  const ordered: Found[] = []
  let left = [...tables]
  while (left.length) {
    const waiting = new Set(left.map(({ name }) => name))
    const next = left.filter(({ names }) => !names.some((each) => waiting.has(each)))
    if (!next.length) throw new Error(`these tables name each other: ${[...waiting].join(', ')}`)
    ordered.push(...next)
    left = left.filter((each) => !next.includes(each))
  }
  return ordered
}
