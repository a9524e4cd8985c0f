import { command } from '../../../platform/command.ts'
import { instrumentsToWrite } from '../instrument-queries.ts'
import { importQuestions } from '../instrument-questions.ts'
import { importInstrument } from '../instrument-rules.ts'
import { saveDraft } from '../instrument-saving.ts'
import { assessmentPolicy } from '../policy.ts'

export const importAnInstrument = command({
  name: 'assessment.import-instrument',
  zone: 'casework',
  summary: 'Import an instrument of assessment from a JSON file, as a draft',
  asks: importQuestions,
  knows: instrumentsToWrite,
  allows: assessmentPolicy.writeInstruments,
  decides: importInstrument,
  saves: saveDraft,
})
