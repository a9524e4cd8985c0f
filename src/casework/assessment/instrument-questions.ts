import { type Answers, choice, confirm, list, narrative, text } from '../../platform/pure/questions.ts'
import { codeShape, mostItems, mostParts } from './instrument.ts'

const named = { label: 'Name', missing: 'Enter the name', called: 'The name' } as const
const guidance = narrative({
  label: 'Guidance',
  hint: 'What to look for, and what is no finding by itself.',
  called: 'The guidance',
  most: 2_000,
  rows: 3,
  sealed: false,
  optional: true,
})
const code = text({
  label: 'Code',
  hint: 'A short name in small letters, such as “belonging”. Keep it from edition to edition: by it old and new answers stand side by side.',
  missing: 'Enter the code',
  called: 'The code',
  most: 40,
  width: 20,
  shape: {
    pattern: codeShape,
    otherwise: 'The code must be small letters, digits and hyphens, and begin with a letter',
  },
})

export const draftQuestions = {
  from: choice({
    label: 'What does it begin with?',
    missing: 'Choose what it begins with',
    optionsFrom: 'instruments',
    as: 'select',
  }),
  name: text({
    ...named,
    label: 'Name of the new instrument',
    onlyWhen: { question: 'from', is: 'nothing' },
  }),
}
export type Draft = Answers<typeof draftQuestions>

export const importQuestions = {
  replaces: choice({
    label: 'What is it?',
    missing: 'Choose what it is',
    optionsFrom: 'series',
    as: 'select',
  }),
  file: narrative({
    label: 'What is in the file',
    hint: 'Or open the file in a text editor, copy all of it and paste it here. An exported instrument shows the form.',
    missing: 'Paste the text of the file',
    called: 'The file',
    most: 200_000,
    rows: 12,
    sealed: false,
  }),
}
export type Import = Answers<typeof importQuestions>

export const editQuestions = {
  name: text(named),
  source: text({ label: 'Where it comes from', called: 'Where it comes from', most: 500, optional: true }),
  about: narrative({
    label: 'What to know before using it',
    called: 'This text',
    most: 4_000,
    rows: 4,
    sealed: false,
    optional: true,
  }),
  parts: list({
    label: 'Its parts, in the order in which they are asked',
    hint: 'Each part is one page of the form. Its items are written on a page of their own.',
    item: 'part',
    optional: true,
    most: mostParts,
    of: { code, name: text(named), guidance },
  }),
}
export type Edit = Answers<typeof editQuestions>

export const partQuestions = {
  items: list({
    label: 'Its items, in the order in which they are asked',
    item: 'item',
    optional: true,
    most: mostItems,
    of: { code, name: text(named), guidance },
  }),
}
export type EditPart = Answers<typeof partQuestions>

export const useQuestions = {
  sure: confirm({
    label: 'I have read it, and it may be used',
    missing: 'Tick the box when you have read it',
  }),
}
export const retireQuestions = {
  sure: confirm({
    label: 'Nobody is to begin with it any more',
    missing: 'Tick the box if nobody is to begin with it any more',
  }),
}
