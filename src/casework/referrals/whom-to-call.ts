import { sql } from 'kysely'
import { z } from 'zod'
import type { Reading } from '../../platform/town.ts'

export const call = z
  .object({ name: z.string(), telephone: z.string().nullable(), mailbox: z.string().nullable() })
  .nullable()
export type WhomToCall = z.infer<typeof call>

/** The council's own number and mailbox, for anybody. */
export async function whomToCall({ tx }: Pick<Reading, 'tx'>): Promise<WhomToCall> {
  const { rows } = await sql<NonNullable<WhomToCall>>`select * from casework.whom_to_call()`.execute(tx)
  return rows[0] ?? null
}

/** Whom to call about a referral, in one sentence. */
export function callSentence(whom: WhomToCall): string {
  if (!whom) return 'If you want to speak to somebody, call your council, or the police on 101.'
  const ways = [whom.telephone && `call ${whom.telephone}`, whom.mailbox && `write to ${whom.mailbox}`].filter(Boolean)
  return `If you want to speak to somebody at ${whom.name}, ${ways.join(' or ') || 'call the council'}, or call the police on 101.`
}
