import { type Fact, refuse, type Refusal } from '../../platform/pure/outcomes.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { AdviceAnswer, AdviceDone, AskedForAdvice } from './questions.ts'

interface AdviceKnown {
  adviceId: string
  askedById: string
  answers: readonly unknown[]
}

export interface AdviceAsked extends Fact {
  is: 'advice asked'
  answers: AskedForAdvice
  adviceId?: string
}

export const askForAdvice = (answers: AskedForAdvice): AdviceAsked => ({ is: 'advice asked', answers })

export interface AdviceAnswered extends Fact {
  is: 'advice answered'
  adviceId: string
  askedById: string
  answers: AdviceAnswer
}

/** A second thought stands beside the first: each answer is kept. */
export function answerAdvice(
  { adviceId, askedById }: AdviceKnown,
  answers: AdviceAnswer,
  viewer: Viewer,
): AdviceAnswered | Refusal {
  if (askedById === viewer.id) return refuse('You asked this yourself: another coordinator must answer it.')
  return { is: 'advice answered', adviceId, askedById, answers, advisedWord: answers.advised }
}

export interface AdviceFollowed extends Fact {
  is: 'advice followed'
  adviceId: string
  askedById: string
  answers: AdviceDone
}

export function recordWhatWasDone(
  { adviceId, askedById, answers: given }: AdviceKnown,
  answers: AdviceDone,
): AdviceFollowed | Refusal {
  if (!given.length) return refuse('Nobody has answered yet: what was done follows the answer.')
  return { is: 'advice followed', adviceId, askedById, answers, outcomeWord: answers.outcome }
}
