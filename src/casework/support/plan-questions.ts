import { type Answers, choice, date, hidden, list, narrative, number, yesNo } from '../../platform/pure/questions.ts'
import { natures } from './code-lists.ts'

const acting = { onlyWhen: { question: 'answer', is: 'action' } } as const
const nature = {
  label: 'What kind of support is it?',
  missing: 'Choose what kind of support it is',
  options: natures,
  as: 'select',
} as const
const provider = {
  label: 'Who is responsible for providing it?',
  missing: 'Choose who is responsible for providing it',
  optionsFrom: 'providers',
  uuid: true,
  as: 'select',
} as const
const how = {
  label: 'How will it be provided?',
  missing: 'Enter how it will be provided',
  most: 5_000,
  rows: 3,
} as const
const startsOn = {
  label: 'When does it start?',
  missing: 'Enter the day on which it starts',
  called: 'The day',
} as const
const sessions = {
  label: 'How many sessions are commissioned?',
  hint: 'Enter 0 if it is not counted in sessions.',
  missing: 'Enter how many sessions are commissioned',
  called: 'The number of sessions',
  most: 200,
} as const
const restsOnConsent = {
  label: 'Does it rest on consent?',
  hint: 'Answer no only for a service that the person has by law or already, such as school or social care.',
  missing: 'Say whether it rests on consent',
} as const

export const planQuestions = {
  needs: list({
    label: 'Needs, and what is done about each',
    item: 'need',
    most: 20,
    of: {
      /** The need of an assessment that this one answers. */
      found: hidden({ uuid: true, optional: true }),
      need: narrative({ label: 'What is the need?', missing: 'Enter the need', most: 2_000, rows: 3 }),
      answer: choice({
        label: 'What is done about it?',
        missing: 'Choose what is done about it',
        options: { action: 'An action', reason: 'Nothing, for a reason' },
      }),
      reason: narrative({
        label: 'Why is nothing done about it?',
        missing: 'Enter why nothing is done about it',
        most: 2_000,
        rows: 3,
        onlyWhen: { question: 'answer', is: 'reason' },
      }),
      nature: choice({ ...nature, ...acting }),
      provider: choice({ ...provider, ...acting }),
      how: narrative({ ...how, ...acting }),
      startsOn: date({ ...startsOn, ...acting }),
      sessions: number({ ...sessions, ...acting }),
      restsOnConsent: yesNo({ ...restsOnConsent, ...acting }),
    },
  }),
  asked: yesNo({
    label: 'Was the person asked what they want from the plan?',
    missing: 'Say whether the person was asked what they want from the plan',
  }),
  input: narrative({
    label: 'What did they say?',
    missing: 'Enter what they said',
    most: 5_000,
    onlyWhen: { question: 'asked', is: true },
  }),
  noInput: narrative({
    label: 'Why were they not asked?',
    missing: 'Enter why they were not asked',
    most: 5_000,
    onlyWhen: { question: 'asked', is: false },
  }),
}
export type Plan = Answers<typeof planQuestions>

export const reasonQuestions = {
  needId: choice({ label: 'Which need?', missing: 'Choose the need', optionsFrom: 'unmet', uuid: true }),
  reason: narrative({
    label: 'Why is nothing done about it?',
    missing: 'Enter why nothing is done about it',
    most: 2_000,
    rows: 3,
  }),
}
export type Reason = Answers<typeof reasonQuestions>

export const actionQuestions = {
  needId: choice({ label: 'Which need is it for?', missing: 'Choose the need', optionsFrom: 'needs' }),
  newNeed: narrative({
    label: 'What is the need?',
    missing: 'Enter the need',
    most: 2_000,
    rows: 3,
    onlyWhen: { question: 'needId', is: 'new' },
  }),
  nature: choice(nature),
  provider: choice(provider),
  how: narrative(how),
  startsOn: date(startsOn),
  sessions: number(sessions),
  restsOnConsent: yesNo(restsOnConsent),
}
export type PlanAction = Answers<typeof actionQuestions>

export const sessionQuestions = {
  heldOn: date({
    label: 'When was the session?',
    missing: 'Enter the day of the session',
    called: 'The day of the session',
    past: true,
  }),
  attended: yesNo({ label: 'Did the person attend?', missing: 'Say whether the person attended' }),
  done: narrative({
    label: 'What was done?',
    hint: 'If they did not come, what happened and what you did about it.',
    missing: 'Enter what was done',
    most: 10_000,
  }),
}
export type Session = Answers<typeof sessionQuestions>

export const endReasons = {
  given: 'The support was given',
  'not needed': 'It is no longer needed',
  'not wanted': 'The person no longer wants it',
  'provider stopped': 'The provider can no longer give it',
  replaced: 'Something else takes its place',
}
export const endActionQuestions = {
  why: choice({ label: 'Why does this action end?', missing: 'Choose why this action ends', options: endReasons }),
  words: narrative({ label: 'Say more', missing: 'Say more about why it ends', most: 5_000 }),
  whyFewer: narrative({
    label: 'Why were fewer sessions delivered than commissioned?',
    hint: 'Needed only when that is so.',
    most: 5_000,
    optional: true,
  }),
}
export type EndAction = Answers<typeof endActionQuestions>
