import { choice, date, narrative, text, type Answers } from '../../platform/pure/questions.ts'

/** Where somebody is passed on to when their need is another's to meet. */
export const services = {
  "children's social care": "Children's social care",
  "adults' social care": "Adults' social care",
  'early help': 'Early help or the common assessment',
  health: 'Health, mental health included',
  housing: 'Housing',
  'another panel': 'Another Channel panel',
  'another service': 'Another service',
} as const

/** From a list: the ledger of what was disclosed keeps no narrative. */
export const reasons = {
  'a child was referred': 'A child was referred',
  'an adult who lives with a child or cares for one was referred':
    'An adult was referred who lives with a child or cares for one',
  'an adult may be at risk': 'An adult may be at risk',
  'another service meets the need': 'Another service meets the need',
  'the person has moved': 'The person has moved to another area',
} as const

export const handOverQuestions = {
  toService: choice({ label: 'To which service?', missing: 'Choose the service', options: services }),
  why: choice({ label: 'Why?', missing: 'Choose why', options: reasons }),
  asks: narrative({
    label: 'What is the service asked to do?',
    missing: 'Enter what the service is asked to do',
    most: 5_000,
    rows: 4,
  }),
}
export type HandingOver = Answers<typeof handOverQuestions>

const onDay = (label: string) => date({ label, called: 'The date', past: true, missing: 'Enter the date' })

export const sentQuestions = {
  on: onDay('When was it sent?'),
  how: choice({
    label: 'How was it sent?',
    missing: 'Choose how it was sent',
    options: {
      'secure mail': 'By secure mail',
      'their own form': 'By the service’s own form',
      telephone: 'By telephone, and in writing afterwards',
      'in person': 'In person',
    },
  }),
  to: text({ label: 'To whom?', hint: 'A name, or the team or front door', missing: 'Enter to whom it was sent' }),
  reference: text({ label: 'Their reference', optional: true, most: 60, width: 20 }),
}
export type Sent = Answers<typeof sentQuestions>

export const answerQuestions = {
  answer: choice({
    label: 'What did the service answer?',
    missing: 'Choose what the service answered',
    options: { accepted: 'Accepted', refused: 'Refused' },
  }),
  reason: narrative({
    label: 'Why was it refused?',
    missing: 'Enter why it was refused',
    most: 5_000,
    rows: 4,
    onlyWhen: { question: 'answer', is: 'refused' },
  }),
  on: onDay('When did they answer?'),
  by: text({ label: 'Who answered?', missing: 'Enter who answered' }),
}
export type Answered = Answers<typeof answerQuestions>

export const outcomeQuestions = {
  outcome: narrative({
    label: 'What came of it?',
    hint: 'What the service did, or what was done instead after a refusal',
    missing: 'Enter what came of it',
    most: 5_000,
  }),
  on: onDay('When was that?'),
}
export type Outcome = Answers<typeof outcomeQuestions>
