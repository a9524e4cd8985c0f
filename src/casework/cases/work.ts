import { type ExpressionBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { DB } from '../../../db/types.ts'
import { roleOf, type Tx } from '../../platform/db/database.ts'
import type { Reading } from '../../platform/town.ts'

/** Tiles count to this and then say "100+": a count nobody needs exactly must not cost a whole table. */
const countAtMost = 100
const dueAtMost = 50

const due = z.object({
  caseId: z.uuid(),
  reference: z.string(),
  knownAs: z.string(),
  what: z.string(),
  rule: z.string(),
  dueOn: z.string(),
  late: z.boolean(),
  /** Where it is done: the case, or the page of it that is about this. */
  href: z.string(),
})
const tile = z.object({ text: z.string(), count: z.int(), more: z.boolean(), href: z.string() })

/** The tiles of *Your work*: each counts exactly what the list behind it shows. */
const tiles = [
  { text: 'To check', stages: ['referral received', 'with the police'] },
  { text: 'Waiting for partners', stages: ['asking partners'] },
  { text: 'For the panel', stages: ['ready for the panel', 'on the agenda'] },
  {
    text: 'Asking for consent',
    stages: ['asking for consent', 'consent refused', 'consent withdrawn', 'support withdrawn'],
  },
  { text: 'In support', stages: ['planning support', 'being supported'] },
  { text: 'Afterwards', stages: ['after exit', 'after closing'] },
] as const
export const groups: Record<string, readonly string[]> = Object.fromEntries(
  tiles.map(({ text, stages }) => [text, stages]),
)

/** What is not among the steps of a case's overview is done on another page of it. */
const doneOn: Record<string, string> = {
  'Do what you promised at the panel': '/panel',
  'Release the reply to an enquiry': '/enquiries',
  'Chase the reply to an enquiry': '/enquiries',
}

export const work = z.object({ overdue: z.int(), tiles: z.array(tile), due: z.array(due) })

/** Counted tiles, then what is due from this viewer in date order, each with the rule behind it. */
export async function workFor(reading: Reading): Promise<z.infer<typeof work>> {
  const [list, counted] = await Promise.all([dueFor(reading), countTiles(reading)])
  return { overdue: list.filter(({ late }) => late).length, tiles: counted, due: list }
}

async function countTiles({ tx }: Reading) {
  const counts = roleOf(tx) === 'casework_reader' ? await countMine(tx) : await countSome(tx)
  return tiles.map(({ text }, index) => {
    const count = counts[index]!
    return {
      text,
      count: Math.min(count, countAtMost),
      more: count > countAtMost,
      href: `/cases?group=${encodeURIComponent(text)}`,
    }
  })
}

/** Whoever sees some of many cases: theirs are read once. */
async function countMine(tx: Tx): Promise<number[]> {
  const rows = await tx
    .selectFrom('casework.case_state')
    .select((the) => ['stage', the.fn.countAll<number>().as('count')])
    .groupBy('stage')
    .execute()
  const by = new Map(rows.map(({ stage, count }) => [stage, count]))
  return tiles.map(({ stages }) => stages.reduce((sum, stage) => sum + (by.get(stage) ?? 0), 0))
}

/** Whoever sees most: by the index of stages, and no further than is shown. */
async function countSome(tx: Tx): Promise<number[]> {
  const counts = await tx
    .selectNoFrom((the) =>
      tiles.map(({ stages }, index) =>
        the
          .selectFrom(
            the
              .selectFrom('casework.case_state')
              .select(sql.lit(1).as('one'))
              .where('stage', 'in', [...stages])
              .limit(countAtMost + 1)
              .as('some'),
          )
          .select((some) => some.fn.countAll<number>().as('count'))
          .as(`tile_${index}`),
      ),
    )
    .executeTakeFirstOrThrow()
  return tiles.map((_, index) => Number((counts as Record<string, unknown>)[`tile_${index}`]))
}

async function dueFor(reading: Reading) {
  const { tx, today } = reading
  const rows = await tx
    .selectFrom(dueTasks(reading).as('t'))
    .innerJoin('casework.case_state as s', 's.case_id', 't.case_id')
    .select(['t.case_id', 't.what', 't.rule', 't.due_on', 's.reference', 's.person_name'])
    .orderBy('t.due_on')
    .orderBy('t.id')
    .limit(dueAtMost)
    .execute()
  return rows.map((row) => ({
    caseId: row.case_id,
    reference: row.reference,
    knownAs: row.person_name ?? 'Not known',
    what: row.what,
    rule: row.rule,
    dueOn: row.due_on,
    late: row.due_on < today,
    href: `/cases/${row.case_id}${doneOn[row.what] ?? ''}`,
  }))
}

/**
 * Their own, and those of a role of theirs. Whoever sees some of many cases has few: all are read, and the first taken.
 * Whoever sees most has a long list for each role: the first of each are read by its index.
 */
function dueTasks({ tx, viewer }: Reading) {
  const theirAgency = (where: ExpressionBuilder<DB, 'casework.task'>) =>
    where.or([where('agency_id', 'is', null), where('agency_id', '=', viewer.agencyId)])
  const tasks = tx.selectFrom('casework.task').select(['id', 'case_id', 'what', 'rule', 'due_on'])
  if (roleOf(tx) === 'casework_reader')
    return tasks.where((where) =>
      where.or([
        where('staff_id', '=', viewer.id),
        where.and([where('role', 'in', [...viewer.roles, '']), theirAgency(where)]),
      ]),
    )
  const first = (some: typeof tasks) =>
    tx.selectFrom(some.orderBy('due_on').orderBy('id').limit(dueAtMost).as('first')).selectAll()
  return viewer.roles
    .map((role) =>
      first(tasks.where('role', '=', role).where('staff_id', 'is distinct from', viewer.id).where(theirAgency)),
    )
    .reduce((all, one) => all.unionAll(one), first(tasks.where('staff_id', '=', viewer.id)))
}
