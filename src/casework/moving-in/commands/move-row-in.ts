import { command } from '../../../platform/command.ts'
import { type Fact, refuse } from '../../../platform/pure/outcomes.ts'
import { type Answers, date, yesNo } from '../../../platform/pure/questions.ts'
import { keepMovedIn, referralQuestions, wrongTogether } from '../../referrals/index.ts'
import { movingInPolicy } from '../policy.ts'
import { rowToMove } from '../queries/row.ts'

const rowQuestions = {
  ...referralQuestions,
  receivedOn: date({ label: 'Referral received on', missing: 'Enter when it was received', past: true }),
  stepsFollow: yesNo({ label: 'What was decided since follows', missing: 'Say whether anything follows' }),
}
interface RowMovedIn extends Fact {
  is: 'row moved in'
  rowId: string
  answers: Answers<typeof rowQuestions>
}

/** One row becomes a referral and its case: done by the job alone, as whoever confirmed the report. */
export const moveRowIn = command({
  name: 'moving-in.move-row',
  zone: 'casework',
  summary: 'One row of a checked spreadsheet becomes a referral and its case',
  asks: rowQuestions,
  knows: rowToMove,
  allows: movingInPolicy.moveIn,
  decides({ rowId, state }, answers, deciding) {
    if (state !== 'good') return refuse('This row was moved in already, or may not be.')
    const problems = wrongTogether(answers, deciding)
    if (problems.length) return { is: 'problems', problems }
    return { is: 'row moved in', rowId, answers } satisfies RowMovedIn
  },
  async saves(writing, fact: RowMovedIn) {
    const { receivedOn, stepsFollow, ...answers } = fact.answers
    const { caseId, reference } = await keepMovedIn(writing, answers, receivedOn)
    // what the row held is with the case from here on, under the case's key; what was decided since follows, and goes then
    const gone = stepsFollow ? {} : { sealed: null }
    await writing.tx
      .updateTable('casework.moving_in_row')
      .set({ state: 'moved in', case_id: caseId, ...gone })
      .where('id', '=', fact.rowId)
      .execute()
    fact.caseId = caseId
    fact.referenceWord = reference
  },
})
