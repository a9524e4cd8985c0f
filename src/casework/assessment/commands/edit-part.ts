import { command } from '../../../platform/command.ts'
import { partToWrite } from '../instrument-queries.ts'
import { partQuestions } from '../instrument-questions.ts'
import { editPart } from '../instrument-rules.ts'
import { assessmentPolicy } from '../policy.ts'

export const editPartOfInstrument = command({
  name: 'assessment.edit-part',
  zone: 'casework',
  summary: 'Edit the items of one part of a draft of an instrument',
  asks: partQuestions,
  knows: partToWrite,
  allows: assessmentPolicy.writeInstruments,
  holds: ({ part: { items } }) => ({ items }),
  decides: editPart,
  async saves({ tx }, { instrumentId, content }) {
    await tx
      .updateTable('casework.instrument')
      .set({ content: JSON.stringify(content) })
      .where('id', '=', instrumentId)
      .execute()
  },
})
