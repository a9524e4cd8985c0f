import { choice, date, list, narrative, text, yesNo } from '../../../platform/pure/questions.ts'

const words = { most: 20_000, optional: true, rows: 4 } as const

/** What worries people, with the mark that keeps a rumour from becoming a fact (facts 1.11, 7.3). */
export const concernQuestions = {
  statements: list({
    section: 'What happened, what was said',
    label: 'Statements',
    hint: 'One thing at a time, in the words that were used. Say of each whether it is a fact, somebody’s opinion or hearsay. Nothing that was obtained from an intelligence service',
    missing: 'Say at least one thing that happened or was said',
    item: 'statement',
    most: 30,
    of: {
      words: narrative({
        label: 'What happened or was said',
        missing: 'Enter what happened or was said',
        most: 10_000,
        rows: 4,
      }),
      kind: choice({
        label: 'This is',
        missing: 'Choose whether this is a fact, an opinion or hearsay',
        options: [
          { value: 'fact', label: 'A fact', hint: 'Somebody saw, heard or has it' },
          { value: 'opinion', label: 'An opinion', hint: 'What somebody makes of it' },
          { value: 'hearsay', label: 'Hearsay', hint: 'Somebody was told by another' },
        ],
      }),
      source: text({ label: 'Who saw it, said it or holds it', missing: 'Enter who saw it, said it or holds it' }),
      on: date({
        label: 'When',
        hint: 'If you do not know the day, say in the words above what you do know',
        past: true,
        optional: true,
      }),
    },
  }),
  sector: choice({
    section: 'The concern',
    label: 'Where does this referral come from?',
    missing: 'Choose where this referral comes from',
    as: 'select',
    optionsFrom: 'sectors',
  }),
  concern: choice({
    label: 'Type of concern',
    hint: 'No ideology is a valid answer. If you are not sure, choose “Not specified”',
    missing: 'Choose the type of concern',
    as: 'select',
    optionsFrom: 'concerns',
  }),
  harm: choice({
    label: 'Have they wished or threatened to harm anybody?',
    missing: 'Choose whether they have wished or threatened to harm anybody',
    options: { yes: 'Yes', no: 'No', 'not known': 'Not known' },
  }),
  harmWords: narrative({
    label: 'Whom, when, and what was said',
    hint: 'If somebody is in danger now, call 999 first',
    missing: 'Enter whom they wished or threatened to harm, when, and what was said',
    most: 20_000,
    rows: 4,
    onlyWhen: { question: 'harm', is: 'yes' },
  }),
  howKnown: narrative({
    label: 'How did this come to be known?',
    hint: 'For worrying use of the internet: how it was found out',
    ...words,
  }),
  aroseOn: date({ label: 'When did the concern first arise?', called: 'The date', past: true, optional: true }),
  explanations: narrative({
    label: 'What else could explain it?',
    hint: 'Other explanations that you considered, and why they do or do not convince you',
    ...words,
  }),
  needs: narrative({
    section: 'Needs, strengths and views',
    label: 'Needs',
    hint: 'What troubles them or makes life hard, and what may happen if it stays so',
    ...words,
  }),
  strengths: narrative({ label: 'Strengths', hint: 'What goes well, who and what helps them', ...words }),
  personsView: narrative({ label: 'The person’s own view', hint: 'What they say about it themselves', ...words }),
  parentsView: narrative({ label: 'The parents’ or carers’ view', ...words }),
  personKnows: yesNo({
    section: 'Telling the person',
    label: 'Does the person know of this referral?',
    missing: 'Choose whether the person knows of this referral',
  }),
  whyNotTold: narrative({
    label: 'Why have they not been told?',
    missing: 'Enter why they have not been told',
    most: 5_000,
    rows: 3,
    onlyWhen: { question: 'personKnows', is: false },
  }),
  notToldUntil: date({
    label: 'Until when?',
    hint: 'The day by which they are told, or it is decided again',
    called: 'The day until which they are not told',
    future: true,
    optional: true,
    onlyWhen: { question: 'personKnows', is: false },
  }),
  parentsKnow: choice({
    label: 'Do the parents or carers know of this referral?',
    hint: 'For a child, or somebody who is cared for',
    optional: true,
    options: { yes: 'Yes', no: 'No', 'not known': 'Not known' },
  }),
  whyParentsNotTold: narrative({
    label: 'Why have the parents or carers not been told?',
    missing: 'Enter why the parents or carers have not been told',
    most: 5_000,
    rows: 3,
    onlyWhen: { question: 'parentsKnow', is: 'no' },
  }),
  parentsNotToldUntil: date({
    label: 'Until when are the parents or carers not told?',
    hint: 'The day by which they are told, or it is decided again',
    called: 'The day until which the parents or carers are not told',
    future: true,
    optional: true,
    onlyWhen: { question: 'parentsKnow', is: 'no' },
  }),
}
