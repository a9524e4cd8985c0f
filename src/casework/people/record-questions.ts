import {
  type Answers,
  choice,
  choices,
  date,
  email,
  narrative,
  number,
  text,
  yesNo,
} from '../../platform/pure/questions.ts'
import { ethnicGroups } from '../referrals/pure.ts'

/** Whatever is recorded about a person says from whom it is known. */
const source = text({
  label: 'How is it known, and from whom?',
  hint: 'For example: the person said so; a letter of their school',
  missing: 'Enter how it is known, and from whom',
  called: 'The source',
})

export const nameQuestions = {
  kind: choice({
    label: 'What kind of name is it?',
    missing: 'Choose what kind of name it is',
    options: {
      'known as': 'What they are called: shown at the top of their cases from now on',
      alias: 'Another name that they use or used',
      transliteration: 'The same name in another script or spelling',
    },
  }),
  givenNames: text({ label: 'Forenames', hint: 'Give at least one name', optional: true }),
  familyName: text({ label: 'Surname', optional: true }),
  source,
}

export const birthQuestions = {
  born: date({ label: 'Birth date', hint: 'Leave this empty if it is not known', past: true, optional: true }),
  ageAbout: number({
    label: 'Approximate age',
    hint: 'Only if the birth date is not known',
    called: 'The age',
    most: 120,
    optional: true,
  }),
  source,
}

export const addressQuestions = {
  address: text({ label: 'Address', missing: 'Enter the address', most: 300 }),
  postcode: text({ label: 'Postcode', optional: true, most: 10, width: 10 }),
  which: choice({
    label: 'What it is',
    missing: 'Choose what it is',
    options: { current: 'Where they live', previous: 'Where they lived', other: 'Where they often stay' },
  }),
  source,
}

export const contactQuestions = {
  telephone: text({ label: 'Telephone number', optional: true, width: 20 }),
  email: email({ label: 'Email address', optional: true, autocomplete: 'off' }),
  safely: text({ label: 'When and how is it safe to get in touch?', optional: true, most: 500 }),
  source,
}

export const languageQuestions = {
  language: text({ label: 'Language', missing: 'Enter the language' }),
  interpreter: yesNo({ label: 'Do they need an interpreter?', missing: 'Say whether they need an interpreter' }),
  source,
}

export const adjustmentQuestions = {
  adjustment: narrative({
    label: 'What has to be done differently, so that they can take part?',
    hint: 'For example: short meetings, plain words in writing, a room without steps',
    missing: 'Enter what has to be done differently',
    called: 'The adjustment',
    most: 2_000,
    rows: 3,
  }),
  source,
}

/** Equality Act 2010 s.4, as far as it is asked here; the public sector equality duty (s.149) needs it to be known. */
export const characteristics = {
  ethnicity: 'Ethnic group',
  disability: 'Disability',
  'religion or belief': 'Religion or belief',
  sex: 'Sex',
  'gender identity': 'Gender identity',
  'sexual orientation': 'Sexual orientation',
} as const
export type Characteristic = keyof typeof characteristics

export const knownHow = {
  'self-described': 'They said so themselves',
  'recorded by another': 'Somebody else recorded it',
  'not asked': 'They have not been asked',
  declined: 'They were asked and declined to say',
} as const

const known = ['self-described', 'recorded by another'] as const

export const equalityQuestions = {
  characteristic: choice({
    label: 'What is it about?',
    missing: 'Choose what it is about',
    options: characteristics,
  }),
  known: choice({
    label: 'How is it known?',
    hint: 'It is asked so that unfairness can be seen. Do not guess',
    missing: 'Choose how it is known',
    options: knownHow,
  }),
  ethnicGroup: choice({
    label: 'Ethnic group',
    hint: 'If it is about the ethnic group and known',
    as: 'select',
    optional: true,
    options: ethnicGroups.map((value) => ({ value, label: value })),
  }),
  words: text({
    label: 'In their own words, or as it was recorded',
    optional: true,
    onlyWhen: { question: 'known', is: known },
  }),
}

export const lookedAfterQuestions = {
  status: choice({
    label: 'Are they looked after by a council?',
    missing: 'Choose whether they are looked after',
    options: {
      'not looked after': 'No',
      'care order': 'Yes, under a care order (Children Act 1989, section 31)',
      accommodated: 'Yes, accommodated with agreement (Children Act 1989, section 20)',
      'care leaver': 'They were, and are a care leaver',
      'not known': 'It is not known',
    },
  }),
  council: text({ label: 'Which council?', optional: true }),
  source,
}

export const relationshipQuestions = {
  name: text({ label: 'Their name', missing: 'Enter their name' }),
  relation: choice({
    label: 'Who are they to the person?',
    missing: 'Choose who they are to the person',
    options: {
      parent: 'Parent',
      guardian: 'Guardian',
      carer: 'Carer, foster carers included',
      'sibling in the home': 'Brother or sister in the home',
      'adult in the home': 'Another adult in the home who cares for them',
    },
  }),
  responsibility: choice({
    label: 'Do they hold parental responsibility?',
    optional: true,
    options: { yes: 'Yes', no: 'No', 'not known': 'It is not known' },
  }),
  serves: narrative({
    label: 'How does it serve the person’s support that they are recorded here?',
    hint: 'Nobody is recorded for knowing the person. Who a person associates with does not belong here',
    missing: 'Enter how it serves the person’s support',
    called: 'The reason',
    most: 1_000,
    rows: 3,
  }),
  contact: text({ label: 'How to reach them', optional: true }),
  source,
}

export const wrongQuestions = {
  why: narrative({
    label: 'What is wrong with it, or what has changed?',
    hint: 'It stays on record, marked with this',
    missing: 'Enter what is wrong with it, or what has changed',
    called: 'The reason',
    most: 2_000,
    rows: 3,
  }),
}

export const mergeQuestions = {
  other: choice({
    label: 'Which record is of the same person?',
    hint: 'Everything that hangs on it will hang on this one. It can be undone, and nothing is lost',
    missing: 'Choose which record is of the same person',
    optionsFrom: 'others',
    uuid: true,
  }),
  grounds: narrative({
    label: 'Why are they the same?',
    hint: 'What agrees, what differs and why, whom you asked',
    called: 'The grounds',
    missing: 'Enter why they are the same',
    most: 5_000,
  }),
}

export const unmergeQuestions = {
  also: choices({
    label: 'What was recorded since: which of it belongs to the record that is separated?',
    hint: 'What you do not choose stays here. What was there before goes back by itself',
    optionsFrom: 'added',
    uuid: true,
    optional: true,
  }),
  grounds: narrative({
    label: 'Why are they two people?',
    called: 'The grounds',
    missing: 'Enter why they are two people',
    most: 5_000,
  }),
}

export type NameAnswers = Answers<typeof nameQuestions>
export type BirthAnswers = Answers<typeof birthQuestions>
export type EqualityAnswers = Answers<typeof equalityQuestions>
