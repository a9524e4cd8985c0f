import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { loadDemo } from '../demo/load.ts'
import { openTown } from '../src/app.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { removeEmbedded, startEmbedded } from '../src/platform/db/embedded.ts'
import { beginSession, makeApiToken } from '../src/organisation/identity/sessions.ts'
import { newSecretCode } from '../src/platform/pure/reference.ts'
import type { Town } from '../src/platform/town.ts'
import type { Viewer } from '../src/platform/viewer.ts'

const root = join(import.meta.dirname, '..')
const data = process.env.ONETOWN_TEST_BENCH_DATA ?? join(import.meta.dirname, 'data')

/** A town of a size, open in this process, its database in a folder of its own. */
export interface Sized {
  cases: number
  town: Town
  owner: pg.Client
  ownerUrl: string
  serviceUrl: string
  keys: string
  mail: string
  /** The embedded server's process. */
  pid: () => number
  someone: (emailKey: string) => Promise<Reader>
  /** One of the staff who were let into some 300 cases, and oversee nothing. */
  reader: () => Promise<Reader>
  close(): Promise<void>
}

/** Somebody to look as, signed in. */
export interface Reader {
  viewer: Viewer
  cookie: string
  token: string
}

const quiet = {
  info: () => {},
  warn: () => {},
  error: (message: string, about?: object) => console.error(message, about ?? ''),
}

/** Opens the town of so many cases; fills it first where there is none of this release yet. */
export async function openSize(cases: number, say: (line: string) => void): Promise<Sized> {
  const folder = join(data, String(cases))
  const [database, keys, made] = [join(folder, 'database'), join(folder, 'keys'), join(folder, 'made')]
  const isMade = isOfThisRelease(made)
  if (!isMade) {
    if (existsSync(database)) await removeEmbedded(database)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
  }
  const server = await startEmbedded({ folder: database, log: () => {} })
  const { ownerUrl, serviceUrl } = server
  const applied = await migrate({ ownerUrl, service: 'onetown_service' })
  const opening = { serviceUrl, keysFolder: keys, baseUrl: 'http://127.0.0.1', log: quiet }
  if (!isMade) {
    say(`Filling a town of ${cases.toLocaleString('en')} cases, once.`)
    const empty = await openTown(opening)
    await loadDemo(empty, { log: quiet, fill: { cases, ownerUrl, progress: progress(cases, say) } })
    await empty.database.close()
    empty.keys.close()
    writeFileSync(made, madeWith().join('\n'))
  }
  const town = await openTown(opening)
  const owner = new pg.Client(ownerUrl)
  // what it is asked fails by itself when the server goes away
  owner.on('error', () => {})
  await owner.connect()
  if (applied.length) await owner.query('vacuum analyze')
  return {
    cases,
    town,
    owner,
    ownerUrl,
    serviceUrl,
    keys,
    mail: join(folder, 'mail'),
    pid: () => server.pid,
    someone: (key) => someone(town, owner, `${key}@exampleham.example`),
    async reader() {
      const { rows } = await owner.query(
        `select s.email from organisation.staff s join casework.case_grant g on g.staff_id = s.id and g.ended_at is null
          where s.email like 'lead.%' group by s.id order by abs(count(distinct g.case_id) - 300), s.id limit 1`,
      )
      return someone(town, owner, rows[0].email)
    },
    async close() {
      await owner.end()
      await town.database.close()
      town.keys.close()
      await server.stop()
    },
  }
}

function progress(cases: number, say: (line: string) => void) {
  let told = 0
  return (done: number, aSecond: number) => {
    if (done - told < cases / 10 && done < cases - 100) return
    told = done
    say(`  ${done.toLocaleString('en')}, ${Math.round(aSecond)} a second`)
  }
}

/** What a filled town was made with, a line a file. A migration that came since is run on it; another one makes it anew. */
export const madeWith = () =>
  globSync(['demo/fill/**/*.ts', 'demo/town.ts', 'db/migrations/*.sql'], { cwd: root })
    .sort()
    .map(
      (file) =>
        `${file} ${createHash('sha256')
          .update(readFileSync(join(root, file)))
          .digest('hex')}`,
    )

/** Whether everything that it was made with is as it was. */
export function isOfThisRelease(made: string, rest: readonly string[] = []): boolean {
  if (!existsSync(made)) return false
  const lines = new Set([...madeWith(), ...rest])
  return readFileSync(made, 'utf8')
    .split('\n')
    .every((line) => lines.has(line))
}

async function someone(town: Town, owner: pg.Client, email: string): Promise<Reader> {
  const { rows } = await owner.query(
    `select s.id, s.name, s.agency_id, array(select r.role from organisation.staff_role r where r.staff_id = s.id and r.ended_at is null) as roles
      from organisation.staff s where s.email = $1`,
    [email],
  )
  const { id, name, agency_id: agencyId, roles } = rows[0]
  const session = newSecretCode(32)
  await beginSession(town, { token: session, staffId: id, secondFactor: true })
  const token = await makeApiToken(town, id, { label: 'bench', days: 1 })
  return { viewer: { kind: 'staff', id, name, agencyId, roles }, cookie: `onetown=${session}`, token }
}
