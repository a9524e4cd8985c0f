import { command } from '../../platform/command.ts'
import { endGrants, grant } from '../cases/index.ts'
import { mistakePolicy } from './policy.ts'
import { mistakeLetter, mistakeToAnswer, mistakeToAsk } from './queries.ts'
import {
  answerMistakenQuestions,
  askMistakenQuestions,
  letterDeferredQuestions,
  letterSentQuestions,
} from './questions.ts'
import { answerTheFinding, askForTheFinding, deferLetter, recordLetter } from './rules.ts'
import { addStep } from './saving.ts'

/** Who is let into a case to say whether it was a mistake: ended as soon as they answered. */
const secondPerson = { to: { role: 'senior officer' }, why: 'a mistake needs a second person' }

export const askMistaken = command({
  name: 'mistakes.ask',
  zone: 'casework',
  summary: 'Ask a second, senior person whether a referral was a mistake',
  asks: askMistakenQuestions,
  knows: mistakeToAsk,
  allows: mistakePolicy.ask,
  decides: askForTheFinding,
  async saves(writing, fact) {
    await addStep(writing, fact)
    await grant(writing, { caseId: fact.caseId, level: 'full', ...secondPerson })
  },
})

export const answerMistaken = command({
  name: 'mistakes.answer',
  zone: 'casework',
  summary: 'Say, as the second and senior person, whether a referral was a mistake',
  asks: answerMistakenQuestions,
  knows: mistakeToAnswer,
  allows: mistakePolicy.answer,
  decides: answerTheFinding,
  async saves(writing, fact) {
    const foundBy = 'the coordinator and a second person' as const
    await addStep(writing, { ...fact, ...(fact.step === 'found' ? { foundBy } : {}) })
    await endGrants(writing, { caseId: fact.caseId, ...secondPerson, because: 'it was answered' })
  },
})

const letter = { zone: 'casework', knows: mistakeLetter, allows: mistakePolicy.letter, saves: addStep } as const

export const recordLetterSent = command({
  ...letter,
  name: 'mistakes.record-letter',
  summary: 'Record that the letter on a mistaken referral was given',
  asks: letterSentQuestions,
  decides: recordLetter,
})

export const deferTheLetter = command({
  ...letter,
  name: 'mistakes.defer-letter',
  summary: 'Defer the letter on a mistaken referral, with reasons and a day',
  asks: letterDeferredQuestions,
  decides: deferLetter,
})
