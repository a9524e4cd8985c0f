import { showDay } from '../../platform/pure/days.ts'
import { capital } from '../../platform/pure/words.ts'
import type { FactShown } from './record.ts'
import { type Characteristic, characteristics, knownHow } from './record-questions.ts'

const whichAddress: Readonly<Record<string, string>> = {
  current: 'Where they live',
  previous: 'Where they lived',
  other: 'Where they often stay',
}
const lookedAfter: Readonly<Record<string, string>> = {
  'care order': 'Looked after, under a care order',
  accommodated: 'Looked after, accommodated with agreement',
}

/** The heading under which a kind of fact stands. */
export const kindWords = (kind: string): string => characteristics[kind as Characteristic] ?? capital(kind)

/** How something is known, in words. */
export const knownHowWords = (how: string): string => knownHow[how as keyof typeof knownHow] ?? how

/** A fact in words, without its source: "12 Mill Lane, LU1 2AB. Where they live". */
export function factWords({
  kind,
  value,
  knownHow: how,
  said,
}: Pick<FactShown, 'kind' | 'value' | 'knownHow' | 'said'>) {
  const { source: _, born, age, serves, responsibility, ...words } = said
  const parts = [
    ...Object.values(words),
    born && `Born ${showDay(born)}`,
    age && `About ${age} years old then`,
    value && valueWords(kind, value),
    responsibility && `Holds parental responsibility: ${responsibility}`,
    serves && `Recorded because: ${serves}`,
    how && knownHowWords(how),
  ].filter(Boolean)
  return parts.join('. ')
}

function valueWords(kind: string, value: string): string {
  if (kind === 'address') return whichAddress[value] ?? value
  if (kind === 'looked after') return lookedAfter[value] ?? capital(value)
  return capital(value)
}

/** A fact in one line, with its heading. */
export const labelOf = (fact: Pick<FactShown, 'kind' | 'value' | 'knownHow' | 'said'>): string =>
  `${kindWords(fact.kind)}: ${factWords(fact)}`
