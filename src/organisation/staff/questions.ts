import { type Answers, choice, choices, confirm, date, email, text } from '../../platform/pure/questions.ts'
import { capital } from '../../platform/pure/words.ts'
import { roles } from './roles.ts'

const roleOptions = roles.map((role) => ({ value: role, label: capital(role) }))

export const invitationQuestions = {
  name: text({ label: 'Name', missing: 'Enter their name', autocomplete: 'off' }),
  email: email({
    label: 'Email address at work',
    hint: 'The invitation goes there, and they sign in with it',
    called: 'The email address',
    missing: 'Enter their email address at work',
    autocomplete: 'off',
  }),
  jobTitle: text({ label: 'Job title', missing: 'Enter their job title', autocomplete: 'off' }),
  agencyId: choice({
    label: 'Agency',
    missing: 'Choose their agency',
    optionsFrom: 'agencies',
    uuid: true,
    as: 'select',
  }),
  roles: choices({
    label: 'Roles',
    hint: 'Without a role somebody may refer people and follow their own referrals',
    missing: 'Choose their roles',
    options: roleOptions,
    optional: true,
  }),
}
export type Invitation = Answers<typeof invitationQuestions>

export const giveRoleQuestions = {
  role: choice({ label: 'Which role?', missing: 'Choose a role', options: roleOptions }),
}
export type GivenRole = Answers<typeof giveRoleQuestions>

export const roleAnswerQuestions = {
  role: choice({ label: 'Which role?', missing: 'Choose a role', optionsFrom: 'waiting' }),
  answer: choice({
    label: 'Is it given?',
    missing: 'Say whether the role is given',
    options: {
      given: 'Yes: I know that they work here, and their work needs it',
      'not given': 'No',
    },
  }),
}
export type RoleAnswer = Answers<typeof roleAnswerQuestions>

export const endRoleQuestions = {
  role: choice({ label: 'Which role ends?', missing: 'Choose the role that ends', optionsFrom: 'held' }),
}
export type EndedRole = Answers<typeof endRoleQuestions>

export const authorisationQuestions = {
  byWhom: text({
    label: 'By whose authority?',
    hint: 'The chief officer of police or the local authority, and the document, such as Chief Constable, letter of 3 March 2026',
    called: 'The authority',
    missing: 'Enter by whose authority',
  }),
  from: date({ label: 'First day', called: 'The first day', missing: 'Enter the first day' }),
  until: date({
    label: 'Last day',
    hint: 'Leave this empty if it has no end yet',
    called: 'The last day',
    optional: true,
  }),
}
export type Authorisation = Answers<typeof authorisationQuestions>

export const leaverQuestions = {
  sure: confirm({
    label: 'They have left, or leave now',
    missing: 'Tick the box to say that they have left',
  }),
}

export const conductQuestions = {
  agree: confirm({
    label: 'I have read the code of conduct and will keep to it',
    missing: 'Tick the box to accept the code of conduct',
  }),
}
