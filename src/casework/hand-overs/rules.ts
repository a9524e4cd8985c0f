import { type Fact, problem, refuse, type Problems, type Refusal } from '../../platform/pure/outcomes.ts'
import type { Answered, HandingOver, Outcome, Sent } from './questions.ts'

/** How far a hand-over is, from what was recorded of it. */
export type Standing = 'to be sent' | 'sent' | 'accepted' | 'refused' | 'outcome known'

export interface HandOverKnown {
  caseId: string
  handOverId: string
  steps: readonly { step: string; on: string }[]
}

/** The newest step that says something: an outcome ends it, whatever the answer was. */
export function standingOf(steps: readonly { step: string }[]): Standing {
  const has = (step: string) => steps.some((each) => each.step === step)
  if (has('outcome')) return 'outcome known'
  const answer = steps.findLast(({ step }) => step === 'accepted' || step === 'refused')?.step
  if (answer) return answer as Standing
  return has('sent') ? 'sent' : 'to be sent'
}

export interface HandedOver extends Fact {
  is: 'handed over'
  caseId: string
  answers: HandingOver
}

export const handOverTo = ({ caseId }: { caseId: string }, answers: HandingOver): HandedOver => ({
  is: 'handed over',
  caseId,
  answers,
  serviceWord: answers.toService,
})

interface StepRecorded extends Fact {
  caseId: string
  handOverId: string
  step: 'sent' | 'accepted' | 'refused' | 'outcome'
  on: string
  words: object
}

export function recordSent(
  { caseId, handOverId, steps }: HandOverKnown,
  { on, ...words }: Sent,
): StepRecorded | Refusal {
  if (steps.length) return refuse('This hand-over was sent already.')
  return { is: 'hand-over sent', caseId, handOverId, step: 'sent', on, words }
}

/** A service may think again: each answer is kept, and the newest counts until an outcome is known. */
export function recordAnswer(
  known: HandOverKnown,
  { answer, on, ...words }: Answered,
): StepRecorded | Refusal | Problems {
  const standing = standingOf(known.steps)
  if (standing === 'to be sent') return refuse('Record first when and to whom it was sent.')
  if (standing === 'outcome known') return refuse('What came of this hand-over is recorded already.')
  const wrong = beforeTheLast(known, on)
  if (wrong) return wrong
  const { caseId, handOverId } = known
  return { is: 'hand-over answered', caseId, handOverId, step: answer, on, words, answerWord: answer }
}

export function recordOutcome(known: HandOverKnown, { on, ...words }: Outcome): StepRecorded | Refusal | Problems {
  const standing = standingOf(known.steps)
  if (standing === 'to be sent' || standing === 'sent')
    return refuse('Record first whether the service accepted or refused it.')
  const wrong = beforeTheLast(known, on)
  if (wrong) return wrong
  const { caseId, handOverId } = known
  return { is: 'hand-over outcome recorded', caseId, handOverId, step: 'outcome', on, words }
}

function beforeTheLast({ steps }: HandOverKnown, on: string): Problems | undefined {
  const last = steps
    .map((each) => each.on)
    .sort()
    .at(-1)
  return last && on < last ? problem('on', 'The date must not be before what was recorded last') : undefined
}
