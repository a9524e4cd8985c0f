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

/** Every table that holds something of a case, in an order in which rows may be inserted: the order of their making. */
export async function tablesOfACase(owner: Client): Promise<Table[]> {
  const { rows } = await owner.query<{ name: string; columns: { name: string; type: string }[]; journalled: boolean }>(
    `select a.name, a.journalled, (select jsonb_agg(jsonb_build_object('name', t.attname, 'type', format_type(t.atttypid, null))
        order by t.attnum) from pg_attribute t where t.attrelid = a.name::regclass and t.attnum > 0 and not t.attisdropped) as columns
      from platform.adopted a order by a.name::regclass::oid`,
  )
  return rows
    .filter(({ name, columns }) => name in otherwise || columns.some((column) => column.name === 'case_id'))
    .filter(({ name }) => !projections.includes(name))
    .map(({ name, columns, journalled }) => ({
      name,
      columns,
      journalled,
      where: otherwise[name] ?? 'case_id = $1',
      ofMeeting: name === 'casework.meeting' || name === 'casework.attendance',
    }))
}
