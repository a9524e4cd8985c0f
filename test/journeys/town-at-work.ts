import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { foundDemo, loadDemo, movePeopleIn } from '../../demo/load.ts'
import { buildApp, openTown } from '../../src/app.ts'
import { startWork } from '../../src/jobs.ts'
import { today } from '../../src/platform/pure/days.ts'
import type { Log, Town } from '../../src/platform/town.ts'
import { freshDatabase } from '../database.ts'
import { type Mailbox, openMailbox } from './mailbox.ts'

export interface TownAtWork {
  town: Town
  /** Where a browser finds it. */
  address: string
  mailbox: Mailbox
  /** The day it is in this town. */
  today(): string
  /** Lets days pass. */
  wait(days: number): void
  /** A query as a superuser: to look behind the walls. */
  sql<Row extends object = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>
  close(): Promise<void>
}

const dayMs = 86_400_000

/**
 * The whole program as `npm start` runs it, in this process and on a free port, with its jobs and a real mail server:
 * a demo town, with the cases of the demo or with its people alone. Its clock runs, from as many days ago as is said.
 */
export async function openTownAtWork({
  cases,
  daysAgo = 0,
}: {
  cases: boolean
  daysAgo?: number
}): Promise<TownAtWork> {
  const toClose: (() => unknown)[] = []
  const fresh = await freshDatabase()
  toClose.push(() => fresh.drop())
  const folder = mkdtempSync(join(tmpdir(), 'onetown-'))
  toClose.push(() => rmSync(folder, { recursive: true, force: true }))
  const mailbox = await openMailbox()
  toClose.push(() => mailbox.close())

  let behindMs = daysAgo * dayMs
  const clock = () => new Date(Date.now() - behindMs)
  const opening = { serviceUrl: fresh.serviceUrl, keysFolder: folder, baseUrl: '', log: quiet, clock, pool: 8 }
  const empty = await openTown(opening)
  if (cases) await loadDemo(empty, { log: quiet })
  else await movePeopleIn(empty).then(() => foundDemo(empty))
  await empty.database.close()
  empty.keys.close()

  const town = await openTown(opening)
  toClose.push(() => town.database.close().then(() => town.keys.close()))
  const app = await buildApp(town)
  await app.listen({ port: 0, host: '127.0.0.1' })
  town.baseUrl = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const mailing = { smtpUrl: mailbox.url, mailFolder: folder, baseUrl: town.baseUrl }
  const work = await startWork(town, mailing, fresh.serviceUrl)
  toClose.push(
    () => work.stop(),
    () => app.close(),
  )

  const superuser = new pg.Pool({ connectionString: fresh.superUrl, max: 1 })
  toClose.push(() => superuser.end())
  return {
    town,
    address: town.baseUrl,
    mailbox,
    today: () => today(clock()),
    wait: (days) => void (behindMs -= days * dayMs),
    sql: async (text, values) => (await superuser.query(text, values)).rows,
    async close() {
      for (const close of toClose.toReversed()) await close()
    },
  }
}

const quiet: Log = { info: () => {}, error: (message, about) => console.error(message, about ?? '') }
