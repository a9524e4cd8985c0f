/** A town as `npm start` serves it, in a process of its own; on request without the journal's own write. */
import type { AddressInfo } from 'node:net'
import { modules, openTown } from '../src/app.ts'
import { startWork } from '../src/jobs.ts'
import { identifyIn } from '../src/organisation/identity/identify.ts'
import { identityPages } from '../src/organisation/identity/routes.tsx'
import { buildServer } from '../src/platform/http/server.tsx'
import { keepHeapSmall } from '../src/platform/heap.ts'
import type { Module } from '../src/platform/module.ts'

export interface Serving {
  serviceUrl: string
  keys: string
  mail: string
  journal: boolean
}

const { serviceUrl, keys, mail, journal } = JSON.parse(process.env.BENCH!) as Serving
const quiet = {
  info: () => {},
  warn: () => {},
  error: (message: string, about?: object) => console.error(message, about ?? ''),
}
const baseUrl = 'http://127.0.0.1'
const town = await openTown({ serviceUrl, keysFolder: keys, baseUrl, log: quiet })
const work = await startWork(town, { smtpUrl: undefined, mailFolder: mail, baseUrl }, serviceUrl)
const served = journal ? modules : modules.map(withoutJournal)
const app = await buildServer({ town, modules: served, identify: identifyIn(town) }, identityPages)
await app.listen({ port: 0, host: '127.0.0.1' })
keepHeapSmall()
process.send!({ port: (app.server.address() as AddressInfo).port })
process.on('SIGTERM', async () => {
  await app.close()
  await work.stop()
  await town.database.close()
  process.exit(0)
})

function withoutJournal(module: Module): Module {
  const untold = <Q extends object>(query: Q): Q => ({ ...query, subjects: undefined, journal: undefined })
  return {
    ...module,
    queries: module.queries?.map(untold),
    routes: module.routes.map((route) => ({ ...route, looks: untold(route.looks) })),
  }
}
