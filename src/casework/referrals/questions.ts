import { choice, date, narrative, text, type Answers } from '../../platform/pure/questions.ts'
import { services } from '../hand-overs/pure.ts'
import { concernQuestions } from './questions/concern.ts'
import { personQuestions } from './questions/person.ts'
import { documentQuestions, referrerQuestions, whoYouAreQuestions } from './questions/referrer.ts'

/** One form for everybody, after the national form (facts 1.11): only what is needed to act is compulsory. */
export const referralQuestions = { ...personQuestions, ...concernQuestions, ...referrerQuestions, ...documentQuestions }
/** The same for somebody without an account, who may say who they are. */
export const publicReferralQuestions = { ...referralQuestions, ...whoYouAreQuestions }
export type ReferralAnswers = Answers<typeof publicReferralQuestions>

export const followQuestions = {
  reference: text({
    label: 'Reference',
    hint: 'It begins with R, like R-7KM-4P2-XDRT',
    missing: 'Enter the reference',
    width: 20,
    most: 40,
    autocomplete: 'off',
  }),
  code: text({
    label: 'Code',
    hint: 'It was shown once, with the reference. It begins with K',
    missing: 'Enter the code',
    width: 20,
    most: 40,
    autocomplete: 'off',
  }),
}

const whyNotSuitable = {
  'innocent in context': 'Innocent in its context',
  explained: 'Explained by what else became known',
  mistaken: 'Mistaken: it did not happen, or was somebody else',
  malicious: 'Malicious',
  'safeguarding need': 'A safeguarding need, but no radicalisation',
} as const
/** Why the police may find somebody not suitable, as a list. */
export const notSuitable = Object.entries(whyNotSuitable).map(([value, label]) => ({ value, label }))

export const gatewayQuestions = {
  outcome: choice({
    label: 'What did the police find?',
    missing: 'Choose what the police found',
    options: {
      proceed: 'Proceed: it may be a concern for Channel, and cuts across no investigation',
      'not suitable': 'Not suitable for Channel',
      'police-led': 'Police-led: the police deal with it themselves',
    },
  }),
  ground: choice({
    label: 'Why is it not suitable?',
    hint: 'That there is no ideology is not among the reasons',
    missing: 'Choose why it is not suitable',
    onlyWhen: { question: 'outcome', is: 'not suitable' },
    options: whyNotSuitable,
  }),
  passedTo: choice({
    label: 'Where was it passed to?',
    missing: 'Choose where it was passed to',
    onlyWhen: { question: 'ground', is: 'safeguarding need' },
    options: services,
  }),
  grounds: narrative({
    label: 'Grounds, in words',
    hint: 'What was looked at, what was found, and why it leads to this',
    missing: 'Enter the grounds in words',
    most: 20_000,
  }),
  trackerReference: text({
    label: 'Reference in the national tracker',
    hint: 'As the police’s own record has it. Leave it empty if it is not there yet: it then shows as not confirmed by police',
    optional: true,
    width: 20,
    most: 60,
  }),
  trackerOn: date({ label: 'Date in the national tracker', optional: true, past: true }),
}
export type Gateway = Answers<typeof gatewayQuestions>

export const closingReasons = {
  mistaken: 'Mistaken: it did not happen, or was somebody else',
  malicious: 'Malicious',
  'innocent in context': 'Innocent in its context',
  explained: 'Explained by what else became known',
  'passed on': 'A need that another service meets',
  'with the police': 'The police deal with it themselves',
  'entered twice': 'The same referral was entered twice',
  'cannot be found': 'Cannot be found, or has moved away',
  'has died': 'Has died',
} as const

export const releaseQuestions = {
  reasons: narrative({
    label: 'Why may they know more?',
    hint: 'For example: a parent who supports the person, and with whom it was talked over',
    missing: 'Enter why they may know more',
    most: 2_000,
    rows: 3,
  }),
}

export const proposeClosingQuestions = {
  reason: choice({
    label: 'Why should the case be closed?',
    hint: 'That there is no ideology is not among the reasons',
    missing: 'Choose why the case should be closed',
    options: closingReasons,
  }),
  passedTo: choice({
    label: 'Where is it passed to?',
    missing: 'Choose where it is passed to',
    onlyWhen: { question: 'reason', is: 'passed on' },
    options: services,
  }),
  reasons: narrative({ label: 'Reasons, in words', missing: 'Enter the reasons in words', most: 20_000 }),
  together: narrative({
    label: 'What do all referrals of this person show together?',
    hint: 'To be answered when the person was referred before. Read them side by side first',
    most: 20_000,
    optional: true,
  }),
}
export type ProposedClosing = Answers<typeof proposeClosingQuestions>

export const answerClosingQuestions = {
  answer: choice({
    label: 'Do you agree that the case is closed?',
    missing: 'Choose whether you agree',
    options: { agree: 'Agree: the case is closed', decline: 'Decline: the work goes on' },
  }),
  reasons: narrative({ label: 'Your reasons', missing: 'Enter your reasons', most: 20_000 }),
}
export type ClosingAnswer = Answers<typeof answerClosingQuestions>
