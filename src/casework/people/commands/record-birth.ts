import { command } from '../../../platform/command.ts'
import { peoplePolicy } from '../policy.ts'
import { recordOfPerson } from '../record.ts'
import { birthQuestions } from '../record-questions.ts'
import { recordBirth } from '../record-rules.ts'
import { filled, saveFacts, settleCasesOf } from '../saving.ts'

/** The latest is the person's; every one that was ever recorded stays beside it, with its source. */
export const recordBirthDate = command({
  name: 'people.record-birth',
  zone: 'casework',
  summary: 'Record the birth date of a person, or about how old they are',
  asks: birthQuestions,
  knows: recordOfPerson,
  allows: peoplePolicy.keep,
  decides: recordBirth,
  async saves(writing, { caseId, personId, birth: { born, ageAbout, source } }, known) {
    const about = { personId, caseId }
    const age = (years: number | null | undefined) => (years === null || years === undefined ? undefined : `${years}`)
    const facts = known.facts.some(({ kind }) => kind === 'birth')
    const before = filled({ born: known.born ?? undefined, age: age(known.ageAbout), source: 'Recorded before' })
    if (!facts && (before.born || before.age)) await saveFacts(writing, about, [{ kind: 'birth', said: before }])
    await saveFacts(writing, about, [{ kind: 'birth', said: filled({ born, age: age(ageAbout), source }) }])
    await writing.tx
      .updateTable('casework.person')
      .set({
        born: born ?? null,
        age_about: ageAbout ?? null,
        age_about_on: ageAbout === undefined ? null : writing.today,
      })
      .where('id', '=', personId)
      .execute()
    await settleCasesOf(writing, [personId])
  },
})
