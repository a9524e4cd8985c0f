import { sql } from 'kysely'
import { z } from 'zod'
import { type Policy } from '../../platform/policy.ts'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { banner, bannerOf, isMistaken } from '../cases/index.ts'
import { call, whomToCall } from '../referrals/index.ts'
import { mistakePolicy } from './policy.ts'

const mistake = z.object({
  caseId: z.uuid(),
  banner,
  isMistaken: z.boolean(),
  steps: z.array(
    z.object({
      step: z.string(),
      foundBy: z.string().nullable(),
      on: z.string(),
      until: z.string().nullable(),
      /** Everything that was said of it, by the names of its questions. */
      words: z.record(z.string(), z.string()),
      byId: z.string(),
      by: z.string(),
      at: z.string(),
    }),
  ),
  /** To whom something about the person went, from the ledger: the letter names them. */
  told: z.array(z.object({ toWhom: z.string(), why: z.string(), at: z.string() })),
})
export type MistakeShown = z.infer<typeof mistake>

async function readMistake(reading: Reading, { caseId }: { caseId: string }): Promise<MistakeShown | undefined> {
  const { tx } = reading
  const [found, standing, steps, told] = await Promise.all([
    bannerOf(reading, caseId),
    sql<{
      mistaken: boolean
    }>`select ${isMistaken('c.id')} as mistaken from casework.case c where c.id = ${caseId}`.execute(tx),
    stepsOf(reading, caseId),
    tx
      .selectFrom('trust.disclosure as d')
      .leftJoin('organisation.agency as a', 'a.id', 'd.to_agency_id')
      .select(['d.to_whom', 'd.why', 'd.at', 'a.name'])
      .where('d.case_id', '=', caseId)
      .orderBy('d.at')
      .execute(),
  ])
  if (!found) return undefined
  return {
    caseId,
    banner: found,
    isMistaken: standing.rows[0]?.mistaken ?? false,
    steps,
    told: told.map((row) => ({ toWhom: named(row), why: row.why, at: row.at })),
  }
}

/** The ledger says who there was told, where one of an agency was: the person is told which agency that is. */
const named = ({ to_whom, name }: { to_whom: string; name: string | null }) =>
  !name || to_whom.includes(name) ? to_whom : `${name}: ${to_whom.charAt(0).toLowerCase()}${to_whom.slice(1)}`

async function stepsOf({ tx, open }: Reading, caseId: string): Promise<MistakeShown['steps']> {
  const rows = await tx
    .selectFrom('casework.mistaken_step as m')
    .leftJoin('organisation.staff as s', 's.id', 'm.recorded_by')
    .selectAll('m')
    .select('s.name as by')
    .where('m.case_id', '=', caseId)
    .orderBy('m.recorded_at')
    .orderBy('m.id')
    .execute()
  return rows.map((row) => ({
    step: row.step,
    foundBy: row.found_by,
    on: row.on_day,
    until: row.until_day,
    words: row.sealed ? open<Record<string, string>>(caseId, 'mistaken_step', row.sealed) : {},
    byId: row.recorded_by,
    by: row.by ?? 'Somebody whose account is gone',
    at: row.recorded_at,
  }))
}

const about = (name: string, summary: string, allows: Policy<never>) =>
  query({
    name,
    zone: 'casework',
    summary,
    about: z.object({ caseId: id() }),
    gives: mistake,
    allows: allows as Policy<MistakeShown>,
    read: readMistake,
    subjects: ({ caseId }) => [caseId],
  })

export const mistakeOfCase = about(
  'mistakes.case',
  'Whether a referral was found to be a mistake, and what followed',
  mistakePolicy.read,
)
export const mistakeToAsk = about(
  'mistakes.to-ask',
  'A case before a second person is asked whether its referral was a mistake',
  mistakePolicy.ask,
)
export const mistakeToAnswer = about(
  'mistakes.to-answer',
  'What the second person needs to say whether it was a mistake',
  mistakePolicy.answer,
)

const letter = mistake.extend({
  /** When they were referred, the first time on this case. */
  referredAt: z.string().nullable(),
  /** Whom they can ask about it. */
  call,
})
export type LetterShown = z.infer<typeof letter>

export const mistakeLetter = query({
  name: 'mistakes.letter',
  zone: 'casework',
  summary: 'The letter to somebody who was referred by mistake',
  about: z.object({ caseId: id() }),
  gives: letter,
  allows: mistakePolicy.letter,
  async read(reading, { caseId }): Promise<LetterShown | undefined> {
    const [known, call, first] = await Promise.all([
      readMistake(reading, { caseId }),
      whomToCall(reading),
      reading.tx
        .selectFrom('casework.referral')
        .select('received_at')
        .where('case_id', '=', caseId)
        .orderBy('received_at')
        .limit(1)
        .executeTakeFirst(),
    ])
    return known && { ...known, referredAt: first?.received_at ?? null, call }
  },
  subjects: ({ caseId }) => [caseId],
})
