import type { World } from './world.ts'

/** A worked referral, as the API takes it: a boy of the invented Sample family, with nothing left out that is needed. */
export const referralAnswers = () => ({
  givenNames: 'Sam',
  familyName: 'Sample',
  born: '2009-05-04',
  language: 'Polish',
  livesWithChild: 'not known',
  educationNow: 'Northfield Academy',
  sector: 'Education',
  concern: 'No ideology identified',
  statements: [
    { words: 'He drew weapons in a maths lesson', kind: 'fact', source: 'His maths teacher', on: '2026-01-12' },
    { words: 'He said he wants to hurt people', kind: 'hearsay', source: 'A pupil, told to the form tutor' },
  ],
  harm: 'not known',
  personKnows: false,
  whyNotTold: 'He may run away again',
  notToldUntil: '2099-06-01',
  parentsKnow: 'no',
  whyParentsNotTold: 'She may not keep it to herself',
  parentsNotToldUntil: '2099-06-01',
  noticedBy: 'me',
  wishesUnnamed: true,
})

/** The same as a form sends it. */
export const referralFields = (more: Record<string, string> = {}): Record<string, string> => ({
  givenNames: 'Sam',
  familyName: 'Sample',
  'born-day': '4',
  'born-month': '5',
  'born-year': '2009',
  livesWithChild: 'not known',
  sector: 'Education',
  concern: 'No ideology identified',
  'statements-0-words': 'He drew weapons in a maths lesson',
  'statements-0-kind': 'fact',
  'statements-0-source': 'His maths teacher',
  harm: 'not known',
  personKnows: 'no',
  whyNotTold: 'He may run away again',
  'notToldUntil-day': '1',
  'notToldUntil-month': '6',
  'notToldUntil-year': '2099',
  noticedBy: 'me',
  wishesUnnamed: 'yes',
  ...more,
})

/** The columns of one referral, by its reference. */
export async function referralRow(world: World, reference: string) {
  const [row] = await world.sql<Record<string, unknown> & { case_id: string }>(
    `select case_id, given_names, family_name, born::text, came_by, referrer_id, referrer_agency_id, sector, concern, wishes_unnamed, person_knows
     from casework.referral where reference = $1`,
    [reference],
  )
  return row!
}
