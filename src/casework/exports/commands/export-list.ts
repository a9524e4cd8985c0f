import { command } from '../../../platform/command.ts'
import { addressOf, casePolicy } from '../../cases/index.ts'
import { listToExport } from '../queries.ts'
import { exportQuestions } from '../questions.ts'
import { exportTheList } from '../rules.ts'
import { saveExport } from '../saving.ts'

export const exportList = command({
  name: 'exports.export-list',
  zone: 'casework',
  summary: 'Export a list of cases as it is filtered, for a recorded purpose',
  asks: exportQuestions,
  knows: listToExport,
  allows: casePolicy.exportList,
  decides: exportTheList,
  saves: (writing, fact, { filters, words, cases, options }) =>
    saveExport(writing, fact, { what: 'cases', filters: addressOf(filters), caseIds: cases, words, options }),
})
