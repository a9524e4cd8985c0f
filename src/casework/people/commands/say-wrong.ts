import { command } from '../../../platform/command.ts'
import { peoplePolicy } from '../policy.ts'
import { entryOfRecord } from '../record.ts'
import { wrongQuestions } from '../record-questions.ts'
import { sayWrong } from '../record-rules.ts'
import { settleCasesOf } from '../saving.ts'

/** Nothing is taken away: that it is wrong stands beside it, wherever it is read. */
export const saySoIfWrong = command({
  name: 'people.say-wrong',
  zone: 'casework',
  summary: 'Say that something recorded about a person is wrong or no longer so',
  asks: wrongQuestions,
  knows: entryOfRecord,
  allows: peoplePolicy.keep,
  decides: sayWrong,
  async saves(writing, { caseId, entryId, entry, why }, { banner }) {
    const table = entry === 'name' ? 'person_name' : 'person_fact'
    const row = await writing.tx
      .selectFrom(`casework.${table}`)
      .select('case_id')
      .where('id', '=', entryId)
      .executeTakeFirstOrThrow()
    const sealedWith = row.case_id ?? caseId
    await writing.tx
      .updateTable(`casework.${table}`)
      .set({
        case_id: sealedWith,
        ended_at: writing.now,
        ended_by: writing.viewer.id,
        ended_sealed: writing.seal(sealedWith, table, { why }),
      })
      .where('id', '=', entryId)
      .execute()
    if (entry === 'name' && banner.personId) await settleCasesOf(writing, [banner.personId])
  },
})
