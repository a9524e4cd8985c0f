import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { loadDemo } from '../../demo/load.ts'
import { emailOf, people } from '../../demo/town.ts'
import { openTown } from '../../src/app.ts'
import { beginSession, makeApiToken } from '../../src/organisation/identity/sessions.ts'
import { newSecretCode } from '../../src/platform/pure/reference.ts'
import { freshDatabase } from '../database.ts'
import { overHttp, starting } from '../programs.ts'
import { byApi, visitor } from '../world.ts'
import { keepJobs } from './jobs.ts'
import { type Said, watched } from './watch.ts'

export type WatchedTown = Awaited<ReturnType<typeof openWatchedTown>>

/** The demo town, served by the program itself; what it says where nothing about anybody may stand is kept in `said`. */
export async function openWatchedTown() {
  const fresh = await freshDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'onetown-'))
  const superuser = new pg.Pool({ connectionString: fresh.superUrl, max: 1 })
  superuser.on('error', () => {})
  const sql = async <Row extends object>(text: string, values?: unknown[]) =>
    (await superuser.query<Row>(text, values)).rows
  await keepJobs(sql)
  const said: Said[] = []
  const log = (message: string, about?: object) =>
    void said.push({ kind: 'log', where: 'the loader', text: `${message} ${JSON.stringify(about ?? {})}` })
  const keys = join(folder, 'keys')
  const own = {
    serviceUrl: fresh.serviceUrl,
    keysFolder: keys,
    filesFolder: join(folder, 'files'),
    baseUrl: 'http://127.0.0.1:3000',
  }
  const town = await openTown({ ...own, log: { info: log, error: log } })
  await loadDemo(town, { log: town.log })
  const urls = { DATABASE_URL: fresh.serviceUrl, ONETOWN_OWNER_URL: fresh.ownerUrl }
  const env = { ...urls, ONETOWN_DATA: folder, ONETOWN_KEYS: keys, PORT: '0' }
  const program = await starting(env)
  const site = watched(overHttp(program.address), said)
  const staff = await sql<{ id: string; email: string; agency_id: string }>(
    'select id, email, agency_id from organisation.staff',
  )
  const staffOf = (key: string) => staff.find(({ email }) => email === emailOf(key))!

  /** One of the demo's people, by pages and by API. */
  const someone = async (key: string) => {
    const { id: staffId } = staffOf(key)
    const cookie = newSecretCode(32)
    await beginSession(town, { token: cookie, staffId, secondFactor: true })
    const token = await makeApiToken(town, staffId, { label: 'a test', days: 1 })
    return { ...visitor(site, cookie), ...byApi(site, token) }
  }
  type Someone = Awaited<ReturnType<typeof someone>>
  const cast = new Map<string, Someone>()
  for (const { key } of people) cast.set(key, await someone(key))
  return {
    database: fresh.name,
    folder,
    mailFolder: join(folder, 'mail'),
    env,
    program,
    town,
    site,
    said,
    sql,
    staffOf,
    as: (key: string) => cast.get(key)!,
    everybody: () => [...cast.values(), visitor(site)],
    stranger: () => visitor(site),
    async close() {
      await program.stop('SIGKILL')
      await town.database.close()
      town.keys.close()
      await superuser.end()
      await fresh.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
