import { command } from '../../../platform/command.ts'
import { instrument } from '../instrument-queries.ts'
import { editQuestions } from '../instrument-questions.ts'
import { editInstrument } from '../instrument-rules.ts'
import { assessmentPolicy } from '../policy.ts'

export const editAnInstrument = command({
  name: 'assessment.edit-instrument',
  zone: 'casework',
  summary: 'Edit a draft of an instrument: its name, what to know about it, and its parts',
  asks: editQuestions,
  knows: instrument,
  allows: assessmentPolicy.writeInstruments,
  holds: ({ content: { name, source, about, dimensions } }) => ({ name, source, about, parts: dimensions }),
  decides: editInstrument,
  async saves({ tx }, { instrumentId, content }) {
    await tx
      .updateTable('casework.instrument')
      .set({ content: JSON.stringify(content) })
      .where('id', '=', instrumentId)
      .execute()
  },
})
