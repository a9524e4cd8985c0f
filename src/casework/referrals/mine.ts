import { sql } from 'kysely'
import { z } from 'zod'
import { allow, anyStaff } from '../../platform/policy.ts'
import { query } from '../../platform/query.ts'
import type { Stage } from '../cases/index.ts'
import { progressAt } from './progress.ts'

/**
 * What became of what somebody referred, for themselves: the safe words that reference and code give, and nothing about
 * the person. The database writes the look into the journal, with the cases.
 */
export const myReferrals = query({
  name: 'referrals.mine',
  zone: 'casework',
  summary: 'How far the referrals are that the person who asks made themselves, the newest first',
  about: z.object({}),
  gives: z.object({
    referrals: z.array(
      z.object({
        reference: z.string(),
        receivedAt: z.string(),
        progress: z.string(),
        /** A virus was found in a document that came with it: it was destroyed. */
        infected: z.boolean(),
      }),
    ),
  }),
  allows: allow(anyStaff),
  async read({ tx }) {
    const { rows } = await sql<{ reference: string; received_at: string; stage: Stage; infected: boolean }>`
      select * from casework.my_referrals()`.execute(tx)
    const referrals = rows.map(({ reference, received_at: receivedAt, stage, infected }) => ({
      reference,
      receivedAt,
      progress: progressAt(stage, true),
      infected,
    }))
    return { referrals }
  },
})
