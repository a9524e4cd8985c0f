import { z } from 'zod'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { banner, bannerOf } from '../cases/index.ts'
import { handOverPolicy } from './policy.ts'
import { standingOf } from './rules.ts'

const step = z.object({
  step: z.string(),
  on: z.string(),
  /** Everything that was said of it, by the names of its questions. */
  words: z.record(z.string(), z.string()),
  by: z.string(),
  at: z.string(),
})

export const handOverShown = z.object({
  handOverId: z.uuid(),
  toService: z.string(),
  why: z.string(),
  asks: z.string().nullable(),
  madeAt: z.string(),
  standing: z.string(),
  steps: z.array(step),
})
export type HandOverShown = z.infer<typeof handOverShown>

/** The hand-overs of a case, oldest first, each with what became of it. */
export async function handOversOf({ tx, open }: Reading, caseId: string): Promise<HandOverShown[]> {
  const [rows, steps] = await Promise.all([
    tx
      .selectFrom('casework.hand_over')
      .select(['id', 'to_service', 'why', 'made_at', 'sealed'])
      .where('case_id', '=', caseId)
      .orderBy('made_at')
      .orderBy('id')
      .execute(),
    tx
      .selectFrom('casework.hand_over_step as h')
      .leftJoin('organisation.staff as s', 's.id', 'h.recorded_by')
      .selectAll('h')
      .select('s.name as by')
      .where('h.case_id', '=', caseId)
      .orderBy('h.recorded_at')
      .orderBy('h.id')
      .execute(),
  ])
  return rows.map((row) => {
    const own = steps.filter((each) => each.hand_over_id === row.id)
    return {
      handOverId: row.id,
      toService: row.to_service,
      why: row.why,
      asks: row.sealed && open<{ asks: string }>(caseId, 'hand_over', row.sealed).asks,
      madeAt: row.made_at,
      standing: standingOf(own),
      steps: own.map((each) => ({
        step: each.step,
        on: each.on_day,
        words: open<Record<string, string>>(caseId, 'hand_over_step', each.sealed),
        by: each.by ?? 'Somebody whose account is gone',
        at: each.recorded_at,
      })),
    }
  })
}

const ofCase = z.object({ caseId: z.uuid(), banner, handOvers: z.array(handOverShown) })
export type HandOversShown = z.infer<typeof ofCase>

async function readCase(reading: Reading, { caseId }: { caseId: string }): Promise<HandOversShown | undefined> {
  const [found, handOvers] = await Promise.all([bannerOf(reading, caseId), handOversOf(reading, caseId)])
  return found && { caseId, banner: found, handOvers }
}

const aboutCase = {
  zone: 'casework',
  about: z.object({ caseId: id() }),
  gives: ofCase,
  read: readCase,
  subjects: ({ caseId }: HandOversShown) => [caseId],
} as const

export const handOversOfCase = query({
  ...aboutCase,
  name: 'hand-overs.list',
  summary: 'The hand-overs of a case to other services, with what became of each',
  allows: handOverPolicy.read,
})
export const readyToHandOver = query({
  ...aboutCase,
  name: 'hand-overs.ready',
  summary: 'A case before it is handed over',
  allows: handOverPolicy.make,
})

const one = handOverShown.extend({ caseId: z.uuid(), banner })
export type OneHandOver = z.infer<typeof one>

export const oneHandOver = query({
  name: 'hand-overs.one',
  zone: 'casework',
  summary: 'One hand-over of a case, with what was recorded of it',
  about: z.object({ handOverId: id() }),
  gives: one,
  allows: handOverPolicy.track,
  async read(reading, { handOverId }) {
    const row = await reading.tx
      .selectFrom('casework.hand_over')
      .select('case_id')
      .where('id', '=', handOverId)
      .executeTakeFirst()
    const all = row && (await readCase(reading, { caseId: row.case_id }))
    const found = all?.handOvers.find((each) => each.handOverId === handOverId)
    return found && { ...found, caseId: all!.caseId, banner: all!.banner }
  },
  subjects: ({ caseId }) => [caseId],
})
