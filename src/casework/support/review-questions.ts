import { type Answers, choice, date, list, narrative, text } from '../../platform/pure/questions.ts'
import { exitReasons } from './code-lists.ts'

export const reviewOutcomes = {
  continue: 'Go on as planned',
  revise: 'Revise the plan',
  'withdraw support': 'Withdraw support',
  'ready for exit': 'Ready for exit',
}
export const reviewQuestions = {
  reviewedOn: date({
    label: 'When was the plan reviewed?',
    missing: 'Enter the day of the review',
    called: 'The day of the review',
    past: true,
  }),
  contributions: list({
    label: 'Who took part, and what each contributed',
    item: 'contribution',
    most: 30,
    of: {
      who: text({ label: 'Who', missing: 'Enter who took part' }),
      said: narrative({ label: 'What they contributed', missing: 'Enter what they contributed', most: 5_000, rows: 3 }),
    },
  }),
  outcome: choice({ label: 'What was the outcome?', missing: 'Choose the outcome', options: reviewOutcomes }),
  words: narrative({ label: 'Reasons for the outcome', missing: 'Enter the reasons for the outcome', most: 5_000 }),
  nextOn: date({
    label: 'When is the next review?',
    called: 'The next review',
    hint: 'Needed when support goes on.',
    optional: true,
    future: true,
  }),
}
export type PlanReview = Answers<typeof reviewQuestions>

export const exitQuestions = {
  reason: choice({
    label: 'Why does the case leave support?',
    missing: 'Choose why the case leaves support',
    options: exitReasons,
  }),
  exitedOn: date({
    label: 'On which day?',
    missing: 'Enter the day of the exit',
    called: 'The day of the exit',
    past: true,
  }),
  words: narrative({ label: 'The reason in words', missing: 'Enter the reason in words', most: 10_000 }),
  views: list({
    label: 'What each member of the panel thought',
    item: 'view',
    most: 30,
    of: {
      who: text({ label: 'Member and agency', missing: 'Enter the member and agency' }),
      view: narrative({ label: 'Their view', missing: 'Enter their view', most: 5_000, rows: 3 }),
    },
  }),
  chairsReason: narrative({
    label: "The chair's reason for an exit with work left open",
    hint: 'Only when an action is open, sessions are missing or there is no assessment at the exit, and only from the panel chair.',
    most: 5_000,
    optional: true,
  }),
}
export type Exit = Answers<typeof exitQuestions>

export const afterwardsOutcomes = {
  'no concern': 'No concern',
  'more time': 'More time is needed',
  'concern found': 'A concern was found',
}
export const afterwardsQuestions = {
  kind: choice({ label: 'Which review is it?', missing: 'Choose which review it is', optionsFrom: 'reviews' }),
  reviewedOn: date({
    label: 'When was it carried out?',
    missing: 'Enter the day of the review',
    called: 'The day of the review',
    past: true,
  }),
  evidence: narrative({
    label: 'What was found, and from whom',
    missing: 'Enter what was found, and from whom',
    most: 10_000,
  }),
  whyEarly: narrative({
    label: 'Why is it this early?',
    hint: 'Needed when the review is more than a month before it is due.',
    most: 2_000,
    rows: 3,
    optional: true,
  }),
  outcome: choice({
    label: 'What was the outcome?',
    missing: 'Choose the outcome',
    options: [
      { value: 'no concern', label: afterwardsOutcomes['no concern'] },
      { value: 'more time', label: afterwardsOutcomes['more time'] },
      { value: 'concern found', label: afterwardsOutcomes['concern found'], hint: 'The case goes back to the panel.' },
    ],
  }),
  nextOn: date({
    label: 'When will it be looked at again?',
    called: 'The next review',
    future: true,
    optional: true,
    onlyWhen: { question: 'outcome', is: 'more time' },
  }),
}
export type Afterwards = Answers<typeof afterwardsQuestions>
