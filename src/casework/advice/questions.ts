import { choice, narrative, text, type Answers } from '../../platform/pure/questions.ts'

/** Advice is about nobody in particular: kept as advice, never as a record of a person (casework.md, Referrals). */
export const askAdviceQuestions = {
  about: text({
    label: 'What is it about, in a few words?',
    hint: 'For example: a pupil’s drawings, a colleague’s remarks. No name',
    missing: 'Enter in a few words what it is about',
    most: 120,
  }),
  question: narrative({
    label: 'What do you want to ask?',
    hint: 'Say what you saw or heard and what you are unsure of. Name nobody, and leave out whatever would tell who it is: an address, a birth date, the name of a small class',
    missing: 'Enter what you want to ask',
    most: 10_000,
  }),
}
export type AskedForAdvice = Answers<typeof askAdviceQuestions>

export const answerAdviceQuestions = {
  answer: narrative({
    label: 'Your answer',
    hint: 'What to look at, whom to speak to, whether to refer and why. If the question names somebody, ask for a referral instead and repeat no name here',
    missing: 'Enter your answer',
    most: 10_000,
  }),
  advised: choice({
    label: 'What do you advise?',
    missing: 'Choose what you advise',
    options: {
      refer: 'Refer the person',
      'another service': 'Go to another service',
      'watch and talk': 'Talk with the person or those around them, and stay attentive',
      'nothing more': 'Nothing more is needed',
    },
  }),
}
export type AdviceAnswer = Answers<typeof answerAdviceQuestions>

export const adviceDoneQuestions = {
  outcome: choice({
    label: 'What was done?',
    missing: 'Choose what was done',
    options: {
      referred: 'The person was referred',
      'another service': 'Another service was asked',
      'talked with them': 'Somebody talked with the person or those around them',
      'nothing more': 'Nothing more was needed',
    },
  }),
  more: narrative({
    label: 'More about it',
    hint: 'Still without naming anybody',
    most: 5_000,
    optional: true,
    rows: 4,
  }),
}
export type AdviceDone = Answers<typeof adviceDoneQuestions>
