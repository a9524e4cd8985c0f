import { addDays, addMonths, today } from '../../src/platform/pure/days.ts'
import { chanceFrom } from '../chance.ts'
import { type Invented, inventPerson } from '../invented.ts'

const fourteenYears = 14 * 12
const twoYears = 2 * 365

/** Whom a walk is about: invented from the walk's id, the same whenever it is asked. They are 14 or 15 years old. */
export function personOf(walkId: string): Pick<Invented, 'given' | 'family' | 'born'> {
  const chance = chanceFrom(Number.parseInt(walkId.slice(-12), 16))
  const began = today(new Date(Number.parseInt(walkId.replace('-', '').slice(0, 12), 16)))
  const { given, family } = inventPerson(chance, began)
  return { given, family, born: addDays(addMonths(began, -fourteenYears), -chance.below(twoYears)) }
}
