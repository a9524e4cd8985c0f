import { type Fact, type Problems, problem, type Refusal, refuse } from '../../platform/pure/outcomes.ts'
import type { MatchAnswers } from './questions.ts'

/** What the rule needs to know of a referral that is to be matched. */
export interface ToMatch {
  caseId: string
  personId: string | null
  options: { candidates: readonly { value: string }[]; forces: readonly { value: string }[] }
}

export interface ReferralMatched extends Fact {
  is: 'referral matched' | 'match left open'
  caseId: string
  answer: MatchAnswers['answer']
  reason: string
  /** The person it is, when it is one who is recorded already. */
  samePersonId: string | undefined
  homeForceId: string | undefined
}

/** A person says whether a referral is about somebody recorded already; the search always comes first (casework.md, People). */
export function matchReferral(known: ToMatch, answers: MatchAnswers): ReferralMatched | Refusal | Problems {
  if (known.personId) return refuse('This referral is matched to a person already.')
  const { answer, candidate, reason } = answers
  const { candidates, forces } = known.options
  if (answer === 'same' && !candidates.length)
    return problem('answer', 'Nobody alike is recorded: choose another answer')
  const only = forces.length === 1 ? forces[0]!.value : undefined
  const homeForceId = answers.homeForce ?? only
  if (answer !== 'unsure' && !homeForceId) return problem('homeForce', 'Choose the police force of their home')
  const is = answer === 'unsure' ? 'match left open' : 'referral matched'
  return { is, caseId: known.caseId, answer, reason, samePersonId: candidate, homeForceId, answerWord: answer }
}
