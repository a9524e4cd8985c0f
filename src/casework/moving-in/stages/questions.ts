import {
  type Answers,
  choice,
  date,
  hidden,
  list,
  narrative,
  number,
  text,
  yesNo,
} from '../../../platform/pure/questions.ts'

/** What may have happened to a case before it is moved in, in the order of the journey. */
export const steps = [
  'gateway',
  'section 36',
  'panel',
  'agenda',
  'lead professional',
  'consent',
  'plan',
  'exit',
  '6-month review',
  '12-month review',
] as const
export type StepName = (typeof steps)[number]

const person = { label: 'Somebody who works here', as: 'select', uuid: true, optional: true } as const

/** One step of the way of a case, as the record before has it: what a job answers, row by row. */
export const stepQuestions = {
  step: choice({ label: 'Step', missing: 'Say which step', options: steps.map((value) => ({ value, label: value })) }),
  on: date({ label: 'Day', missing: 'Enter the day' }),
  place: number({ label: 'Place among the steps of the row', missing: 'Enter the place', most: 20 }),
  isLast: yesNo({ label: 'Nothing follows it', missing: 'Say whether anything follows it' }),
  isOpen: yesNo({ label: 'The case has not left support', missing: 'Say whether the case has left support' }),
  by: text({ label: 'Whose it was', missing: 'Say whose it was' }),
  byStaff: choice({ ...person, missing: 'Choose whose it was', optionsFrom: 'staff' }),
  words: narrative({ label: 'Grounds', missing: 'Enter the grounds', most: 20_000 }),
  outcome: text({ label: 'Outcome', optional: true }),
  ground: text({ label: 'Why not suitable', optional: true }),
  trackerReference: text({ label: 'Reference in the national tracker', optional: true }),
  trackerOn: date({ label: 'Date in the national tracker', optional: true, past: true }),
  panel: hidden({ uuid: true, optional: true }),
  meeting: hidden({ uuid: true, optional: true }),
  name: text({ label: 'Who answered', optional: true }),
  whoMay: text({ label: 'Why they may', optional: true }),
  until: date({ label: 'Until', optional: true }),
  needs: list({
    label: 'Needs',
    item: 'need',
    least: 0,
    most: 20,
    of: { need: narrative({ label: 'Need', missing: 'Enter the need', most: 2_000 }) },
  }),
  nature: text({ label: 'Kind of support', optional: true }),
  staff: choice({ ...person, missing: 'Choose who it is', optionsFrom: 'staff' }),
  sessions: number({ label: 'Sessions commissioned', optional: true, most: 200 }),
}
export type Step = Answers<typeof stepQuestions>
