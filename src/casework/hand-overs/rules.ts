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

type Steps = { steps: readonly { step: string }[] }

/** Why a step of a hand-over cannot be recorded now, in a sentence. */
export const whyNot = {
  sent: ({ steps }: Steps) => (steps.length ? 'This hand-over was sent already.' : undefined),
  answer: ({ steps }: Steps) => {
    const standing = standingOf(steps)
    if (standing === 'to be sent') return 'Record first when and to whom it was sent.'
    return standing === 'outcome known' ? 'What came of this hand-over is recorded already.' : undefined
  },
  outcome: ({ steps }: Steps) => {
    const standing = standingOf(steps)
    return standing === 'to be sent' || standing === 'sent'
      ? 'Record first whether the service accepted or refused it.'
      : undefined
  },
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
  const early = whyNot.sent({ steps })
  if (early) return refuse(early)
  return { is: 'hand-over sent', caseId, handOverId, step: 'sent', on, words }
}

/** A service may think again: each answer is kept, and the newest counts until an outcome is known. */
export function recordAnswer(
  known: HandOverKnown,
  { answer, on, ...words }: Answered,
): StepRecorded | Refusal | Problems {
  const early = whyNot.answer(known)
  if (early) return refuse(early)
  const wrong = beforeTheLast(known, on)
  if (wrong) return wrong
  const { caseId, handOverId } = known
  return { is: 'hand-over answered', caseId, handOverId, step: answer, on, words, answerWord: answer }
}

export function recordOutcome(known: HandOverKnown, { on, ...words }: Outcome): StepRecorded | Refusal | Problems {
  const early = whyNot.outcome(known)
  if (early) return refuse(early)
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
