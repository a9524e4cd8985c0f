import { type Answers, choice, date, narrative, text } from '../../platform/pure/questions.ts'

export const confirmQuestions = {
  trackerReference: text({
    label: 'Reference in the national tracker',
    hint: 'As the police’s own record has it',
    missing: 'Enter the reference in the national tracker',
    called: 'The reference',
    width: 20,
    most: 60,
    autocomplete: 'off',
  }),
  trackerOn: date({
    label: 'Date in the national tracker',
    missing: 'Enter the date in the national tracker',
    called: 'The date',
    past: true,
  }),
}
export type Confirmation = Answers<typeof confirmQuestions>

export const importQuestions = {
  lines: narrative({
    label: 'The lines',
    hint: 'The template below is filled with what is not confirmed yet. Fill in the last two columns, here or in a spreadsheet, and paste the whole back. Lines without a reference are left out.',
    missing: 'Paste the lines',
    called: 'The list',
    most: 200_000,
    rows: 12,
    sealed: false,
  }),
  how: choice({
    label: 'What should be done with them?',
    missing: 'Choose what should be done with the lines',
    options: {
      check: 'Check only: nothing is recorded',
      'if all match': 'Record them if every line matches',
      'those that match': 'Record the lines that match, and name the others',
    },
  }),
}
export type Import = Answers<typeof importQuestions>
