import { type Answers, choice, date, narrative, text } from '../../platform/pure/questions.ts'

/** What an enquiry is for, as the ledger keeps it: from a list, so that nothing about the person stands there. */
export const purposes = {
  'to decide whether the panel should see the case': 'To decide whether the panel should see the case',
  'to assess how vulnerable the person is': 'To assess how vulnerable the person is to being drawn into terrorism',
  'to plan or review support': 'To plan or review support',
  'to review the case after it ended': 'To review the case after it ended',
  'to keep somebody safe now': 'To keep the person or somebody else safe now',
}

export const enquiryQuestions = {
  agency: choice({
    label: 'Which agency do you ask?',
    missing: 'Choose the agency',
    optionsFrom: 'agencies',
    uuid: true,
  }),
  purpose: choice({ label: 'What is it for?', missing: 'Choose what it is for', options: purposes }),
  lawfulBasis: choice({
    label: 'On what lawful basis?',
    missing: 'Choose the lawful basis',
    optionsFrom: 'bases',
  }),
  question: narrative({
    label: 'What do you ask?',
    hint: 'One question, with no more about the person than the agency needs to answer it. Nothing obtained from an intelligence service belongs here.',
    missing: 'Enter what you ask',
    most: 5_000,
  }),
  dueOn: date({ label: 'By when do you need the answer?', missing: 'Enter the day', called: 'The day', future: true }),
}
export type Enquiry = Answers<typeof enquiryQuestions>

export const askHigherQuestions = {
  why: narrative({
    label: 'Why do you ask again?',
    hint: 'What the senior contact should weigh: what depends on the answer, and why the ground does not settle it. They read this with the question.',
    missing: 'Enter why you ask again',
    called: 'The reason',
    most: 5_000,
  }),
  dueOn: date({ label: 'By when do you need the answer?', missing: 'Enter the day', called: 'The day', future: true }),
}
export type AskedHigher = Answers<typeof askHigherQuestions>

export const sharingQuestions = {
  agency: choice({
    label: 'With which agency may this case be shared?',
    hint: 'Agencies that have no information-sharing agreement now',
    missing: 'Choose the agency',
    optionsFrom: 'agencies',
    uuid: true,
  }),
  lawfulBasis: choice({ label: 'On what lawful basis?', missing: 'Choose the lawful basis', optionsFrom: 'bases' }),
  reasons: narrative({
    label: 'Why must it be shared without an agreement?',
    missing: 'Enter the reasons',
    called: 'The reasons',
    most: 5_000,
  }),
  endsOn: date({
    label: 'Last day',
    hint: 'Sharing ends by itself after this day',
    missing: 'Enter the last day',
    future: true,
  }),
}
export type SharingDecision = Answers<typeof sharingQuestions>

export const codeQuestions = {
  code: text({
    label: 'The six-digit code',
    missing: 'Enter the code from the mail',
    called: 'The code',
    width: 10,
    autocomplete: 'one-time-code',
    shape: { pattern: /^\s*(\d\s*){6}$/, otherwise: 'The code is 6 digits, like 012345' },
  }),
}

export const replyQuestions = {
  outcome: choice({
    label: 'Your answer',
    missing: 'Choose your answer',
    options: {
      'not held': 'We hold nothing about this',
      held: 'We hold something, and answer here',
      'held, contact me': 'We hold something: contact me about it',
      refused: 'We cannot answer',
    },
  }),
  answer: narrative({
    label: 'What do you hold?',
    hint: 'Only what answers the question. Nothing obtained from an intelligence service belongs here.',
    missing: 'Enter what you hold',
    called: 'The answer',
    onlyWhen: { question: 'outcome', is: 'held' },
  }),
  contact: text({
    label: 'Whom to contact, and how',
    hint: 'A name, and a telephone number or an email address',
    missing: 'Enter whom to contact, and how',
    onlyWhen: { question: 'outcome', is: 'held, contact me' },
  }),
  ground: choice({
    label: 'Why not?',
    missing: 'Choose why you cannot answer',
    options: {
      'no lawful way to share it': 'There is no lawful way to share it',
      'not appropriate for us': 'It is not appropriate for our work',
      'not practicable': 'It cannot reasonably be done',
      'another agency holds it': 'Another agency holds it',
    },
    onlyWhen: { question: 'outcome', is: 'refused' },
  }),
  explanation: narrative({
    label: 'Anything that helps to understand this',
    most: 5_000,
    optional: true,
    onlyWhen: { question: 'outcome', is: 'refused' },
  }),
  by: text({ label: 'Your name and job', missing: 'Enter your name and job', autocomplete: 'name' }),
}
export type Reply = Answers<typeof replyQuestions>
