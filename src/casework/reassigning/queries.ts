import { z } from 'zod'
import { option } from '../../platform/options.ts'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { capital } from '../../platform/pure/words.ts'
import { caseList, casesShown, filterShape, filterWords } from '../cases/index.ts'
import { reassigningPolicy } from './policy.ts'
import { standingsOf, type StandingRow, whoMayGetThem } from './reading.ts'
import { mostCases, type To, whyNotGive } from './rules.ts'

const pageSize = 100
const person = option.extend({ agencyId: z.uuid() })
/** Those of a list that were ticked: one of them, or several. Without them it is the whole list. */
const ticked = z.union([z.uuid().toLowerCase(), z.array(z.uuid().toLowerCase()).max(mostCases)])
const whoGets = z.object({ coordinators: z.array(person), leads: z.array(person) })

/** A list of cases to be given to somebody else, and to whom they may be given. */
export const casesToGive = query({
  name: 'reassigning.cases',
  zone: 'casework',
  summary: 'A list of cases, to be given to another coordinator or lead professional',
  about: z.object({ ...filterShape, ticked: ticked.optional() }),
  isList: true,
  gives: z.object({
    filters: z.object(filterShape),
    words: z.array(z.string()),
    ticked: z.array(z.uuid()).nullable(),
    cases: z.array(z.uuid()),
    tooMany: z.boolean(),
    /** The first of them, as they are named. */
    named: z.array(z.string()),
    options: whoGets,
  }),
  allows: reassigningPolicy.give,
  async read(reading, { ticked: given, ...filters }) {
    const these = given === undefined ? null : [given].flat()
    const [list, ids, options] = await Promise.all([
      caseList.read(reading, filters),
      these ?? casesShown(reading, filters, mostCases),
      whoMayGetThem(reading),
    ])
    if (!list) return undefined
    const standings = await standingsOf(reading, these ? ids : ids.slice(0, pageSize), [])
    const inSight = new Map(standings.map((each) => [each.caseId, each]))
    return {
      filters: list.filters,
      words: filterWords(list.filters, list.names),
      ticked: these,
      cases: these ? [...inSight.keys()] : ids.slice(0, mostCases),
      tooMany: ids.length > mostCases,
      named: ids.flatMap((each) => inSight.get(each) ?? []).map(nameOf),
      options,
    }
  },
  // what was given is what was seen: by their ids those too that are on no page
  subjects: ({ cases }) => cases,
})

const nameOf = ({ knownAs, reference, stage, coordinator, lead }: StandingRow) =>
  `${knownAs} (${reference}): ${stage}. Coordinator: ${coordinator ?? 'nobody yet'}. Lead professional: ${lead ?? 'nobody yet'}.`

const row = z.object({
  caseId: z.uuid(),
  reference: z.string(),
  knownAs: z.string(),
  stage: z.string(),
  coordinator: z.string().nullable(),
  lead: z.string().nullable(),
  state: z.enum(['can be given', 'cannot be given', 'waiting', 'given', 'refused']),
  why: z.string().nullable(),
})
export type GivenRow = z.infer<typeof row>

export const reassignment = query({
  name: 'reassigning.one',
  zone: 'casework',
  summary: 'Cases that are given to somebody else: what can be done and what not before it is, and what was done after',
  about: z.object({ reassignmentId: id(), after: z.coerce.number().int().min(0).max(mostCases).optional() }),
  gives: z.object({
    reassignmentId: z.uuid(),
    coordinator: z.string().nullable(),
    lead: z.string().nullable(),
    reason: z.string(),
    step: z.enum(['to check', 'under way', 'done']),
    counts: z.object({ can: z.int(), cannot: z.int(), waiting: z.int(), given: z.int(), refused: z.int() }),
    rows: z.array(row),
    next: z.int().nullable(),
  }),
  allows: reassigningPolicy.give,
  async read(reading, { reassignmentId, after = 0 }) {
    const found = await headOf(reading, reassignmentId)
    if (!found) return undefined
    const all = await rowsOf(reading, reassignmentId, found)
    const count = (state: GivenRow['state']) => all.filter((each) => each.state === state).length
    const waiting = count('waiting')
    return {
      reassignmentId,
      coordinator: found.coordinator,
      lead: found.lead,
      reason: reading.open<{ reason: string }>(reassignmentId, 'reassignment', found.sealed).reason,
      step: found.goAt ? (waiting ? ('under way' as const) : ('done' as const)) : ('to check' as const),
      counts: {
        can: count('can be given'),
        cannot: count('cannot be given'),
        waiting,
        given: count('given'),
        refused: count('refused'),
      },
      rows: all.slice(after, after + pageSize),
      next: all.length > after + pageSize ? after + pageSize : null,
    }
  },
  subjects: ({ rows }) => rows.map(({ caseId }) => caseId),
})

type Head = To & {
  coordinator: string | null
  lead: string | null
  sealed: Buffer
  goAt: string | null
}

const headOf = ({ tx }: Reading, reassignmentId: string): Promise<Head | undefined> =>
  tx
    .selectFrom('casework.reassignment as r')
    .leftJoin('organisation.staff as k', 'k.id', 'r.coordinator_id')
    .leftJoin('organisation.staff as l', 'l.id', 'r.lead_id')
    .select(['r.coordinator_id as coordinatorId', 'r.lead_id as leadId', 'r.sealed', 'r.go_at as goAt'])
    .select(['k.name as coordinator', 'l.name as lead'])
    .where('r.id', '=', reassignmentId)
    .executeTakeFirst()

/** What cannot be done, or was refused, comes first: the rest needs nobody's eye. */
async function rowsOf(reading: Reading, reassignmentId: string, { goAt, ...to }: Head): Promise<GivenRow[]> {
  const kept = await reading.tx
    .selectFrom('casework.reassignment_case')
    .select(['case_id', 'state', 'why'])
    .where('reassignment_id', '=', reassignmentId)
    .orderBy('place')
    .execute()
  const standings = await standingsOf(
    reading,
    kept.map((each) => each.case_id),
    [to.coordinatorId, to.leadId].filter((each) => each !== null),
  )
  const byId = new Map(standings.map((each) => [each.caseId, each]))
  const rows = kept.flatMap(({ case_id, state, why }) => {
    const standing = byId.get(case_id)
    if (!standing) return []
    const { caseId, reference, knownAs, stage, coordinator, lead } = standing
    const shown = { caseId, reference, knownAs, stage, coordinator, lead }
    if (goAt) return [{ ...shown, state: afterwards[state] ?? ('waiting' as const), why }]
    const no = whyNotGive(standing, to) ?? null
    return [{ ...shown, state: no ? ('cannot be given' as const) : ('can be given' as const), why: no }]
  })
  return [...rows.filter(({ why }) => why), ...rows.filter(({ why }) => !why)]
}

const afterwards: Record<string, GivenRow['state']> = { waiting: 'waiting', done: 'given', refused: 'refused' }

/** One case that is given to somebody else. */
export const caseToGive = query({
  name: 'reassigning.case',
  zone: 'casework',
  summary: 'One case, and to whom it may be given',
  about: z.object({ caseId: id() }),
  gives: z.object({
    caseId: z.uuid(),
    reference: z.string(),
    standing: z.object({
      stage: z.string(),
      coordinatorId: z.uuid().nullable(),
      leadId: z.uuid().nullable(),
      closedTo: z.array(z.uuid()),
    }),
    options: whoGets,
  }),
  allows: reassigningPolicy.give,
  async read(reading, { caseId }) {
    const who = await whoMayGetThem(reading)
    const ids = [...who.coordinators, ...who.leads].map(({ value }) => value)
    const [found] = await standingsOf(reading, [caseId], [...new Set(ids)])
    if (!found) return undefined
    const { reference, stage, coordinatorId, leadId, closedTo } = found
    return { caseId, reference, standing: { stage, coordinatorId, leadId, closedTo: [...closedTo] }, options: who }
  },
  subjects: ({ caseId }) => [caseId],
})

/** What became of a case, as one says it. */
export const stateWords = (state: GivenRow['state']) => capital(state)
