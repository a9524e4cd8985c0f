import {
  type Answers,
  choice,
  choices,
  confirm,
  date,
  list,
  narrative,
  number,
  type Option,
  text,
  time,
} from '../../platform/pure/questions.ts'

/** What a panel can be asked about a case: each kind of item with what may come out of it, in the words of the room. */
export const outcomesOf = {
  'new case': {
    adopted: 'Adopt the case: support is offered, with consent',
    'not adopted': 'Do not adopt it: other support is considered',
    'more information': 'More information is needed: back on the next agenda',
  },
  'plan review': {
    continue: 'Continue the support as planned',
    revise: 'Revise the plan',
    'withdraw support': 'Withdraw the support',
    'ready for exit': 'The case is ready for exit',
    'more information': 'More information is needed: back on the next agenda',
  },
  'post-exit review': {
    'no concern': 'No concern was found',
    'more time': 'Keep the case under review for longer',
    'concern found': 'A concern was found: the case comes back to the panel',
    'more information': 'More information is needed: back on the next agenda',
  },
  'further assessment': {
    'no concern': 'No concern was found',
    'more time': 'Assess again later',
    'concern found': 'A concern was found: the case comes back to the panel',
    'more information': 'More information is needed: back on the next agenda',
  },
} as const
export type ItemKind = keyof typeof outcomesOf

/** What ends the panel's part in somebody, or their support, or the concern: its grounds are looked at. */
export const outcomesThatEnd: readonly string[] = ['not adopted', 'withdraw support', 'ready for exit', 'no concern']

export const rungs = {
  consensus: 'By consensus: no agency present holds another view',
  majority: 'By the majority of the panel',
  chair: 'By the chair, because there was no majority',
} as const
export type Rung = keyof typeof rungs

export const outcomeOptions = (kind: ItemKind): Option[] =>
  Object.entries(outcomesOf[kind]).map(([value, label]) => ({ value, label }))
export const viewOptions = (kind: ItemKind): Option[] => [
  ...outcomeOptions(kind),
  { value: 'no view', label: 'The agency takes no view' },
]

export const termsQuestions = {
  name: text({ label: 'Name of the panel', missing: 'Enter the name of the panel' }),
  council: choice({
    label: 'Which council is responsible for the panel?',
    hint: 'The local authority chairs (Counter-Terrorism and Security Act 2015, section 37)',
    missing: 'Choose the council',
    optionsFrom: 'councils',
    uuid: true,
    as: 'select',
  }),
  chair: choice({
    label: 'Chair',
    hint: 'From that council, with the role of panel chair',
    missing: 'Choose the chair',
    optionsFrom: 'chairs',
    uuid: true,
    as: 'select',
  }),
  deputy: choice({
    label: 'Deputy chair',
    hint: 'From that council too: takes the chair where the chair is away or has declared a conflict',
    optionsFrom: 'chairs',
    uuid: true,
    as: 'select',
    optional: true,
  }),
  interval: number({
    label: 'Weeks between meetings',
    hint: '4 unless the boards have agreed something else',
    called: 'The weeks between meetings',
    least: 1,
    most: 26,
    optional: true,
  }),
  boards: list({
    label: 'Boards that the panel reports to',
    item: 'board',
    missing: 'Add at least one board that the panel reports to',
    most: 6,
    of: { board: text({ label: 'Name of the board', missing: 'Enter the name of the board' }) },
  }),
  fromOn: date({
    label: 'From when do these terms apply?',
    hint: 'Earlier terms of this panel end the day before',
    called: 'The first day',
    missing: 'Enter the day from which these terms apply',
  }),
}

export const seatQuestions = {
  staff: choice({
    label: 'Who takes the seat?',
    hint: 'They sit for the agency they work for',
    missing: 'Choose who takes the seat',
    optionsFrom: 'staff',
    uuid: true,
    as: 'select',
  }),
  fromOn: date({ label: 'From', missing: 'Enter the day from which they sit' }),
  untilOn: date({ label: 'Until', hint: 'The last day, if it is known', called: 'The last day', optional: true }),
}
export const endSeatQuestions = {
  untilOn: date({ label: 'What is the last day of the seat?', called: 'The last day', missing: 'Enter the last day' }),
}
export const inviteQuestions = {
  staff: choice({
    label: 'Who is invited for this case?',
    hint: 'They see this case alone, until the minutes are approved',
    missing: 'Choose who is invited',
    optionsFrom: 'staff',
    uuid: true,
    as: 'select',
  }),
}

export const meetingQuestions = {
  kind: choice({
    label: 'What kind of meeting is it?',
    missing: 'Choose what kind of meeting it is',
    options: { ordinary: 'Ordinary', extraordinary: 'Extraordinary, for something urgent' },
  }),
  meetsOn: date({ label: 'Date', missing: 'Enter the date of the meeting', future: true }),
  meetsAt: time({ label: 'Time', hint: 'For example, 9:30am', missing: 'Enter the time of the meeting' }),
  place: text({ label: 'Place', missing: 'Enter where the meeting is' }),
}
export const listCaseQuestions = {
  meeting: choice({
    label: 'Which meeting?',
    missing: 'Choose the meeting',
    optionsFrom: 'meetings',
    uuid: true,
  }),
}
export const rollQuestions = {
  present: choices({
    label: 'Who is present?',
    missing: 'Choose who is present',
    optionsFrom: 'members',
    uuid: true,
  }),
  chair: choice({
    label: 'Who is in the chair?',
    hint: 'The chair, the deputy, or another member from the council',
    missing: 'Choose who is in the chair',
    optionsFrom: 'chairs',
    uuid: true,
  }),
}
export const approveQuestions = {
  read: confirm({ label: 'I have read these minutes and they are right' }),
}

export const conflictQuestions = {
  kind: choice({
    label: 'What do you declare?',
    missing: 'Choose what you declare',
    options: [
      {
        value: 'conflict',
        label: 'A conflict of interest',
        hint: 'The papers and the history of this case are closed to you at once, and your view does not count',
      },
      {
        value: 'knows through work',
        label: 'I know the person through my work',
        hint: 'This is recorded and is no conflict: you go on',
      },
    ],
  }),
  words: narrative({ label: 'Say why', missing: 'Enter why', most: 5_000 }),
  copies: choice({
    label: 'Do you have copies of the papers outside this system?',
    missing: 'Choose whether you have copies',
    onlyWhen: { question: 'kind', is: 'conflict' },
    options: {
      none: 'No',
      destroyed: 'Yes, and I will destroy them today',
      returned: 'Yes, and I will give them back to the coordinator today',
    },
  }),
}
export const viewQuestions = {
  member: choice({
    label: 'Who gave the view?',
    hint: 'It is recorded as the view of their agency',
    missing: 'Choose who gave the view',
    optionsFrom: 'members',
    uuid: true,
  }),
  view: choice({ label: "What is the agency's view?", missing: 'Choose the view', optionsFrom: 'views' }),
  words: narrative({ label: 'In their words', missing: 'Enter what was said', most: 10_000 }),
}
export const decisionQuestions = {
  outcome: choice({
    label: 'What did the panel decide?',
    missing: 'Choose what the panel decided',
    optionsFrom: 'outcomes',
  }),
  rung: choice({
    label: 'How was it decided?',
    missing: 'Choose how it was decided',
    hint: 'By consensus; else by the majority of the panel; else by the chair (section 37(6))',
    options: rungs,
  }),
  reasons: narrative({ label: 'Reasons', missing: 'Enter the reasons', most: 10_000 }),
  otherSupport: choice({
    label: 'Which other support was considered?',
    hint: 'The panel must consider a referral to a provider of health or social care (section 36(6))',
    missing: 'Choose which other support was considered',
    onlyWhen: { question: 'outcome', is: 'not adopted' },
    options: {
      'health care': 'Health care',
      'social care': 'Social care',
      'health and social care': 'Both',
      'neither needed': 'Both were considered and neither is needed',
    },
  }),
  otherSupportWords: narrative({
    label: 'What was considered, and what is arranged',
    missing: 'Enter what was considered and what is arranged',
    most: 5_000,
    onlyWhen: { question: 'outcome', is: 'not adopted' },
  }),
  despite: narrative({
    label: 'If something was missing: why the panel went on without it',
    called: 'Why the panel went on',
    most: 2_000,
    optional: true,
  }),
  despiteBy: date({
    label: 'By when it will be there',
    called: 'The day by which it will be there',
    future: true,
    optional: true,
  }),
}
export type Decision = Answers<typeof decisionQuestions>
export const dissentQuestions = {
  reasons: narrative({
    label: 'Why do you dissent?',
    hint: 'It stands in the minutes and is kept with the decision',
    missing: 'Enter why you dissent',
    most: 10_000,
  }),
}
export const actionQuestions = {
  owner: choice({
    label: 'Who does it?',
    missing: 'Choose who does it',
    optionsFrom: 'owners',
    uuid: true,
    as: 'select',
  }),
  what: narrative({ label: 'What is to be done?', missing: 'Enter what is to be done', most: 2_000, rows: 3 }),
  dueOn: date({ label: 'By when?', called: 'The day', missing: 'Enter the day by which it is done', future: true }),
}
export const finishQuestions = {
  words: narrative({ label: 'What was done?', missing: 'Enter what was done', most: 5_000 }),
}
