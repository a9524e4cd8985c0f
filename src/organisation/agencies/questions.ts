import { type Answers, choice, date, email, telephone, text } from '../../platform/pure/questions.ts'

export const kinds = {
  council: 'Council',
  police: 'Police',
  health: 'Health',
  school: 'School',
  college: 'College or university',
  probation: 'Probation',
  'youth justice': 'Youth justice',
  housing: 'Housing',
  voluntary: 'Voluntary or community organisation',
  other: 'Another kind',
} as const

export const agencyQuestions = {
  name: text({ label: 'Name of the agency', called: 'The name', missing: 'Enter the name of the agency' }),
  kind: choice({ label: 'What kind of agency is it?', missing: 'Choose the kind of agency', options: kinds }),
  forceArea: text({
    label: 'Force area',
    hint: 'As people call it, such as Testshire',
    missing: 'Enter the force area',
    onlyWhen: { question: 'kind', is: 'police' },
  }),
  mailbox: email({
    label: 'Mailbox for enquiries',
    hint: 'A shared mailbox, read every working day. Codes and links are sent there, never names',
    optional: true,
  }),
  seniorMailbox: email({
    label: 'Email address of the senior contact',
    hint: 'Where a question goes that was refused, or not answered in time. Never names',
    optional: true,
  }),
  telephone: telephone({ label: 'Telephone', optional: true }),
}
export type NewAgency = Answers<typeof agencyQuestions>

const { mailbox, seniorMailbox, telephone: number } = agencyQuestions
export const contactQuestions = { mailbox, seniorMailbox, telephone: number }
export type Contacts = Answers<typeof contactQuestions>

export const agreementQuestions = {
  from: date({
    label: 'When does the information-sharing agreement begin?',
    called: 'The first day',
    missing: 'Enter the first day of the agreement',
  }),
  until: date({
    label: 'Its last day',
    hint: 'Leave this empty if it has no end yet',
    called: 'The last day',
    optional: true,
  }),
}
export type Agreement = Answers<typeof agreementQuestions>
