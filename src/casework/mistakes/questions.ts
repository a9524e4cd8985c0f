import { choice, date, narrative, type Answers } from '../../platform/pure/questions.ts'

const words = (label: string, missing: string) => narrative({ label, missing, most: 10_000 })

/** The person may ask for the finding that they were referred by mistake (trust.md, Rights). */
export const askMistakenQuestions = {
  askedBy: choice({
    label: 'Who asks for it?',
    missing: 'Choose who asks for it',
    options: {
      'the person': 'The person',
      'a parent or guardian': 'A parent or guardian',
      'somebody for them': 'Somebody whom they asked to speak for them',
      'a colleague': 'Nobody: a colleague saw that it was a mistake',
    },
  }),
  on: date({ label: 'When?', called: 'The date', past: true, missing: 'Enter when they asked' }),
  why: words('Why was it a mistake, as they say?', 'Enter why it was a mistake, as they say'),
  view: words('What do you make of it?', 'Enter what you make of it'),
}
export type MistakenAsked = Answers<typeof askMistakenQuestions>

export const answerMistakenQuestions = {
  finding: choice({
    label: 'Was it a mistake?',
    missing: 'Choose whether it was a mistake',
    options: {
      found: 'Yes: the person should not have been referred',
      'not found': 'No: the referral stands',
    },
  }),
  reasons: words('Your reasons', 'Enter your reasons'),
}
export type MistakenAnswered = Answers<typeof answerMistakenQuestions>

export const letterSentQuestions = {
  how: choice({
    label: 'How was the letter given?',
    missing: 'Choose how the letter was given',
    options: {
      'by hand': 'By hand, and talked over',
      'by post': 'By post',
      'read out': 'Read out, in their language, and left with them',
    },
  }),
  to: choice({
    label: 'To whom?',
    missing: 'Choose to whom',
    options: { 'the person': 'The person', 'a parent or guardian': 'A parent or guardian', both: 'Both' },
  }),
  on: date({ label: 'When?', called: 'The date', past: true, missing: 'Enter when it was given' }),
}
export type LetterSent = Answers<typeof letterSentQuestions>

export const letterDeferredQuestions = {
  reasons: words('Why can it not be given now?', 'Enter why it cannot be given now'),
  until: date({
    label: 'Until when?',
    hint: 'The day by which it is given, or decided again',
    called: 'The date',
    future: true,
    missing: 'Enter until when',
  }),
}
export type LetterDeferred = Answers<typeof letterDeferredQuestions>
