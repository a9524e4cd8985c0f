import { type Answers, choice, date, narrative, text, yesNo } from '../../platform/pure/questions.ts'

export const leadQuestions = {
  leadId: choice({
    label: 'Who is the lead professional?',
    hint: 'They own the contact with the person and the plan. They see the whole case from now on.',
    missing: 'Choose the lead professional',
    optionsFrom: 'leads',
    uuid: true,
    as: 'select',
  }),
}

/** In whose hands consent is: CTSA 2015 s.36 and its notes, para 206; facts 1.7. */
export const ofWhom = {
  'the person': 'The person',
  'parent or guardian': 'A parent or guardian, because the person is under 18',
  'the council': 'The council that holds parental responsibility under a care order',
  'best-interests decision-maker': 'Whoever makes the best-interests decision, because the person lacks capacity',
}
export const ways = {
  'in person': 'In person',
  'by telephone': 'By telephone',
  'by video call': 'By video call',
  'in writing': 'In writing',
}

export const consentPlanQuestions = {
  ofWhom: choice({ label: 'Who is to be asked?', missing: 'Choose who is to be asked', options: ofWhom }),
  parentRisk: yesNo({
    label: 'Is this parent or guardian believed to be a source of risk?',
    missing: 'Say whether this parent or guardian is believed to be a source of risk',
    onlyWhen: { question: 'ofWhom', is: 'parent or guardian' },
  }),
  socialCareDecision: narrative({
    label: "What was decided with children's social care?",
    hint: 'A parent believed to be a source of risk is approached only after this decision. Say who decided, when and why.',
    missing: "Enter what was decided with children's social care",
    most: 5_000,
    onlyWhen: { question: 'parentRisk', is: true },
  }),
  name: text({ label: 'Name of whoever is to be asked', missing: 'Enter the name of whoever is to be asked' }),
  how: choice({ label: 'How will they be asked?', missing: 'Choose how they will be asked', options: ways }),
  askOn: date({
    label: 'When will they be asked?',
    missing: 'Enter the day on which they will be asked',
    called: 'The day',
  }),
  byWhom: choice({
    label: 'Who will ask?',
    missing: 'Choose who will ask',
    optionsFrom: 'askers',
    uuid: true,
    as: 'select',
  }),
  words: narrative({
    label: 'What to bear in mind',
    hint: 'For example an interpreter, adjustments, a place where they are at ease.',
    most: 5_000,
    optional: true,
  }),
}
export type ConsentPlan = Answers<typeof consentPlanQuestions>

export const whoMay = {
  adult: 'The person, who is 18 or over and able to decide',
  'parent or guardian': 'A parent or guardian of a person under 18',
  'each holder of parental responsibility': 'Each holder of parental responsibility, all of whom were asked',
  'council under a care order': 'The council, which holds parental responsibility under a care order',
  'best interests': 'A best-interests decision for an adult who lacks capacity',
  'young person': 'The young person, who may refuse or withdraw for themselves',
}

export const consentQuestions = {
  answer: choice({
    label: 'What was the answer?',
    missing: 'Choose what the answer was',
    options: [
      { value: 'given', label: 'Consent was given' },
      { value: 'refused', label: 'Consent was refused', hint: 'Support that rests on consent ends at once.' },
      { value: 'withdrawn', label: 'Consent was withdrawn', hint: 'Support that rests on consent ends at once.' },
    ],
  }),
  whoMay: choice({ label: 'Who answered?', missing: 'Choose who answered', options: whoMay }),
  name: text({ label: 'Name of whoever answered', missing: 'Enter the name of whoever answered' }),
  evidence: narrative({
    label: 'How do you know that they may decide?',
    hint: 'For example the capacity assessment, the care order, or how parental responsibility was established.',
    missing: 'Enter how you know that they may decide',
    most: 5_000,
  }),
  ownView: narrative({
    label: "The young person's own view",
    hint: 'Needed when somebody else answers for a person under 18. If they were not asked, say why.',
    most: 5_000,
    optional: true,
  }),
  how: choice({ label: 'How did they answer?', missing: 'Choose how they answered', options: ways }),
  answeredOn: date({
    label: 'On which day?',
    missing: 'Enter the day of the answer',
    called: 'The day of the answer',
    past: true,
  }),
  words: narrative({ label: 'What was said', missing: 'Enter what was said', most: 5_000 }),
  expiresOn: date({
    label: 'Until when does consent stand?',
    hint: 'Leave blank for as long as consent stands here: 12 months, unless the town’s target says otherwise.',
    called: 'The last day',
    onlyWhen: { question: 'answer', is: 'given' },
    optional: true,
  }),
}
export type ConsentAnswer = Answers<typeof consentQuestions>
