import { command } from '../../../platform/command.ts'
import { casePolicy, chronologyAddress } from '../../cases/index.ts'
import { chronologyToExport } from '../queries.ts'
import { exportQuestions } from '../questions.ts'
import { exportTheChronology } from '../rules.ts'
import { saveExport } from '../saving.ts'

export const exportChronology = command({
  name: 'exports.export-chronology',
  zone: 'casework',
  summary: 'Export the chronology of a case as it is narrowed, for a recorded purpose',
  asks: exportQuestions,
  knows: chronologyToExport,
  allows: casePolicy.exportChronology,
  decides: exportTheChronology,
  saves: (writing, fact, { filters, caseId, options }) =>
    saveExport(writing, fact, { what: 'chronology', filters: chronologyAddress(filters), caseIds: [caseId], options }),
})
