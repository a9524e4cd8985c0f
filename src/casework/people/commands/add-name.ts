import { command } from '../../../platform/command.ts'
import { peoplePolicy } from '../policy.ts'
import { recordOfPerson } from '../record.ts'
import { nameQuestions } from '../record-questions.ts'
import { addName } from '../record-rules.ts'
import { settleCasesOf } from '../saving.ts'

export const addPersonName = command({
  name: 'people.add-name',
  zone: 'casework',
  summary: 'Record a name of a person: what they are called, an alias, or the name in another script or spelling',
  asks: nameQuestions,
  knows: recordOfPerson,
  allows: peoplePolicy.keep,
  decides: addName,
  async saves(writing, { caseId, personId, name: { kind, givenNames = '', familyName = '', source } }) {
    const named = { given_names: givenNames, family_name: familyName }
    await writing.tx
      .insertInto('casework.person_name')
      .values({
        id: writing.newId(),
        person_id: personId,
        case_id: caseId,
        kind,
        ...named,
        source: 'Typed in the record',
        sealed: writing.seal(caseId, 'person_name', { source }),
        recorded_on: writing.today,
      })
      .execute()
    if (kind === 'known as')
      await writing.tx.updateTable('casework.person').set(named).where('id', '=', personId).execute()
    await settleCasesOf(writing, [personId])
  },
})
