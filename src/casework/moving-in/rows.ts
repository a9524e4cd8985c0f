import { checkAnswers } from '../../platform/pure/questions.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { referralQuestions, wrongTogether } from '../referrals/index.ts'
import { cellsOf } from './cells.ts'
import { fields } from './fields.ts'
import { labelOf, type Mapping } from './mapping.ts'
import type { Lists } from './queries/lists.ts'
import { referralTold, yearsIn } from './referral-told.ts'
import type { Step } from './stages/questions.ts'
import { stepsIn } from './stages/reading.ts'

export interface Source {
  file: string
  line: number
  today: string
  viewer: Viewer
  /** The force of everybody's home, where one was chosen for the whole file. */
  homeForce?: string | undefined
}

/** A row as the questions of a referral take it, with what they do not ask. */
export interface RowRead {
  raw: Record<string, unknown>
  receivedOn: string
  homeForceId: string | undefined
  /** What was decided since, in order. */
  steps: Step[]
  /** What makes two rows the same, whatever file and line they stand in and whichever day they are read. */
  same: string
}
export type Judged = { row: RowRead; reasons: [] } | { row?: undefined; reasons: string[] }

/** A row, or every reason why it is sent back. No reason quotes what stands in the row: reasons are kept, rows are not. */
export function judge(typed: readonly string[], mapping: Mapping, lists: Lists, from: Source): Judged {
  const reasons: string[] = []
  const cells = cellsOf(typed, mapping, reasons)
  for (const field of fields)
    if ('needed' in field && !cells.typed(field.name)) cells.wrong(field.name, 'this is needed, and the cell is empty')
  const receivedOn = cells.day('receivedOn')
  if (receivedOn && receivedOn > from.today) cells.wrong('receivedOn', 'this must be today or in the past')
  const raw = referralTold(cells, lists, from)
  const homeForceId = cells.chosen('homeForce', lists.forces)
  const steps = stepsIn({
    cells,
    lists,
    about: {
      today: from.today,
      receivedOn,
      born: cells.day('born'),
      ageAbout: yearsIn(cells.typed('ageAbout')),
      hasForce: (homeForceId ?? from.homeForce) !== undefined,
    },
  })
  sayWrong(reasons, raw, from)
  if (reasons.length || !receivedOn) return { reasons }
  const { howKnown: _, notToldUntil: __, ...same } = raw
  const told = JSON.stringify([receivedOn, cells.typed('reference'), same])
  return { row: { raw, receivedOn, homeForceId, steps, same: told }, reasons: [] }
}

/** What the referral's own questions say of it; what is needed and what is in no list was said in the words of the file. */
function sayWrong(reasons: string[], raw: Record<string, unknown>, { today, viewer }: Source): void {
  const said = new Set(reasons.map((reason) => reason.split(':')[0]))
  const checked = checkAnswers(referralQuestions, raw, { today })
  const problems = checked.ok ? wrongTogether(checked.answers, { today, viewer }) : checked.problems
  for (const { at, message } of problems) {
    const label = labelOf(columnOf(at))
    if (!said.has(label)) reasons.push(`${label}: ${message}`)
  }
}

/** Which column a question's problem stands in. */
function columnOf(at: string): string {
  if (at.startsWith('statements-0-')) return at.slice('statements-0-'.length)
  if (at.startsWith('addresses-0-')) return at.slice('addresses-0-'.length)
  return at.split('-')[0]!
}

interface Named {
  givenNames?: string
  familyName?: string
}
interface ReferralTold extends Named {
  otherNames: Named[]
  born?: string
  ageAbout?: number
  addresses: { postcode?: string }[]
}

/** Whom a row that is judged good tells of, as people are looked for. */
export function soughtIn({ raw }: RowRead) {
  const { givenNames, familyName, otherNames, born, ageAbout, addresses } = raw as unknown as ReferralTold
  const names = [{ givenNames, familyName }, ...otherNames].filter((name) => name.givenNames || name.familyName)
  return {
    names: names.map(({ givenNames = '', familyName = '' }) => ({ givenNames, familyName })),
    born: born ?? null,
    ageAbout: ageAbout ?? null,
    postcodes: addresses.flatMap(({ postcode }) => postcode ?? []),
  }
}
