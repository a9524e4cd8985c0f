import { command } from '../../../platform/command.ts'
import { instrument } from '../instrument-queries.ts'
import { useQuestions } from '../instrument-questions.ts'
import { useInstrument } from '../instrument-rules.ts'
import { assessmentPolicy } from '../policy.ts'

export const takeInstrumentIntoUse = command({
  name: 'assessment.use-instrument',
  zone: 'casework',
  summary: 'Take a draft of an instrument into use; the edition before it is retired',
  asks: useQuestions,
  knows: instrument,
  allows: assessmentPolicy.decideOnInstruments,
  decides: useInstrument,
  async saves({ tx, viewer, now }, { instrumentId, retiredId }) {
    if (retiredId)
      await tx
        .updateTable('casework.instrument')
        .set({ retired_at: now, retired_by: viewer.id })
        .where('id', '=', retiredId)
        .execute()
    await tx
      .updateTable('casework.instrument')
      .set({ in_use_at: now, in_use_by: viewer.id })
      .where('id', '=', instrumentId)
      .execute()
  },
})
