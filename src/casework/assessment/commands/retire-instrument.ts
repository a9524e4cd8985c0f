import { command } from '../../../platform/command.ts'
import { instrument } from '../instrument-queries.ts'
import { retireQuestions } from '../instrument-questions.ts'
import { retireInstrument } from '../instrument-rules.ts'
import { assessmentPolicy } from '../policy.ts'

export const retireAnInstrument = command({
  name: 'assessment.retire-instrument',
  zone: 'casework',
  summary: 'Retire an instrument: nobody begins with it any more, and what was made with it stays',
  asks: retireQuestions,
  knows: instrument,
  allows: assessmentPolicy.decideOnInstruments,
  decides: retireInstrument,
  async saves({ tx, viewer, now }, { instrumentId }) {
    await tx
      .updateTable('casework.instrument')
      .set({ retired_at: now, retired_by: viewer.id })
      .where('id', '=', instrumentId)
      .execute()
  },
})
