import { command } from '../../../platform/command.ts'
import { problem } from '../../../platform/pure/outcomes.ts'
import type { Answers, Questions } from '../../../platform/pure/questions.ts'
import type { Writing } from '../../../platform/town.ts'
import { peoplePolicy } from '../policy.ts'
import { recordOfPerson, type RecordShown } from '../record.ts'
import {
  addressQuestions,
  adjustmentQuestions,
  contactQuestions,
  equalityQuestions,
  languageQuestions,
  lookedAfterQuestions,
  relationshipQuestions,
} from '../record-questions.ts'
import { recordAbout, type Recorded, recordEquality, type ToRecord } from '../record-rules.ts'
import { filled, interpreterWord, saveFacts } from '../saving.ts'

/** What every command has in common that adds to the record of a person. */
const keeping = {
  zone: 'casework',
  knows: recordOfPerson,
  allows: peoplePolicy.keep,
  saves: saveRecorded,
} as const

async function saveRecorded(writing: Writing, { personId, caseId, record }: Recorded): Promise<void> {
  await saveFacts(writing, { personId, caseId }, [record])
}

/** Answers become what is recorded: `record` says which of them is a value of a list. */
function keeps<Q extends Questions>(name: string, summary: string, asks: Q, record: (answers: Answers<Q>) => ToRecord) {
  return command<Q, { caseId: string }, RecordShown, Recorded>({
    ...keeping,
    name: `people.${name}`,
    summary,
    asks,
    decides: (known, answers) => recordAbout(known, record(answers)),
  })
}

export const addAddress = keeps(
  'add-address',
  'Record where a person lives or has lived',
  addressQuestions,
  ({ address, postcode, which, source }) => ({
    kind: 'address',
    value: which,
    postcode,
    said: filled({ address, postcode, source }),
  }),
)

export const addContact = command({
  ...keeping,
  name: 'people.add-contact',
  summary: 'Record how a person is reached, and when that is safe',
  asks: contactQuestions,
  decides: (known, { telephone, email, safely, source }) =>
    telephone || email
      ? recordAbout(known, { kind: 'contact', said: filled({ telephone, email, safely, source }) })
      : problem('telephone', 'Enter a telephone number or an email address'),
})

export const recordLanguage = keeps(
  'record-language',
  'Record which language a person speaks, and whether they need an interpreter',
  languageQuestions,
  ({ language, interpreter, source }) => ({
    kind: 'language',
    value: interpreterWord(interpreter),
    said: filled({ language, source }),
  }),
)

export const addAdjustment = keeps(
  'add-adjustment',
  'Record what has to be done differently so that a person can take part',
  adjustmentQuestions,
  ({ adjustment, source }) => ({ kind: 'adjustment', said: filled({ adjustment, source }) }),
)

export const recordEqualityFact = command({
  ...keeping,
  name: 'people.record-equality',
  summary: 'Record ethnicity or another equality fact and how it is known, or that it was not asked or declined',
  asks: equalityQuestions,
  decides: recordEquality,
})

export const recordLookedAfter = keeps(
  'record-looked-after',
  'Record whether a person is looked after by a council',
  lookedAfterQuestions,
  ({ status, council, source }) => ({ kind: 'looked after', value: status, said: filled({ council, source }) }),
)

export const addRelationship = keeps(
  'add-relationship',
  "Record a parent, a carer or somebody in the home, where it serves the person's support",
  relationshipQuestions,
  ({ name, relation, responsibility, serves, contact, source }) => ({
    kind: 'relationship',
    value: relation,
    said: filled({ name, responsibility, serves, contact, source }),
  }),
)
