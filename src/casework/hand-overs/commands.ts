import { command } from '../../platform/command.ts'
import type { Writing } from '../../platform/town.ts'
import { handOver } from './handing-over.ts'
import { handOverPolicy } from './policy.ts'
import { oneHandOver, readyToHandOver } from './queries.ts'
import { answerQuestions, handOverQuestions, outcomeQuestions, sentQuestions } from './questions.ts'
import { handOverTo, recordAnswer, recordOutcome, recordSent } from './rules.ts'

export const makeHandOver = command({
  name: 'hand-overs.make',
  zone: 'casework',
  summary: 'Hand a case over to another service',
  asks: handOverQuestions,
  knows: readyToHandOver,
  allows: handOverPolicy.make,
  decides: handOverTo,
  saves: (writing, { caseId, answers: { toService, why, asks } }) =>
    handOver(writing, { caseId, toService, why, asks, what: ['names', 'birth date or age', 'the need'] }),
})

const tracked = { zone: 'casework', knows: oneHandOver, allows: handOverPolicy.track, saves: insertStep } as const

export const sendHandOver = command({
  ...tracked,
  name: 'hand-overs.send',
  summary: 'Record when, how and to whom a hand-over was sent',
  asks: sentQuestions,
  decides: recordSent,
})
export const answerHandOver = command({
  ...tracked,
  name: 'hand-overs.answer',
  summary: 'Record whether the service accepted or refused a hand-over',
  asks: answerQuestions,
  decides: recordAnswer,
})
export const endHandOver = command({
  ...tracked,
  name: 'hand-overs.record-outcome',
  summary: 'Record what came of a hand-over',
  asks: outcomeQuestions,
  decides: recordOutcome,
})

type Step = Exclude<ReturnType<typeof recordSent>, { is: 'refused' }>

async function insertStep(writing: Writing, { caseId, handOverId, step, on, words }: Step) {
  await writing.tx
    .insertInto('casework.hand_over_step')
    .values({
      id: writing.newId(),
      hand_over_id: handOverId,
      case_id: caseId,
      step,
      on_day: on,
      sealed: writing.seal(caseId, 'hand_over_step', words),
      recorded_by: writing.viewer.id,
      recorded_at: writing.now,
    })
    .execute()
}
