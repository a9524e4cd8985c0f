import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../platform/db/database.ts'
import { iso } from '../../platform/db/instants.ts'
import { query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { targetPolicy } from './policy.ts'
import { type Chosen, targetNames, targets } from './targets.ts'

/** What this town chose so far, oldest first; empty where it keeps to what is proposed. */
export async function chosenTargets(tx: Tx): Promise<Chosen[]> {
  const { rows } = await sql<Chosen>`select name, amount, ${sql.raw(iso('set_at'))} as at from casework.target
    order by set_at, id`.execute(tx)
  return rows
}

const target = z.object({
  name: z.enum(targetNames),
  what: z.string(),
  from: z.string(),
  unit: z.string(),
  amount: z.int(),
  usual: z.int(),
  source: z.string(),
  /** Newest first: what was chosen here, by whom and why. */
  chosen: z.array(z.object({ amount: z.int(), why: z.string(), by: z.string(), at: z.string() })),
})
export type TargetShown = z.infer<typeof target>

async function readTargets({ tx }: Reading) {
  const rows = await tx
    .selectFrom('casework.target as t')
    .leftJoin('organisation.staff as s', 's.id', 't.set_by')
    .select(['t.name', 't.amount', 't.why', 't.set_at as at', 's.name as by'])
    .orderBy('t.set_at', 'desc')
    .orderBy('t.id', 'desc')
    .execute()
  return {
    targets: targetNames.map((name) => {
      const { what, from, unit, usual, source } = targets[name]
      const chosen = rows.filter((row) => row.name === name)
      return {
        name,
        what,
        from,
        unit,
        usual,
        source,
        amount: chosen[0]?.amount ?? usual,
        chosen: chosen.map(({ amount, why, by, at }) => ({
          amount,
          why,
          by: by ?? 'Somebody whose account is gone',
          at,
        })),
      }
    }),
  }
}

const all = {
  zone: 'casework',
  about: z.object({}),
  gives: z.object({ targets: z.array(target) }),
  read: readTargets,
} as const

export const targetList = query({
  ...all,
  name: 'targets.list',
  summary: 'How long each step may take in this town, what is proposed and where that comes from',
  allows: targetPolicy.read,
})
export const targetsToSet = query({
  ...all,
  name: 'targets.to-set',
  summary: 'The targets of this town, before one is set',
  allows: targetPolicy.set,
})
