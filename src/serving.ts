import type { AddressInfo } from 'node:net'
import { buildApp } from './app.ts'
import { closeTown, openInstallation } from './installation.ts'
import { startWork } from './jobs.ts'
import { type DatabaseLogins, ownerOf } from './logins.ts'
import { isHalfLoaded } from '../demo/half-loaded.ts'
import { loadDemo } from '../demo/load.ts'
import { whereToSignIn } from '../demo/who.ts'
import { walkPath } from './organisation/identity/index.ts'
import { aloneIn, emptyDatabase } from './platform/db/migrate.ts'
import { keepHeapSmall } from './platform/heap.ts'
import { whyNotListening } from './platform/http/port.ts'
import type { Settings } from './platform/settings.ts'
import type { Life } from './platform/stop.ts'
import type { Log, Town } from './platform/town.ts'

export interface Started {
  settings: Settings
  logins: DatabaseLogins
  log: Log
}

/** Serves the town of a database that has started: opened, its demo told where there is none yet, its jobs at work. */
export async function serve(life: Life, { settings, logins, log }: Started): Promise<void> {
  const started = { settings, logins, log }
  const town = await townToServe(life, started)
  const work = await startWork(town, settings, logins.serviceUrl)
  life.willClose(() => work.stop())
  const app = await buildApp(town)
  life.willClose(() => app.close())
  await app.listen(settings).catch((error: unknown) => {
    throw whyNotListening(error, settings)
  })
  keepHeapSmall()
  console.log(await welcome(town, `http://${settings.host}:${(app.server.address() as AddressInfo).port}`))
}

/** The town in the database. Into an empty one the demo town is loaded first, unless a real town is to be founded. */
async function townToServe(life: Life, started: Started): Promise<Town> {
  const { settings, logins, log } = started
  const town = await openInstallation(settings, logins, log)
  const close = life.willClose(() => closeTown(town))
  if (town.founded || !(settings.demo || (await isHalfLoaded(town)))) return town
  await close()
  await aloneIn(ownerOf(logins, 'to load the demo town, or set ONETOWN_DEMO=off'), () => prepareDemo(life, started))
  return townToServe(life, started)
}

/** Takes out what a broken-off start left of the demo town, and loads it where it is wished. */
async function prepareDemo(life: Life, started: Started): Promise<void> {
  const { settings, logins, log } = started
  const town = await openInstallation(settings, unhurried(logins), log)
  const close = life.willClose(() => closeTown(town))
  if (await isHalfLoaded(town)) {
    log.info('The loading of the demo town was broken off: what is there of it is taken out.')
    await close()
    await emptyDatabase(ownerOf(logins, 'to take out a demo town that was broken off'))
    return prepareDemo(life, started)
  }
  if (settings.demo && !town.founded) await loadDemo(town, { log })
  await close()
}

/**
 * No act of a demo waits for the disk: the last one says that the town is whole, and a machine that stops before that
 * finds it half loaded and begins anew.
 */
function unhurried(logins: DatabaseLogins): DatabaseLogins {
  const url = new URL(logins.serviceUrl)
  url.searchParams.set('options', '-c synchronous_commit=off')
  return { ...logins, serviceUrl: url.href }
}

async function welcome(town: Town, address: string) {
  const lines = [`${town.name} is ready at ${address}`]
  if (town.demo) {
    lines.push('', `Take the ten-minute walk, from a referral to a panel decision: ${address}${walkPath}`)
    lines.push('', 'This is a demo town of invented people. Sign in as:', ...(await whereToSignIn(town)))
    lines.push('', 'The second factor is shown beside the form, and by: npx onetown code --as <email>')
    lines.push(
      'To start a real, empty town: ONETOWN_DEMO=off ONETOWN_DATA=<a new folder> npx onetown town new --name "Your town" --email you@example.org',
    )
  } else if (!town.founded) {
    lines.push(
      '',
      'There is no town here yet. Make one with: npx onetown town new --name "Your town" --email you@example.org',
    )
  }
  return lines.join('\n')
}
