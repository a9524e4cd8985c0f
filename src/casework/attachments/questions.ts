import { choice, date, file, narrative, text } from '../../platform/pure/questions.ts'
import { setAsideAs, whatDocumentsAre } from './code-lists.ts'

export const documentQuestions = {
  file: file({
    label: 'The file',
    hint: 'A PDF, a picture (JPEG, PNG, GIF or WebP), plain text, or a Word, Excel, PowerPoint or OpenDocument file, of 20 MB or less. What it holds stays as it is, also where and when a picture was taken: save it without that first, if the case does not need it.',
    missing: 'Choose the file',
  }),
  what: choice({
    label: 'What kind of document is it?',
    missing: 'Choose what kind of document it is',
    options: whatDocumentsAre,
  }),
  description: narrative({
    label: 'What it is, and what it shows',
    hint: 'So that it is found again, and that somebody who cannot see a picture knows what is in it.',
    missing: 'Enter what the document is, and what it shows',
    most: 1000,
  }),
  source: text({ label: 'Who it comes from', missing: 'Enter who the document comes from', sealed: true }),
  datedOn: date({ label: 'The date on it', hint: 'Leave this empty if it has none.', past: true, optional: true }),
}

export const releaseQuestions = {}

export const setAsideQuestions = {
  as: choice({ label: 'What is wrong with it?', missing: 'Choose what is wrong with it', options: setAsideAs }),
  why: narrative({ label: 'Why you say so', missing: 'Enter why you say so', most: 2000 }),
}
