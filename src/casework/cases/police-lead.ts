import type { CaseFacts } from './lifecycle.ts'

/**
 * Where a case stands that the police lead. Before section 36 grounds were recorded it is theirs. What the panel had is
 * held, in the open: the person must not be approached across an investigation, and the chair says how it goes on. The
 * panel's own decision afterwards says it too. Undefined while the police do not lead it, or the panel goes on beside them.
 */
export function ledByThePolice(facts: CaseFacts) {
  const { gateway, decision } = facts
  if (gateway?.outcome !== 'police-led') return undefined
  if (!wasThePanels(facts)) return { stage: 'police-led' as const, since: gateway.at }
  if (facts.policeLead?.answer === 'the panel goes on' && facts.policeLead.at >= gateway.at) return undefined
  if (decidedSince(facts, gateway.at)) return undefined
  const adopted = decision?.outcome === 'adopted'
  return {
    stage: adopted ? ('support held for the police' as const) : ('held for the police' as const),
    since: gateway.at,
  }
}

/** Whether the panel's work is held because the police lead it. */
export const isHeld = (stage: string) => stage === 'held for the police' || stage === 'support held for the police'

const wasThePanels = ({ section36, gateway }: CaseFacts) => section36?.refers === true && section36.at <= gateway!.at

/** More information is no decision on how it goes on. */
const decidedSince = ({ item }: CaseFacts, at: string) =>
  (item?.decidedAt ?? '') > at && item?.outcome !== 'more information'

/** The chair said that the panel's work rests, until the day on which it is looked at again. */
export const restsUntil = ({ policeLead, gateway }: CaseFacts) =>
  policeLead?.answer === 'the police lead' && gateway && policeLead.at >= gateway.at ? policeLead.lookAgainOn : null

/** Why the chair is let into a case that is held. */
export const whyChair = 'the police lead it'
