import { problem, type Problems } from '../../platform/pure/outcomes.ts'

/** What may be around "no ideology" without adding anything to it. */
const filler = new Set(
  `a an and any apparent are as at be because been by case clear clearly concern concerns could current currently detected did
  does driven established evidence evident extremist find found for had has have held identifiable identified identify in
  indication indicated indicates is it its known lack lacks lacking motivated motivation motive nil no non none not obvious of on
  or particular person present reason referral seen showed shown shows sign signs so specific subject terrorist that the their
  them there therefore these they this those to underlying was we were with without`
    .trim()
    .split(/\s+/),
)

/**
 * Whether words say nothing but that there is no ideology. "No ideology" was once treated as no risk (facts 7.3): the
 * type of concern may be without one, but that alone never closes a case.
 */
function saysOnlyNoIdeology(words: string): boolean {
  const said = words.toLowerCase().match(/\p{L}+/gu) ?? []
  const others = said.filter((word) => !word.startsWith('ideolog') && !filler.has(word))
  return said.length > others.length && others.length === 0 && said.some((word) => word.startsWith('ideolog'))
}

const noIdeologyIsNoReason =
  'That there is no ideology is not a reason by itself: say what was looked at and why there is no concern'

/**
 * What is wrong with the grounds that end something: a case is closed, not referred, not adopted or left, or the concern
 * said to be gone. Asked wherever that is decided, so that no way out of the front half is without it.
 */
export const groundsThatEnd = (at: string, words: string | undefined): Problems | undefined =>
  saysOnlyNoIdeology(words ?? '') ? problem(at, noIdeologyIsNoReason) : undefined
