import { choice, email, file, list, narrative, telephone, text, yesNo } from '../../../platform/pure/questions.ts'

const byAnother = { onlyWhen: { question: 'noticedBy', is: 'another' }, optional: true } as const
const words = { most: 20_000, optional: true, rows: 3 } as const

/** Who noticed, who was asked, what was done (facts 1.11). */
export const referrerQuestions = {
  noticedBy: choice({
    section: 'Who noticed',
    label: 'Who noticed first?',
    missing: 'Choose who noticed first',
    options: { me: 'I did', another: 'Somebody else' },
  }),
  firstName: text({ label: 'Their name', ...byAnother }),
  firstRole: text({ label: 'Their role', ...byAnother }),
  firstOrganisation: text({ label: 'Their organisation', ...byAnother }),
  firstRelationship: text({ label: 'How they know the person', ...byAnother }),
  firstContact: text({ label: 'How to reach them', ...byAnother }),
  wishesUnnamed: yesNo({
    label: 'Does whoever noticed, or do you, wish not to be named to the person?',
    hint: 'The wish is recorded and weighed each time. It cannot be promised: a court may order otherwise, and what happened may show who saw it',
    missing: 'Choose whether anybody wishes not to be named',
  }),
  unnamedWhy: narrative({
    label: 'Why?',
    most: 5_000,
    rows: 3,
    optional: true,
    onlyWhen: { question: 'wishesUnnamed', is: true },
  }),
  relationship: text({ label: 'How do you know the person?', optional: true }),
  preventContact: text({
    label: 'Your organisation’s contact for Prevent',
    hint: 'Name, and how to reach them',
    optional: true,
  }),
  conditions: list({
    section: 'Health, disability and help',
    label: 'Disability, mental health, neurodiversity',
    hint: 'What is known or suspected. It may explain what was seen, and it shows what help must be like. Leave this empty if there is nothing',
    item: 'condition',
    optional: true,
    most: 10,
    of: {
      condition: choice({
        label: 'Condition',
        missing: 'Choose the condition',
        as: 'select',
        options: {
          autism: 'Autism',
          ADHD: 'ADHD',
          'another neurodevelopmental condition': 'Another neurodevelopmental condition',
          'a mental health condition': 'A mental health condition',
          'a learning disability': 'A learning disability',
          'a physical or sensory disability': 'A physical or sensory disability',
          'another condition': 'Another condition',
        },
      }),
      status: choice({
        label: 'Is it known or suspected?',
        missing: 'Choose whether it is known or suspected',
        options: { known: 'Known: diagnosed, or they told us', suspected: 'Suspected' },
      }),
      more: text({ label: 'More about it', optional: true, most: 500 }),
    },
  }),
  adjustments: narrative({ label: 'What would help them to take part?', ...words }),
  leadConsulted: yesNo({
    section: 'What was done so far',
    label: 'Did you speak to your safeguarding lead?',
    optional: true,
  }),
  leadSaid: narrative({ label: 'What did they say?', ...words, onlyWhen: { question: 'leadConsulted', is: true } }),
  actionTaken: narrative({ label: 'What have you done about it yourself?', ...words }),
  otherAgencies: narrative({ label: 'Which other agencies were told or are involved?', ...words }),
}

/** What came with it: looked over before anybody reads it, and kept with the case. */
export const documentQuestions = {
  documents: list({
    section: 'Documents',
    label: 'Documents and pictures',
    hint: 'Only what bears on the concern. Leave this empty if there is nothing. Nothing that was obtained from an intelligence service',
    item: 'document',
    optional: true,
    most: 5,
    of: {
      file: file({
        label: 'The file',
        hint: 'A PDF, a picture, text or an office document, of 20 MB or less',
        missing: 'Choose the file',
      }),
      description: text({
        label: 'What it is, and what it shows',
        missing: 'Enter what it is and what it shows',
        most: 200,
      }),
    },
  }),
}

/** Asked only of somebody without an account: nobody need say who they are. */
export const whoYouAreQuestions = {
  yourName: text({ section: 'Who you are', label: 'Your name', optional: true, autocomplete: 'name' }),
  yourOrganisation: text({
    label: 'Your organisation',
    hint: 'If you write for one',
    optional: true,
    autocomplete: 'organization',
  }),
  yourTelephone: telephone({ label: 'Your telephone number', optional: true }),
  yourEmail: email({ label: 'Your email address', optional: true }),
}
