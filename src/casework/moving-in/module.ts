import { givenBack } from '../../platform/documents/spreadsheet.ts'
import { type Module, type Route, route } from '../../platform/module.ts'
import { chooseTheColumns } from './commands/choose-columns.ts'
import { moveRowsIn } from './commands/go.ts'
import { goOnWithFile } from './commands/go-on.ts'
import { leaveStepsOut } from './commands/leave-out.ts'
import { startMovingIn } from './commands/start.ts'
import { takeMovingInBack } from './commands/take-back.ts'
import { ColumnsPage } from './pages/columns-page.tsx'
import { GoPage, TakeBackPage } from './pages/confirm-pages.tsx'
import { FilePage } from '../../platform/ui/file-page.tsx'
import { MovingInsPage, StartPage } from './pages/files-page.tsx'
import { LeaveOutPage } from './pages/leave-out-page.tsx'
import { MovingInPage } from './pages/report-page.tsx'
import { TemplatePage } from './pages/template-page.tsx'
import { movingInPolicy } from './policy.ts'
import { movingIn as oneFile, movingIns } from './queries/file.ts'
import { rowLeft } from './queries/row-left.ts'
import { rowsSentBack } from './queries/sent-back.ts'
import { template, templateFile } from './template.ts'

const toFile: Route['then'] = ({ movingInId }) => `/moving-in/${String(movingInId)}`
const one = '/moving-in/:movingInId'

export const movingIn: Module = {
  name: 'moving-in',
  routes: [
    route({ path: '/moving-in', looks: movingIns, shows: MovingInsPage }),
    route({
      path: '/moving-in/new',
      looks: movingIns,
      shows: StartPage,
      performs: startMovingIn,
      then: toFile,
      done: 'The file was received, and is read now',
    }),
    route({ path: '/moving-in/template', looks: template, shows: TemplatePage }),
    route({
      path: '/moving-in/template/:format',
      looks: template,
      shows: FilePage,
      makes: ({ known }) => templateFile(known),
    }),
    route({
      path: '/moving-in/rows/:rowId',
      looks: rowLeft,
      shows: LeaveOutPage,
      performs: leaveStepsOut,
      then: ({ caseId }) => `/cases/${String(caseId)}`,
      done: 'What the row told further was left out',
    }),
    route({
      path: one,
      looks: oneFile,
      shows: MovingInPage,
      performs: goOnWithFile,
      then: toFile,
      done: 'It goes on in your name now',
    }),
    route({
      path: `${one}/columns`,
      looks: oneFile,
      shows: ColumnsPage,
      performs: chooseTheColumns,
      then: toFile,
      done: 'The rows are checked now',
    }),
    route({
      path: `${one}/go`,
      looks: oneFile,
      shows: GoPage,
      performs: moveRowsIn,
      then: toFile,
      done: 'The rows are moved in now',
    }),
    route({
      path: `${one}/take-back`,
      looks: oneFile,
      shows: TakeBackPage,
      performs: takeMovingInBack,
      then: toFile,
      done: 'It is taken back now',
    }),
    route({
      path: `${one}/sent-back/:format`,
      looks: rowsSentBack,
      shows: FilePage,
      makes: ({ known }) => givenBack('Rows sent back', known),
    }),
  ],
  navigation: [{ href: '/moving-in', text: 'Moving in', roles: movingInPolicy.moveIn.roles }],
}
