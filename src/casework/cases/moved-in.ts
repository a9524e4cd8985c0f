import { startOfDay } from '../../platform/pure/days.ts'
import type { Writing } from '../../platform/town.ts'

/** What was decided before this town had the system, as the record before has it. */
export interface Before {
  caseId: string
  /** The day of it. */
  on: string
  /** Whose it was, in the words of the record before. */
  by: string
  /** Who that is here, where they are; otherwise nobody is written down for it. */
  byId?: string | undefined
  /** Reasons or grounds. */
  words: string
  /** Its place among what is told of one case: of two things on one day the later one counts as later. */
  place: number
}

/** Writes as of an earlier day: what is kept carries the day it happened; the act itself says when it was moved in. */
export const asOf = (writing: Writing, { on, place }: Pick<Before, 'on' | 'place'>): Writing => ({
  ...writing,
  now: new Date(startOfDay(on).getTime() + place * 60_000),
  today: on,
})

const recordBefore = 'As the record before has it'

/** The owner and the grounds in one, so that they stand together wherever the grounds are read. */
export const asRecordedBefore = ({ by, words }: Pick<Before, 'by' | 'words'>) => `${recordBefore}, by ${by}: ${words}`

/** Who something was by, by name: of what was moved in nobody is written down who does not work here. */
export const nameOfOwner = (ownerId: string | null, name: string | null, otherwise = '') =>
  ownerId === null ? recordBefore : (name ?? otherwise)

/** Keeps whether a person was referred to a panel (CTSA 2015 s.36(3)), as it was decided before, in `saves`. */
export async function keepSection36MovedIn(
  writing: Writing,
  { refers, forAgencyId, ...before }: Before & { refers: boolean; forAgencyId: string },
): Promise<void> {
  const { tx, newId, seal, now } = asOf(writing, before)
  await tx
    .insertInto('casework.section36_decision')
    .values({
      id: newId(),
      case_id: before.caseId,
      refers,
      sealed: seal(before.caseId, 'section36_decision', { grounds: asRecordedBefore(before) }),
      decided_by: before.byId ?? null,
      decided_for: forAgencyId,
      decided_at: now,
    })
    .execute()
}
