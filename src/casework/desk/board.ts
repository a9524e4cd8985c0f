import { sql } from 'kysely'
import { z } from 'zod'
import { daysBetween, dayOf } from '../../platform/pure/days.ts'
import { query } from '../../platform/query.ts'
import { roleOf } from '../../platform/db/database.ts'
import type { Reading } from '../../platform/town.ts'
import { stages } from '../cases/index.ts'
import { casePolicy } from '../cases/pure.ts'

const inAColumn = 12
/** Whoever sees some of many cases has few: theirs are read once. */
const theirsAtMost = 3000

const card = z.object({
  caseId: z.uuid(),
  reference: z.string(),
  knownAs: z.string(),
  mistaken: z.boolean(),
  days: z.int(),
  nextDue: z.string().nullable(),
  late: z.boolean(),
})

/** The cases in sight by the stage that they are at, who waits longest first. Nothing here sets a stage: the facts do. */
export const board = query({
  name: 'desk.board',
  zone: 'casework',
  summary: 'The board of cases by their stage, those first that have waited longest, with the days they have',
  about: z.object({}),
  gives: z.object({ columns: z.array(z.object({ stage: z.string(), more: z.boolean(), cards: z.array(card) })) }),
  allows: casePolicy.read,
  async read(reading) {
    const rows = await longestWaiting(reading)
    const columns = stages
      .filter((stage) => stage !== 'finished')
      .map((stage) => {
        const here = rows.filter((row) => row.stage === stage)
        return {
          stage,
          more: here.length > inAColumn,
          cards: here.slice(0, inAColumn).map((row) => cardOf(row, reading)),
        }
      })
    return { columns: columns.filter(({ cards }) => cards.length) }
  },
  subjects: ({ columns }) => columns.flatMap(({ cards }) => cards.map(({ caseId }) => caseId)),
})

interface Row {
  case_id: string
  reference: string
  person_name: string | null
  mistaken: boolean
  stage: string
  stage_since: string
  next_due_on: string | null
}

const cardOf = (row: Row, { today }: Reading) => ({
  caseId: row.case_id,
  reference: row.reference,
  knownAs: row.person_name ?? 'Not known',
  mistaken: row.mistaken,
  days: Math.max(0, daysBetween(dayOf(row.stage_since), today)),
  nextDue: row.next_due_on,
  late: row.next_due_on !== null && row.next_due_on < today,
})

const columns = sql.raw('case_id, reference, person_name, mistaken, stage, stage_since, next_due_on')

/** Whoever sees most reads the beginning of each stage from its index; whoever sees some, theirs. */
async function longestWaiting({ tx }: Reading): Promise<Row[]> {
  const open = stages.filter((stage) => stage !== 'finished')
  if (roleOf(tx) === 'casework_reader') {
    const { rows } = await sql<Row>`select ${columns} from casework.case_state where stage <> 'finished'
      order by stage_since, case_id limit ${theirsAtMost}`.execute(tx)
    return rows
  }
  const each = open.map(
    (stage) => sql`(select ${columns} from casework.case_state where stage = ${stage}
      order by stage_since, case_id limit ${inAColumn + 1})`,
  )
  const { rows } = await sql<Row>`${sql.join(each, sql` union all `)}`.execute(tx)
  return rows
}
