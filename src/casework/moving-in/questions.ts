import { choice, confirm, file, text, type Question, type Questions } from '../../platform/pure/questions.ts'
import { fields } from './fields.ts'
import type { FieldName } from './mapping.ts'

export const startQuestions = {
  spreadsheet: file({
    label: 'The spreadsheet',
    hint: 'An Excel workbook (.xlsx) or text with commas, semicolons or tabs (.csv), with the names of the columns in its first row. Up to 10,000 rows',
    missing: 'Choose the spreadsheet',
  }),
}

/** One question a field: which column of the file holds it. */
export const columnQuestions = {
  ...(Object.fromEntries(
    fields.map((field) => [
      field.name,
      choice({
        label: field.label,
        hint: field.hint,
        missing: `Choose the column that holds “${field.label}”`,
        as: 'select',
        optionsFrom: 'columns',
        optional: !('needed' in field),
      }),
    ]),
  ) as Record<FieldName, Question<string | undefined>>),
  policeForce: choice({
    label: 'Police force of everybody’s home',
    hint: 'Where no column says it. People like whom nobody is recorded are then recorded at once, and their cases go to this force',
    missing: 'Choose the police force',
    as: 'select',
    optionsFrom: 'forces',
    uuid: true,
    optional: true,
  }),
  keepAs: text({
    label: 'Keep these columns under a name',
    hint: 'To be used again with the next file of this kind',
    optional: true,
    most: 60,
  }),
} satisfies Questions

export const goQuestions = {
  sure: confirm({
    label: 'I have read the report: move these rows in, in my name',
    missing: 'Confirm that you have read the report',
  }),
}
export const leaveOutQuestions = {
  sure: confirm({
    label: 'What matters of it stands in the case: leave the rest out',
    missing: 'Confirm that it is to be left out',
  }),
}
export const undoQuestions = {
  sure: confirm({
    label: 'Take back everything that this file brought and nobody has worked on since',
    missing: 'Confirm that it is to be taken back',
  }),
}
