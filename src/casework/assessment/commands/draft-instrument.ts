import { command } from '../../../platform/command.ts'
import { instrumentsToWrite } from '../instrument-queries.ts'
import { draftQuestions } from '../instrument-questions.ts'
import { draftInstrument } from '../instrument-rules.ts'
import { saveDraft } from '../instrument-saving.ts'
import { assessmentPolicy } from '../policy.ts'

export const draftAnInstrument = command({
  name: 'assessment.draft-instrument',
  zone: 'casework',
  summary: 'Draft an instrument of assessment: a new one, or the next edition of one',
  asks: draftQuestions,
  knows: instrumentsToWrite,
  allows: assessmentPolicy.writeInstruments,
  decides: draftInstrument,
  saves: saveDraft,
})
