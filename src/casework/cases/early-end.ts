import type { CaseFacts } from './lifecycle.ts'

/**
 * Where a case stands that the police found not suitable, or that was not referred under section 36: finished, unless the
 * person had been referred before. Then no one person ends it: a closing is proposed and a second, senior person agrees
 * (facts 7.3, first row). Undefined while nothing ended it, and after the second person declined: the work goes on.
 */
export function endedEarly(facts: CaseFacts) {
  const at = earlyEnd(facts)
  if (!at) return undefined
  if (!facts.isRepeat) return { stage: 'finished' as const, since: at }
  if (facts.closure && facts.closure.at >= at) return undefined
  return { stage: 'closing, second person needed' as const, since: at }
}

/** A closing was proposed, and the second person has not answered. */
export const awaitsAnAnswer = ({ closure }: Pick<CaseFacts, 'closure'>) =>
  closure !== null && closure.needsSecond && !closure.agreed && !closure.declined

/**
 * When it was ended early, the last time. The gateway can be recorded again at any later time: 'proceed' takes back what
 * was said before it, and 'not suitable' ends nothing once section 36 grounds were recorded, because then the panel decides.
 */
function earlyEnd({ gateway, section36 }: CaseFacts): string | undefined {
  const proceeded = gateway?.outcome === 'proceed' ? gateway.at : ''
  const notSuitable = gateway?.outcome === 'not suitable' && !section36?.refers ? gateway.at : ''
  const notReferred = section36 && !section36.refers && section36.at > proceeded ? section36.at : ''
  return [notSuitable, notReferred].sort().at(-1) || undefined
}
