import { type Fact, type Refusal, refuse } from '../../platform/pure/outcomes.ts'
import type { MatchAnswers } from './questions.ts'

/** What the rule needs to know of a referral that is to be matched. */
export interface ToMatch {
  caseId: string
  personId: string | null
}

export interface ReferralMatched extends Fact {
  is: 'referral matched' | 'match left open'
  caseId: string
  answer: MatchAnswers['answer']
  reason: string
  /** The person it is, when it is one who is recorded already. */
  samePersonId: string | undefined
  homeForceId: string | undefined
  answerWord: MatchAnswers['answer']
  /** Given when it is saved. */
  personId?: string
}

/** A person says whether a referral is about somebody recorded already; the search always comes first (casework.md, People). */
export function matchReferral(known: ToMatch, answers: MatchAnswers): ReferralMatched | Refusal {
  if (known.personId) return refuse('This referral is matched to a person already.')
  const { answer, candidate, homeForce, reason } = answers
  const is = answer === 'unsure' ? 'match left open' : 'referral matched'
  return {
    is,
    caseId: known.caseId,
    answer,
    reason,
    samePersonId: candidate,
    homeForceId: homeForce,
    answerWord: answer,
  }
}
