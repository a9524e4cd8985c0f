import type { AddressInfo } from 'node:net'
import { buildApp } from './app.ts'
import { openInstallation, openLogins } from './installation.ts'
import { startWork } from './jobs.ts'
import { loadDemo } from '../demo/load.ts'
import { whereToSignIn } from '../demo/who.ts'
import { FolderInUse } from './platform/db/embedded.ts'
import { openLog } from './platform/log.ts'
import { readSettings, type Settings, SettingsProblem } from './platform/settings.ts'
import { whenToldToStop } from './platform/stop.ts'
import type { Town } from './platform/town.ts'

const log = openLog()
const toClose: (() => Promise<unknown> | unknown)[] = []

whenToldToStop(async () => {
  for (const close of toClose.splice(0).reverse()) await close()
})

try {
  await start(readSettings())
} catch (error) {
  const known =
    error instanceof SettingsProblem ||
    error instanceof FolderInUse ||
    (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  console.error(known ? sentenceFor(error as Error) : error)
  for (const close of toClose.splice(0).reverse()) await close()
  process.exit(1)
}

async function start(settings: Settings) {
  const logins = await openLogins(settings, log)
  toClose.push(() => logins.stop())
  let town = await openInstallation(settings, logins, log)
  if (settings.demo && !town.founded) {
    await loadDemo(town, { log })
    await town.database.close()
    town.keys.close()
    town = await openInstallation(settings, logins, log)
  }
  toClose.push(
    () => town.keys.close(),
    () => town.database.close(),
  )
  const work = await startWork(town, settings, logins.serviceUrl)
  toClose.push(() => work.stop())
  const app = await buildApp(town)
  toClose.push(() => app.close())
  await app.listen({ port: settings.port, host: settings.host })
  console.log(await welcome(town, `http://${settings.host}:${(app.server.address() as AddressInfo).port}`))
}

async function welcome(town: Town, address: string) {
  const lines = [`${town.name} is ready at ${address}`]
  if (town.demo) {
    lines.push('', 'This is a demo town of invented people. Sign in as:', ...(await whereToSignIn(town)))
    lines.push('', 'The second factor is shown beside the form, and by: npx onetown code --as <e-mail>')
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

function sentenceFor(error: Error): string {
  const { code, port } = error as NodeJS.ErrnoException & { port?: number }
  if (code !== 'EADDRINUSE') return error.message
  return `Port ${port} is in use by another program: stop it, or choose another port with PORT.`
}
