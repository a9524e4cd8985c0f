import {
  type Answers,
  choice,
  confirm,
  date,
  file,
  narrative,
  type Question,
  type Questions,
  text,
} from '../../platform/pure/questions.ts'
import { type ListColumn, listColumns } from './list-columns.ts'

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

export const sendQuestions = {
  spreadsheet: file({
    label: 'The list',
    hint: 'An Excel workbook (.xlsx) or text with commas, semicolons or tabs (.csv), with the names of the columns above its lines. Up to 2,000 lines',
    missing: 'Choose the list',
  }),
}

/** One question a column: which column of the file holds it. */
export const listColumnQuestions = {
  ...(Object.fromEntries(
    listColumns.map(({ name, label }) => [
      name,
      choice({
        label,
        missing: `Choose the column that holds “${label}”`,
        as: 'select',
        optionsFrom: 'columns',
      }),
    ]),
  ) as Record<ListColumn, Question<string>>),
  keepAs: text({
    label: 'Keep these columns under a name',
    hint: 'To be used again with the next list of this kind',
    optional: true,
    most: 60,
  }),
} satisfies Questions

export const recordListQuestions = {
  sure: confirm({
    label: 'I have read the report: record the lines that match',
    missing: 'Confirm that you have read the report',
  }),
}
