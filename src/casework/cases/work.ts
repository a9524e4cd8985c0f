import { type ExpressionBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { DB } from '../../../db/types.ts'
import { roleOf } from '../../platform/db/database.ts'
import { capital } from '../../platform/pure/words.ts'
import type { Reading } from '../../platform/town.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { handOverTasks, heldTasks, mistakeTasks } from './due.ts'
import { assessmentsDue } from './due-in-support.ts'
import { addressOf, tiles } from './filters.ts'
import { inTile } from './list.ts'

/** Tiles count to this and then say "100+": a count nobody needs exactly must not cost a whole table. */
const countAtMost = 100
const dueAtMost = 50

const due = z.object({
  caseId: z.uuid(),
  reference: z.string(),
  knownAs: z.string(),
  mistaken: z.boolean(),
  what: z.string(),
  /** The partner whose question it is about, where it is about one. */
  partner: z.string().nullable(),
  rule: z.string(),
  dueOn: z.string(),
  late: z.boolean(),
  /** Where it is done: the case, or the page of it that is about this. */
  href: z.string(),
})
/** What is to be done, and of which partner: a case may wait for several. */
export const dueInWords = ({ what, partner }: { what: string; partner: string | null }): string =>
  partner ? `${what}: ${partner}` : what

const tile = z.object({ text: z.string(), count: z.int(), more: z.boolean(), href: z.string() })

/** What is not among the steps of a case's overview is done on another page of it. */
const doneOn: Record<string, string> = {
  'Do what you promised at the panel': '/panel',
  'Release the reply to an enquiry': '/enquiries',
  'Chase the reply to an enquiry': '/enquiries',
  [heldTasks.chair]: '/police-lead',
  [handOverTasks.send]: '/hand-overs',
  [handOverTasks.answer]: '/hand-overs',
  [handOverTasks.outcome]: '/hand-overs',
  [mistakeTasks.answer]: '/mistaken',
  [mistakeTasks.letter]: '/mistaken',
  [mistakeTasks.close]: '/closing/propose',
  [mistakeTasks.exit]: '/exit',
  ...Object.fromEntries(assessmentsDue.map((what) => [what, '/assessment'])),
}

export const work = z.object({
  overdue: z.int(),
  tiles: z.array(tile),
  due: z.array(due),
  /** More is due than is listed. */
  more: z.boolean(),
})

/** Counted tiles, then what is due from this viewer in date order, each with the rule behind it. */
export async function workFor(reading: Reading): Promise<z.infer<typeof work>> {
  const [all, counted] = await Promise.all([dueFor(reading), countTiles(reading)])
  const list = all.slice(0, dueAtMost)
  const more = all.length > dueAtMost
  return { overdue: list.filter(({ late }) => late).length, tiles: counted, due: list, more }
}

async function countTiles(reading: Reading) {
  const { tx } = reading
  const counts = roleOf(tx) === 'casework_reader' ? await countMine(reading) : await countSome(reading)
  return tiles.map(({ text }, index) => {
    const count = Number(counts[`tile_${index}`])
    return {
      text,
      count: Math.min(count, countAtMost),
      more: count > countAtMost,
      href: `/cases?${addressOf({ group: text })}`,
    }
  })
}

type Counts = Record<string, unknown>

/** Whoever sees some of many cases: theirs are read once. */
async function countMine({ tx, today }: Reading): Promise<Counts> {
  const counts = tiles.map((tile, index) =>
    sql<number>`count(*) filter (where ${inTile(tile, today)})`.as(`tile_${index}`),
  )
  return tx.selectFrom('casework.case_state').select(counts).executeTakeFirstOrThrow()
}

/** Whoever sees most: by the indexes of stages and days, and no further than is shown. */
async function countSome({ tx, today }: Reading): Promise<Counts> {
  return tx
    .selectNoFrom((the) =>
      tiles.map((tile, index) =>
        the
          .selectFrom(
            the
              .selectFrom('casework.case_state')
              .select(sql.lit(1).as('one'))
              .where(inTile(tile, today))
              .limit(countAtMost + 1)
              .as('some'),
          )
          .select((some) => some.fn.countAll<number>().as('count'))
          .as(`tile_${index}`),
      ),
    )
    .executeTakeFirstOrThrow()
}

async function dueFor(reading: Reading) {
  const { tx, today } = reading
  const rows = await tx
    .selectFrom(dueTasks(reading).as('t'))
    .innerJoin('casework.case_state as s', 's.case_id', 't.case_id')
    .leftJoin('casework.enquiry as q', 'q.id', 't.about_id')
    .leftJoin('organisation.agency as p', 'p.id', 'q.agency_id')
    .select([
      't.case_id',
      't.what',
      't.rule',
      't.due_on',
      's.reference',
      's.person_name',
      's.mistaken',
      'p.name as partner',
    ])
    .orderBy('t.due_on')
    .orderBy('t.id')
    .limit(dueAtMost + 1)
    .execute()
  return rows.map((row) => ({
    caseId: row.case_id,
    reference: row.reference,
    knownAs: row.person_name ?? 'Not known',
    mistaken: row.mistaken,
    what: row.what,
    partner: row.partner,
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
  const tasks = tx.selectFrom('casework.task').select(['id', 'case_id', 'what', 'rule', 'due_on', 'about_id'])
  if (roleOf(tx) === 'casework_reader')
    return tasks.where((where) =>
      where.or([
        where('staff_id', '=', viewer.id),
        where.and([where('role', 'in', [...viewer.roles, '']), theirAgency(where)]),
      ]),
    )
  const first = (some: typeof tasks) =>
    tx
      .selectFrom(
        some
          .orderBy('due_on')
          .orderBy('id')
          .limit(dueAtMost + 1)
          .as('first'),
      )
      .selectAll()
  return viewer.roles
    .map((role) =>
      first(tasks.where('role', '=', role).where('staff_id', 'is distinct from', viewer.id).where(theirAgency)),
    )
    .reduce((all, one) => all.unionAll(one), first(tasks.where('staff_id', '=', viewer.id)))
}

export const dueHere = due.pick({ what: true, partner: true, rule: true, dueOn: true, late: true }).extend({
  /** Who is to do it: a person, or whoever has the role. */
  by: z.string(),
  /** Where this reader does it, where it is for them and on another page of the case. */
  href: z.string().nullable(),
})

/** All that is due on one case, in date order, from whomever: what a date in its banner is about. */
export async function dueOnCase({ tx, viewer, today }: Reading, caseId: string): Promise<z.infer<typeof dueHere>[]> {
  const rows = await tx
    .selectFrom('casework.task as t')
    .leftJoin('organisation.staff as s', 's.id', 't.staff_id')
    .leftJoin('organisation.agency as a', 'a.id', 't.agency_id')
    .leftJoin('casework.enquiry as q', 'q.id', 't.about_id')
    .leftJoin('organisation.agency as p', 'p.id', 'q.agency_id')
    .select(['t.what', 't.rule', 't.due_on', 't.staff_id', 't.role', 't.agency_id', 's.name', 'a.name as agency'])
    .select('p.name as partner')
    .where('t.case_id', '=', caseId)
    .orderBy('t.due_on')
    .orderBy('t.id')
    .execute()
  return rows.map((row) => ({
    what: row.what,
    partner: row.partner,
    rule: row.rule,
    dueOn: row.due_on,
    late: row.due_on < today,
    by: row.name ?? `${capital(row.role ?? 'nobody yet')}${row.agency ? `, ${row.agency}` : ''}`,
    href: isTheirs(row, viewer) && doneOn[row.what] ? `/cases/${caseId}${doneOn[row.what]}` : null,
  }))
}

const isTheirs = (task: { staff_id: string | null; role: string | null; agency_id: string | null }, viewer: Viewer) =>
  task.staff_id
    ? task.staff_id === viewer.id
    : viewer.roles.some((role) => role === task.role) && (!task.agency_id || task.agency_id === viewer.agencyId)
