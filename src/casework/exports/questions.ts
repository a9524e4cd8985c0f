import { type Answers, choice, narrative, text } from '../../platform/pure/questions.ts'
import { formats } from '../../platform/documents/formats.ts'

/** For what a file may be taken out: from a list, because the ledger keeps no narrative. */
export const purposes = {
  'working on these cases': 'Working on these cases',
  'preparing a meeting': 'Preparing a meeting of the panel',
  'an inspection or audit': 'An inspection or an audit',
  'a court or tribunal': 'A court or a tribunal',
  'a request of the person': 'A request of the person for what is held about them',
  'a review of what happened': 'A review of what happened',
  'moving to another system': 'Moving to another system',
} as const

export const exportQuestions = {
  purpose: choice({
    label: 'What is it for?',
    hint: 'It is recorded in the disclosure ledger of each case',
    missing: 'Choose what it is for',
    options: purposes,
  }),
  agency: choice({
    label: 'Which agency is it for?',
    hint: 'Your own, if it is for yourself',
    missing: 'Choose which agency it is for',
    as: 'select',
    optionsFrom: 'agencies',
    uuid: true,
  }),
  whom: text({
    label: 'For whom there?',
    hint: 'A name or a post. It is written on the file',
    called: 'For whom',
    missing: 'Enter for whom it is',
    most: 100,
  }),
  lawfulBasis: choice({
    label: 'On which lawful basis?',
    missing: 'Choose the lawful basis',
    optionsFrom: 'bases',
  }),
  why: narrative({ label: 'More about why', optional: true, most: 2_000, rows: 3 }),
  format: choice({ label: 'Format', missing: 'Choose the format', options: formats }),
}
export type ExportAnswers = Answers<typeof exportQuestions>
