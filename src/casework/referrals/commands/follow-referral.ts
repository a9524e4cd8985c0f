import { sql } from 'kysely'
import { takeAllowance } from '../../../platform/allowance.ts'
import { command } from '../../../platform/command.ts'
import { tidyReference } from '../../../platform/pure/reference.ts'
import type { Stage } from '../../cases/index.ts'
import type { Writing } from '../../../platform/town.ts'
import { referralPolicy } from '../policy.ts'
import { progressAt } from '../progress.ts'
import { followForm } from '../queries.ts'
import { followQuestions } from '../questions.ts'
import { callSentence, whomToCall } from '../whom-to-call.ts'

/** Tries at one reference, whoever makes them and wherever from: by page and by API alike. */
const triesAnHour = 20

/**
 * How far a referral is, by reference and code. It is a command because what is typed must not stand in an address, and
 * because every try counts. A wrong reference and a wrong code give the same.
 */
export const followReferral = command({
  name: 'referrals.follow',
  zone: 'casework',
  summary: 'How far a referral is, by its reference and code',
  asks: followQuestions,
  knows: followForm,
  allows: referralPolicy.follow,
  decides: (_known, { reference, code }) => ({ is: 'referral followed', typed: [reference, code].map(tidyReference) }),
  async saves(writing, { typed: [reference = '', code = ''] }) {
    const call = callSentence(await whomToCall(writing))
    const tries = { what: 'follow', from: reference, most: triesAnHour, seconds: 3600 }
    if (!(await takeAllowance(writing, tries))) return { progress: 'too many tries', call }
    return { progress: await progressOf(writing, reference, code), call }
  },
})

async function progressOf(writing: Writing, reference: string, code: string): Promise<string> {
  const hash = writing.hash('referral code', code)
  const { rows } = await sql<{
    stage: Stage
    professional: boolean
  }>`select * from casework.referral_progress(${reference}, ${hash})`.execute(writing.tx)
  return rows[0] ? progressAt(rows[0].stage, rows[0].professional) : 'not found'
}
