import { type Route, route } from '../../platform/module.ts'
import { draftAnInstrument } from './commands/draft-instrument.ts'
import { editAnInstrument } from './commands/edit-instrument.ts'
import { editPartOfInstrument } from './commands/edit-part.ts'
import { importAnInstrument } from './commands/import-instrument.ts'
import { retireAnInstrument } from './commands/retire-instrument.ts'
import { takeInstrumentIntoUse } from './commands/use-instrument.ts'
import { instrument, instruments, instrumentsToWrite, partToWrite } from './instrument-queries.ts'
import { DraftPage, EditPage, EditPartPage, ImportPage, RetirePage, UsePage } from './pages/instrument-acts.tsx'
import { instrumentFile, InstrumentFilePage, InstrumentPage, InstrumentsPage } from './pages/instrument-pages.tsx'

const one = '/instruments/:instrumentId'
const toOne: Route['then'] = ({ instrumentId }) => `/instruments/${String(instrumentId)}`

export const instrumentRoutes: readonly Route[] = [
  route({ path: '/instruments', looks: instruments, shows: InstrumentsPage }),
  route({
    path: '/instruments/new',
    looks: instrumentsToWrite,
    shows: DraftPage,
    performs: draftAnInstrument,
    then: toOne,
    done: 'The draft was made',
  }),
  route({
    path: '/instruments/import',
    looks: instrumentsToWrite,
    shows: ImportPage,
    performs: importAnInstrument,
    then: toOne,
    done: 'The file was imported as a draft',
  }),
  route({ path: one, looks: instrument, shows: InstrumentPage }),
  route({ path: `${one}/file`, looks: instrument, shows: InstrumentFilePage }),
  route({ path: `${one}/export`, looks: instrument, shows: InstrumentFilePage, makes: instrumentFile }),
  route({
    path: `${one}/edit`,
    looks: instrument,
    shows: EditPage,
    performs: editAnInstrument,
    then: toOne,
    done: 'The draft was saved',
  }),
  route({
    path: `${one}/parts/:part`,
    looks: partToWrite,
    shows: EditPartPage,
    performs: editPartOfInstrument,
    then: toOne,
    done: 'The items were saved',
  }),
  route({
    path: `${one}/use`,
    looks: instrument,
    shows: UsePage,
    performs: takeInstrumentIntoUse,
    then: toOne,
    done: 'The instrument is in use',
  }),
  route({
    path: `${one}/retire`,
    looks: instrument,
    shows: RetirePage,
    performs: retireAnInstrument,
    then: toOne,
    done: 'The instrument was retired',
  }),
]
