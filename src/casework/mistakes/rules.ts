import { type Fact, problem, refuse, type Problems, type Refusal } from '../../platform/pure/outcomes.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { addDays } from '../../platform/pure/days.ts'
import type { LetterDeferred, LetterSent, MistakenAnswered, MistakenAsked } from './questions.ts'

export interface MistakeKnown {
  caseId: string
  /** A finding stands: nothing later says otherwise. */
  isMistaken: boolean
  steps: readonly { step: string; byId: string; at: string }[]
}

interface StepTaken extends Fact {
  caseId: string
  step: 'asked' | 'found' | 'not found' | 'letter sent' | 'letter deferred'
  on: string
  until?: string
  words: object
}

/** The request that waits for the second, senior person. */
export function pendingIn({ steps }: Pick<MistakeKnown, 'steps'>) {
  const last = steps.findLast(({ step }) => ['asked', 'found', 'not found'].includes(step))
  return last?.step === 'asked' ? last : undefined
}

/** Whether the letter was given since the newest finding. */
export const letterGiven = ({ steps }: Pick<MistakeKnown, 'steps'>) =>
  steps.findLastIndex(({ step }) => step === 'letter sent') > steps.findLastIndex(({ step }) => step === 'found')

export function whyNotAsk(known: Pick<MistakeKnown, 'isMistaken' | 'steps'>): string | undefined {
  if (known.isMistaken) return 'It was found to be a mistake already.'
  return pendingIn(known) ? 'This waits for the second person already.' : undefined
}

export function askForTheFinding(known: MistakeKnown, { on, ...words }: MistakenAsked): StepTaken | Refusal {
  const why = whyNotAsk(known)
  if (why) return refuse(why)
  return { is: 'mistake asked for', caseId: known.caseId, step: 'asked', on, words }
}

export const whyNotAnswer = (known: Pick<MistakeKnown, 'steps'>): string | undefined =>
  pendingIn(known) ? undefined : 'Nobody asked whether this referral was a mistake.'

/** The coordinator and a second, senior person: never one alone (casework.md, Gateway). */
export function answerTheFinding(
  known: MistakeKnown,
  { finding, ...words }: MistakenAnswered,
  { viewer, today }: { viewer: Viewer; today: string },
): StepTaken | Refusal {
  const pending = pendingIn(known)
  if (!pending) return refuse(whyNotAnswer(known)!)
  if (pending.byId === viewer.id) return refuse('You recorded this yourself: another senior person must answer it.')
  return { is: 'mistake answered', caseId: known.caseId, step: finding, on: today, words, findingWord: finding }
}

export const noFinding = 'It was not found to be a mistake: there is no letter to give.'

export function whyNoLetter(known: Pick<MistakeKnown, 'isMistaken' | 'steps'>): string | undefined {
  if (!known.isMistaken) return noFinding
  return letterGiven(known) ? 'The letter was given already.' : undefined
}

export function recordLetter(known: MistakeKnown, { on, ...words }: LetterSent): StepTaken | Refusal {
  const why = whyNoLetter(known)
  if (why) return refuse(why)
  return { is: 'mistake letter sent', caseId: known.caseId, step: 'letter sent', on, words }
}

/** A deferral is looked at again within this many days: unless a reviewed one stands, the person is told (trust.md). */
const longestDeferral = 90

export function deferLetter(
  known: MistakeKnown,
  { until, ...words }: LetterDeferred,
  { today }: { today: string },
): StepTaken | Refusal | Problems {
  const why = whyNoLetter(known)
  if (why) return refuse(why)
  if (until > addDays(today, longestDeferral))
    return problem('until', `The date must be within ${longestDeferral} days: then it is decided again`)
  return { is: 'mistake letter deferred', caseId: known.caseId, step: 'letter deferred', on: today, until, words }
}
