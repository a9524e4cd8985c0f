import { addMonths, dayOf } from '../../platform/pure/days.ts'
import { theEnd } from './afterwards.ts'
import { type CaseFacts, stageOf } from './lifecycle.ts'

/**
 * How long a case is kept, by what came of it: the day on which a person decides whether it is deleted (trust.md,
 * Retention; facts 7.2). Nothing is deleted by the day alone.
 */
export const keeping = {
  mistaken: {
    outcome: 'The referral was a mistake',
    months: 6,
    from: 'the finding that it was a mistake',
    source: 'A rule of ours: months, the shortest there is; the person was told and could challenge it',
  },
  'no further action': {
    outcome: 'Closed before the panel, or not adopted',
    months: 36,
    from: 'the end',
    source: 'Three years, so that a referral within them is seen as a repeat',
  },
  supported: {
    outcome: 'Adopted, and left support',
    months: 72,
    from: 'the day of leaving',
    source: 'Six years after leaving the programme',
  },
} as const
export type KeptAs = keyof typeof keeping

/** Under which class a case is kept, and until which day; no day while it is open. A mistake goes before everything else. */
export function keptUntil(facts: CaseFacts): { as: KeptAs | 'open'; until: string | null } {
  const { mistaken, exit } = facts
  if (mistaken) return { as: 'mistaken', until: untilOf('mistaken', dayOf(mistaken.at)) }
  const { stage, since } = stageOf(facts)
  if (exit) return { as: 'supported', until: untilOf('supported', exit.on) }
  const end = theEnd(facts)?.on ?? (stage === 'finished' ? dayOf(since) : undefined)
  return end ? { as: 'no further action', until: untilOf('no further action', end) } : { as: 'open', until: null }
}

const untilOf = (as: KeptAs, from: string) => addMonths(from, keeping[as].months)
