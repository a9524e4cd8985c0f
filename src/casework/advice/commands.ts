import { command } from '../../platform/command.ts'
import type { Writing } from '../../platform/town.ts'
import { tellTheAsker } from './notices.ts'
import { advicePolicy } from './policy.ts'
import { adviceForm, adviceToAnswer, oneAdvice } from './queries.ts'
import { adviceDoneQuestions, answerAdviceQuestions, askAdviceQuestions } from './questions.ts'
import { answerAdvice, askForAdvice, recordWhatWasDone } from './rules.ts'

export const askAdvice = command({
  name: 'advice.ask',
  zone: 'casework',
  summary: 'Ask the coordinator for advice, without naming anybody',
  asks: askAdviceQuestions,
  knows: adviceForm,
  allows: advicePolicy.ask,
  decides: (_known, answers) => askForAdvice(answers),
  async saves(writing, fact) {
    const adviceId = writing.newId()
    // a key of its own: what is asked can be destroyed by itself one day
    writing.newKey(adviceId)
    await writing.tx
      .insertInto('casework.advice')
      .values({
        id: adviceId,
        asked_by: writing.viewer.id,
        agency_id: writing.viewer.agencyId,
        asked_at: writing.now,
        sealed: writing.seal(adviceId, 'advice', fact.answers),
      })
      .execute()
    fact.adviceId = adviceId
  },
})

export const giveAdvice = command({
  name: 'advice.answer',
  zone: 'casework',
  summary: 'Answer a question for advice',
  asks: answerAdviceQuestions,
  knows: adviceToAnswer,
  allows: advicePolicy.answer,
  decides: (known, answers, { viewer }) => answerAdvice(known, answers, viewer),
  async saves(writing, fact) {
    await addStep(writing, fact, 'answered', fact.answers.advised)
    await tellTheAsker(writing, fact)
  },
})

export const recordAdviceDone = command({
  name: 'advice.record-done',
  zone: 'casework',
  summary: 'Record what was done after advice',
  asks: adviceDoneQuestions,
  knows: oneAdvice,
  allows: advicePolicy.recordDone,
  decides: recordWhatWasDone,
  saves: (writing, fact) => addStep(writing, fact, 'done', fact.answers.outcome),
})

async function addStep(
  writing: Writing,
  { adviceId, askedById, answers }: { adviceId: string; askedById: string; answers: object },
  step: 'answered' | 'done',
  outcome: string,
) {
  await writing.tx
    .insertInto('casework.advice_step')
    .values({
      id: writing.newId(),
      advice_id: adviceId,
      asked_by: askedById,
      step,
      outcome,
      sealed: writing.seal(adviceId, 'advice_step', answers),
      recorded_by: writing.viewer.id,
      recorded_at: writing.now,
    })
    .execute()
}
