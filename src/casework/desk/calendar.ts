import { sql } from 'kysely'
import { z } from 'zod'
import { roleOf } from '../../platform/db/database.ts'
import { addDays, addMonths } from '../../platform/pure/days.ts'
import { query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { casePolicy } from '../cases/pure.ts'
import { meetingsBetween } from '../panel/index.ts'

const onADay = 5
const allOfADay = 100
const theirsAtMost = 1000
const feedDays = { before: 14, after: 120 }

const task = z.object({
  taskId: z.uuid(),
  caseId: z.uuid(),
  reference: z.string(),
  knownAs: z.string(),
  mistaken: z.boolean(),
  what: z.string(),
  day: z.string(),
  late: z.boolean(),
})
const meeting = z.object({
  meetingId: z.uuid(),
  day: z.string(),
  time: z.string(),
  panel: z.string(),
  place: z.string(),
})

const month = z.union([z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/), z.literal('')])
const day = z.union([z.iso.date().refine((given) => given >= '2000' && given < '2100'), z.literal('')])

/** What is due from this reader and when they meet, in one month, or on one day. */
export const calendar = query({
  name: 'desk.calendar',
  zone: 'casework',
  summary: 'What is due from this reader and the meetings they attend, in one month or on one day',
  about: z.object({ month: month.optional(), day: day.optional(), view: z.enum(['month', 'list', '']).optional() }),
  gives: z.object({
    month: z.string(),
    day: z.string().nullable(),
    view: z.enum(['month', 'list']),
    today: z.string(),
    tasks: z.array(task),
    /** Days on which more is due than is shown. */
    more: z.array(z.string()),
    meetings: z.array(meeting),
  }),
  allows: casePolicy.read,
  async read(reading, asked) {
    const one = asked.day || null
    const shown = one?.slice(0, 7) ?? (asked.month || reading.today.slice(0, 7))
    const [from, until] = one ? [one, one] : [`${shown}-01`, addDays(addMonths(`${shown}-01`, 1), -1)]
    const most = one ? allOfADay : onADay
    const [tasks, meetings] = await Promise.all([
      tasksBetween(reading, { from, until, most }),
      meetingsBetween(reading, from, until),
    ])
    const perDay = Map.groupBy(tasks, ({ day: due }) => due)
    return {
      month: shown,
      day: one,
      view: one || asked.view === 'list' ? ('list' as const) : ('month' as const),
      today: reading.today,
      tasks: [...perDay.values()].flatMap((due) => due.slice(0, most)),
      more: [...perDay].flatMap(([due, all]) => (all.length > most ? [due] : [])),
      meetings,
    }
  },
  subjects: ({ tasks }) => tasks.map(({ caseId }) => caseId),
})

/** The same for a calendar program: references alone, since what it fetches lies on somebody's telephone. */
export const calendarFeed = query({
  name: 'desk.calendar-feed',
  zone: 'casework',
  summary: 'Due days and meetings of this reader for a calendar program, with references and no names',
  about: z.object({}),
  gives: z.object({
    tasks: z.array(task.pick({ taskId: true, caseId: true, reference: true, what: true, day: true })),
    meetings: z.array(meeting),
  }),
  allows: casePolicy.read,
  async read(reading) {
    const [from, until] = [addDays(reading.today, -feedDays.before), addDays(reading.today, feedDays.after)]
    const [tasks, meetings] = await Promise.all([
      tasksBetween(reading, { from, until, most: onADay }),
      meetingsBetween(reading, from, until),
    ])
    return {
      tasks: tasks.map(({ taskId, caseId, reference, what, day: due }) => ({
        taskId,
        caseId,
        reference,
        what,
        day: due,
      })),
      meetings,
    }
  },
  subjects: ({ tasks }) => tasks.map(({ caseId }) => caseId),
})

interface Span {
  from: string
  until: string
  /** One more than this is read of each day. */
  most: number
}

/**
 * Their own and those of a role of theirs. Whoever sees most has a long list for each role: of each day the first are
 * read by its index. Whoever sees some has few.
 */
async function tasksBetween(reading: Reading, span: Span): Promise<z.infer<typeof task>[]> {
  const mine = roleOf(reading.tx) === 'casework_reader' ? theirs(reading, span) : firstOfEachDay(reading, span)
  const { rows } = await sql<Omit<z.infer<typeof task>, 'late'>>`
    select t.id as "taskId", t.case_id as "caseId", s.reference, coalesce(s.person_name, 'Not known') as "knownAs", s.mistaken, t.what, t.due_on as day
    from (${mine}) t join casework.case_state s on s.case_id = t.case_id order by t.due_on, t.id`.execute(reading.tx)
  return rows.map((row) => ({ ...row, late: row.day < reading.today }))
}

const theirAgency = ({ viewer }: Reading) => sql`(t.agency_id is null or t.agency_id = ${viewer.agencyId}::uuid)`

const theirs = (
  reading: Reading,
  { from, until }: Span,
) => sql`select t.id, t.case_id, t.what, t.due_on from casework.task t
  where t.due_on between ${from} and ${until}
    and (t.staff_id = ${reading.viewer.id}::uuid or t.role = any (${[...reading.viewer.roles]}::text[]) and ${theirAgency(reading)})
  order by t.due_on, t.id limit ${theirsAtMost}`

function firstOfEachDay(reading: Reading, { from, until, most }: Span) {
  const { viewer } = reading
  const first = (whose: ReturnType<typeof sql>) => sql`(select t.id, t.case_id, t.what, t.due_on from casework.task t
    where ${whose} and t.due_on = d.day order by t.id limit ${most + 1})`
  const each = [
    first(sql`t.staff_id = ${viewer.id}::uuid`),
    ...viewer.roles.map((role) =>
      first(sql`t.role = ${role} and t.staff_id is distinct from ${viewer.id}::uuid and ${theirAgency(reading)}`),
    ),
  ]
  return sql`select x.* from (select g::date as day from generate_series(${from}::date, ${until}::date, interval '1 day') g) d
    cross join lateral (${sql.join(each, sql` union all `)}) x`
}
