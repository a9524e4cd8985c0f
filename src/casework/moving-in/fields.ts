import { laterFields } from './stages/fields.ts'

/** What a column of a town's own spreadsheet may hold, in the order of the template. */
export interface Field {
  name: string
  label: string
  /** What belongs there, as the template says it. */
  hint: string
  example: string
  /** How such a column is called elsewhere, in small letters. */
  called?: readonly string[]
  needed?: boolean
}

export const fields = [
  {
    name: 'receivedOn',
    label: 'Referral received on',
    hint: 'Day, month, year',
    example: '27/03/2026',
    called: ['date of referral', 'referral date', 'received', 'date received', 'date'],
    needed: true,
  },
  {
    name: 'reference',
    label: 'Old reference',
    hint: 'As the work before has it',
    example: 'LUT-0042',
    called: ['reference', 'ref', 'case reference', 'id', 'case id', 'urn'],
  },
  {
    name: 'givenNames',
    label: 'Forenames',
    hint: 'At least one name, here or as a surname',
    example: 'Sam',
    called: ['forename', 'first name', 'first names', 'given name', 'given names'],
  },
  {
    name: 'familyName',
    label: 'Surname',
    hint: 'Where it is known',
    example: 'Sample',
    called: ['last name', 'family name'],
  },
  {
    name: 'otherNames',
    label: 'Other names',
    hint: 'Several with a semicolon between them',
    example: 'Sammy Sample',
    called: ['aliases', 'alias', 'aka', 'also known as'],
  },
  {
    name: 'born',
    label: 'Birth date',
    hint: 'Day, month, year',
    example: '04/05/2009',
    called: ['date of birth', 'dob', 'born', 'd.o.b.'],
  },
  { name: 'ageAbout', label: 'Approximate age', hint: 'Where there is no birth date', example: '', called: ['age'] },
  { name: 'gender', label: 'Gender', hint: 'Female, male, another or not known', example: 'Male', called: ['sex'] },
  {
    name: 'address',
    label: 'Address',
    hint: 'Where they live now',
    example: '1 Sample Street',
    called: ['home address'],
  },
  { name: 'postcode', label: 'Postcode', hint: 'Of that address', example: 'LU0 0AA', called: ['post code'] },
  {
    name: 'telephones',
    label: 'Telephone numbers',
    hint: 'Several with a comma between them',
    example: '',
    called: ['telephone', 'phone', 'mobile'],
  },
  { name: 'email', label: 'Email address', hint: 'Of the person', example: '', called: ['email', 'e-mail'] },
  {
    name: 'language',
    label: 'Primary language',
    hint: 'The language they speak best',
    example: 'Polish',
    called: ['language', 'first language'],
  },
  {
    name: 'educationNow',
    label: 'School or college now',
    hint: 'By its name',
    example: 'Northfield Academy',
    called: ['school', 'college', 'education'],
  },
  {
    name: 'employmentNow',
    label: 'Work now',
    hint: 'Where they work, and as what',
    example: '',
    called: ['employer', 'employment', 'occupation'],
  },
  {
    name: 'livesWithChild',
    label: 'Lives with a child or cares for one',
    hint: 'Yes, no or not known',
    example: 'Not known',
  },
  {
    name: 'sector',
    label: 'Sector of origin',
    hint: 'From the sheet of lists',
    example: 'Education',
    called: ['sector', 'source', 'source of referral', 'referral source'],
    needed: true,
  },
  {
    name: 'concern',
    label: 'Type of concern',
    hint: 'From the sheet of lists',
    example: 'No ideology identified',
    called: ['concern', 'ideology'],
    needed: true,
  },
  {
    name: 'words',
    label: 'What happened or was said',
    hint: 'The concern in words',
    example: 'He drew weapons in a maths lesson',
    called: ['summary', 'details', 'description', 'reason for referral', 'circumstances'],
    needed: true,
  },
  {
    name: 'kind',
    label: 'Fact, opinion or hearsay',
    hint: 'Hearsay where it is empty: the record before tells it',
    example: 'Fact',
  },
  {
    name: 'source',
    label: 'Who saw it, said it or holds it',
    hint: 'A person or a service',
    example: 'His maths teacher',
    called: ['referrer', 'referred by', 'referring agency', 'agency'],
  },
  {
    name: 'actionTaken',
    label: 'What was done so far',
    hint: 'The history of the case, in words',
    example: 'Panel in April: more information',
    called: ['actions', 'notes', 'history', 'action taken', 'comments'],
  },
  { name: 'personKnows', label: 'The person knows of the referral', hint: 'Yes or no', example: 'No' },
  {
    name: 'whyNotTold',
    label: 'Why they have not been told',
    hint: 'Where they do not know',
    example: 'He may run away again',
  },
  {
    name: 'notToldUntil',
    label: 'Not told until',
    hint: 'A day to come; in four weeks where it is empty',
    example: '',
  },
  { name: 'wishesUnnamed', label: 'Somebody wishes not to be named', hint: 'Yes or no', example: 'No' },
  {
    name: 'homeForce',
    label: 'Police force of their home',
    hint: 'By its name here; for the whole file it can be chosen with the columns',
    example: '',
    called: ['police force', 'force'],
  },
  ...laterFields,
] as const satisfies readonly Field[]
