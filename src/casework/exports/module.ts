import { fileOf } from '../../platform/documents/spreadsheet.ts'
import { type Module, type Route, route } from '../../platform/module.ts'
import { exportChronology } from './commands/export-chronology.ts'
import { exportList } from './commands/export-list.ts'
import { exportFile, sheetOf } from './file.ts'
import { ExportChronologyPage, ExportListPage, ExportPage, MyExportsPage } from './pages/export-pages.tsx'
import { chronologyToExport, listToExport, myExports } from './queries.ts'

const done = 'It was recorded in the disclosure ledger'
const toFile: Route['then'] = ({ exportId }) => `/exports/${String(exportId)}`

export const exports: Module = {
  name: 'exports',
  routes: [
    route({
      path: '/cases/export',
      looks: listToExport,
      shows: ExportListPage,
      performs: exportList,
      then: toFile,
      done,
    }),
    route({
      path: '/cases/:caseId/chronology/export',
      looks: chronologyToExport,
      shows: ExportChronologyPage,
      performs: exportChronology,
      then: toFile,
      done,
    }),
    route({ path: '/exports', looks: myExports, shows: MyExportsPage }),
    route({ path: '/exports/:exportId', looks: exportFile, shows: ExportPage }),
    route({
      path: '/exports/:exportId/file',
      looks: exportFile,
      shows: ExportPage,
      makes: ({ known }) => fileOf(known.format, known.name, sheetOf(known)),
    }),
  ],
}
