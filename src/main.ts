import { openLogins } from './logins.ts'
import { faultOf } from './platform/fault.ts'
import { refuseUsedPort } from './platform/http/port.ts'
import { openLog } from './platform/log.ts'
import { newId } from './platform/road.ts'
import { readSettings, SettingsProblem } from './platform/settings.ts'
import { type Life, live } from './platform/stop.ts'

const log = openLog()

live(start, (error) => {
  if (error instanceof SettingsProblem) console.error(error.message)
  else log.error('Something went wrong that nothing caught: the town closes', { reference: newId(), ...faultOf(error) })
})

/** The database is started first: the program, which takes as long, is read while it comes up. */
async function start(life: Life): Promise<undefined> {
  const settings = readSettings()
  await refuseUsedPort(settings)
  const atWork = Promise.withResolvers<void>()
  const onLost = () => life.end('the database was lost', 1)
  const opening = openLogins(settings, log, { onAtWork: atWork.resolve, onLost })
  await Promise.race([atWork.promise, opening])
  const reading = import('./serving.ts')
  const logins = await opening
  life.willClose(() => logins.stop())
  const { serve } = await reading
  await serve(life, { settings, logins, log })
}
