import { choice, date, email, list, narrative, number, text, yesNo } from '../../../platform/pure/questions.ts'
import { ethnicGroups } from '../code-lists.ts'

const few = { rows: 3, most: 5_000, optional: true } as const

/** The national form's part on the person (facts 1.11). */
export const personQuestions = {
  givenNames: text({
    section: 'Who the person is',
    label: 'Forenames',
    hint: 'Give at least one name',
    optional: true,
  }),
  familyName: text({ label: 'Surname', optional: true }),
  otherNames: list({
    label: 'Other names',
    hint: 'Names they also use or used, nicknames, other spellings. Leave this empty if there are none',
    item: 'other name',
    optional: true,
    most: 10,
    of: {
      givenNames: text({ label: 'Forenames', optional: true }),
      familyName: text({ label: 'Surname', optional: true }),
    },
  }),
  born: date({ label: 'Birth date', hint: 'For example, 27 3 2009', optional: true, past: true }),
  ageAbout: number({
    label: 'Approximate age',
    hint: 'If you do not know the birth date. A guess is enough',
    called: 'The age',
    most: 120,
    optional: true,
  }),
  gender: choice({
    label: 'Gender',
    optional: true,
    options: { female: 'Female', male: 'Male', another: 'Another', 'not known': 'Not known' },
  }),
  addresses: list({
    section: 'Where they live and how to reach them',
    label: 'Addresses',
    hint: 'Where they live or have lived, as far as you know. Leave this empty if you do not know',
    item: 'address',
    items: 'addresses',
    optional: true,
    most: 10,
    of: {
      address: text({ label: 'Address', missing: 'Enter the address', most: 300 }),
      postcode: text({ label: 'Postcode', optional: true, most: 10, width: 10 }),
      which: choice({
        label: 'What it is',
        optional: true,
        options: { current: 'Where they live', previous: 'Where they lived', other: 'Where they often stay' },
      }),
    },
  }),
  telephones: text({ label: 'Telephone numbers', optional: true }),
  email: email({ label: 'Email address', optional: true, autocomplete: 'off' }),
  socialMedia: narrative({
    label: 'Social media',
    hint: 'Names that they use, and only where they bear on the concern',
    ...few,
  }),
  nationality: text({ section: 'Language and background', label: 'Nationality or citizenship', optional: true }),
  immigrationStatus: text({ label: 'Immigration status', optional: true }),
  language: text({ label: 'Primary language', optional: true }),
  interpreter: yesNo({ label: 'Do they need an interpreter?', optional: true }),
  ethnicityFrom: choice({
    label: 'How do you know their ethnic group?',
    hint: 'It is asked so that unfairness can be seen. Do not guess',
    optional: true,
    options: {
      'self-described': 'They said so themselves',
      'recorded by another': 'Somebody else recorded it',
      'not asked': 'They have not been asked',
      declined: 'They were asked and declined to say',
    },
  }),
  ethnicity: choice({
    label: 'Ethnic group',
    missing: 'Choose the ethnic group',
    as: 'select',
    onlyWhen: { question: 'ethnicityFrom', is: ['self-described', 'recorded by another'] },
    options: ethnicGroups.map((value) => ({ value, label: value })),
  }),
  family: narrative({ section: 'Family and children', label: 'Family, and who they live with', ...few }),
  livesWithChild: choice({
    label: 'Do they live with a child, or care for one?',
    hint: 'If they do, children’s social care is told as well',
    missing: 'Choose whether they live with a child or care for one',
    options: { yes: 'Yes', no: 'No', 'not known': 'Not known' },
  }),
  children: narrative({
    label: 'Who are the children?',
    hint: 'Names and ages, as far as you know',
    onlyWhen: { question: 'livesWithChild', is: 'yes' },
    ...few,
  }),
  educationNow: text({ section: 'School and work', label: 'School, college or course now', optional: true }),
  educationBefore: text({ label: 'School, college or course before', optional: true }),
  employmentNow: text({ label: 'Work now', optional: true }),
  employmentBefore: text({ label: 'Work before', optional: true }),
}
