import { type Answers, choice, confirm, date, narrative, text, yesNo } from '../../platform/pure/questions.ts'

const grown = { question: 'thirteen', is: true } as const

/** Signing takes less than a minute. Whoever is under 13 is asked nothing more. */
export const pledgeQuestions = {
  thirteen: yesNo({
    label: 'Are you 13 or older?',
    hint: 'If you are younger, your signature counts, and nothing about you is kept',
    missing: 'Choose whether you are 13 or older',
  }),
  madeBy: choice({
    label: 'Who is signing?',
    missing: 'Choose who is signing',
    options: { person: 'I am, for myself', organisation: 'I am, for my organisation' },
    onlyWhen: grown,
  }),
  name: text({
    label: 'Name',
    hint: "Yours, or the organisation's. Leave it empty to sign without a name",
    called: 'The name',
    most: 100,
    shape: { pattern: /^(?!.*(https?:|www\.|@)).*$/i, otherwise: 'Enter a name, not an address' },
    optional: true,
    onlyWhen: grown,
  }),
  ward: text({
    label: 'Ward',
    hint: 'The part of the town that you live or work in',
    called: 'The ward',
    most: 60,
    optional: true,
    onlyWhen: grown,
  }),
  listed: confirm({ label: 'Show the name on this page', optional: true, onlyWhen: grown }),
}
export type Pledge = Answers<typeof pledgeQuestions>

export const campaignQuestions = {
  name: text({ label: 'Name of the campaign', called: 'The name', missing: 'Enter the name of the campaign' }),
  message: text({
    label: 'Message',
    hint: 'A few words, such as Many voices, one town',
    called: 'The message',
    missing: 'Enter the message',
  }),
  pledgeText: narrative({
    label: 'What people pledge',
    hint: 'Begin each promise on a line of its own',
    called: 'The pledge',
    missing: 'Enter what people pledge',
    most: 2000,
    sealed: false,
  }),
  fromOn: date({ label: 'First day', missing: 'Enter the first day' }),
  untilOn: date({ label: 'Last day', hint: 'Leave this empty if it has no end yet', optional: true }),
}
export type NewCampaign = Answers<typeof campaignQuestions>
