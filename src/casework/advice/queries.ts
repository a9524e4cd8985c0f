import { z } from 'zod'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { newAnswers, noteAnswerRead } from './notices.ts'
import { advicePolicy } from './policy.ts'
import type { AdviceAnswer, AdviceDone, AskedForAdvice } from './questions.ts'

const pageSize = 50
const answered = z.object({ at: z.string(), advised: z.string(), answer: z.string() })
const done = z.object({ at: z.string(), outcome: z.string(), more: z.string().nullable() })

const item = z.object({
  adviceId: z.uuid(),
  askedById: z.uuid(),
  /** For the coordinator alone: whoever asked knows who they are. */
  askedBy: z.string().nullable(),
  askedAt: z.string(),
  about: z.string(),
  question: z.string(),
  answers: z.array(answered),
  done: z.array(done),
})
export type AdviceShown = z.infer<typeof item>

const isCoordinator = ({ viewer }: Pick<Reading, 'viewer'>) => viewer.roles.includes('Channel coordinator')

async function readAdvice(reading: Reading, { adviceId }: { adviceId: string }): Promise<AdviceShown | undefined> {
  const { tx, open } = reading
  const [row, steps] = await Promise.all([
    tx.selectFrom('casework.advice').selectAll().where('id', '=', adviceId).executeTakeFirst(),
    tx.selectFrom('casework.advice_step').selectAll().where('advice_id', '=', adviceId).orderBy('id').execute(),
  ])
  if (!row) return undefined
  if (row.asked_by === reading.viewer.id) await noteAnswerRead(reading, adviceId)
  const { about, question } = open<AskedForAdvice>(row.id, 'advice', row.sealed)
  return {
    adviceId: row.id,
    askedById: row.asked_by,
    askedBy: isCoordinator(reading) ? await nameOf(reading, row.asked_by) : null,
    askedAt: row.asked_at,
    about,
    question,
    answers: steps.flatMap(({ step, sealed, recorded_at: at }) =>
      step === 'answered' ? [{ at, ...open<AdviceAnswer>(row.id, 'advice_step', sealed) }] : [],
    ),
    done: steps.flatMap(({ step, sealed, recorded_at: at }) => {
      if (step !== 'done') return []
      const { outcome, more = null } = open<AdviceDone>(row.id, 'advice_step', sealed)
      return [{ at, outcome, more }]
    }),
  }
}

/** Who asked, with their agency: read only where the reader is a coordinator, whose role sees colleagues. */
async function nameOf({ tx }: Reading, staffId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('organisation.staff as s')
    .leftJoin('organisation.agency as a', 'a.id', 's.agency_id')
    .select(['s.name', 'a.name as agency'])
    .where('s.id', '=', staffId)
    .executeTakeFirst()
  return row ? [row.name, row.agency].filter(Boolean).join(', ') : null
}

const one = { zone: 'casework', about: z.object({ adviceId: id() }), gives: item, read: readAdvice } as const

export const oneAdvice = query({
  ...one,
  name: 'advice.item',
  summary: 'A question for advice, its answers and what was done',
  allows: advicePolicy.read,
})
export const adviceToAnswer = query({
  ...one,
  name: 'advice.to-answer',
  summary: 'A question for advice, to be answered',
  allows: advicePolicy.answer,
})

export const adviceForm = query({
  name: 'advice.form',
  zone: 'casework',
  summary: 'What there is to know before asking for advice',
  about: z.object({}),
  gives: z.object({}),
  allows: advicePolicy.ask,
  read: async () => ({}),
})

/** Newest first: of whoever asked, their own; of a coordinator, everybody's. */
export const adviceList = query({
  name: 'advice.list',
  zone: 'casework',
  summary: 'Advice that was asked for: one’s own, or for a coordinator everybody’s',
  about: z.object({ after: z.uuid().optional() }),
  gives: z.object({
    all: z.boolean(),
    rows: z.array(
      z.object({
        adviceId: z.uuid(),
        about: z.string(),
        askedAt: z.string(),
        standing: z.enum(['waits for an answer', 'answered', 'done']),
        /** It was answered, and whoever asked, who reads this, has not opened it since. */
        isNew: z.boolean(),
      }),
    ),
    next: z.uuid().nullable(),
  }),
  allows: advicePolicy.read,
  async read(reading, { after }) {
    const { tx, open } = reading
    let page = tx
      .selectFrom('casework.advice as v')
      .select((the) => [
        'v.id',
        'v.asked_at',
        'v.sealed',
        the
          .selectFrom('casework.advice_step as s')
          .select('s.step')
          .whereRef('s.advice_id', '=', 'v.id')
          .orderBy('s.id', 'desc')
          .limit(1)
          .as('last'),
      ])
      .orderBy('v.id', 'desc')
      .limit(pageSize + 1)
    if (after) page = page.where('v.id', '<', after)
    const [rows, answers] = await Promise.all([page.execute(), newAnswers(reading)])
    const fresh = new Set(answers.map(({ adviceId }) => adviceId))
    return {
      all: isCoordinator(reading),
      rows: rows.slice(0, pageSize).map((row) => ({
        adviceId: row.id,
        about: open<AskedForAdvice>(row.id, 'advice', row.sealed).about,
        askedAt: row.asked_at,
        standing: standingAfter(row.last),
        isNew: fresh.has(row.id),
      })),
      next: rows.length > pageSize ? rows[pageSize - 1]!.id : null,
    }
  },
})

type Standing = 'waits for an answer' | 'answered' | 'done'

const standingAfter = (last: string | null): Standing =>
  last === 'done' ? 'done' : last ? 'answered' : 'waits for an answer'
