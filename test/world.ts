import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { buildApp, openTown } from '../src/app.ts'
import { beginSession, makeApiToken } from '../src/organisation/identity/sessions.ts'
import type { Role } from '../src/organisation/staff/roles.ts'
import { newId } from '../src/platform/road.ts'
import type { Log, Town } from '../src/platform/town.ts'
import { newSecretCode } from '../src/platform/pure/reference.ts'
import { freshDatabase, type TestDatabase } from './database.ts'

const agencies = {
  council: { name: 'Testham Council', kind: 'council' },
  police: { name: 'Testshire Police', kind: 'police' },
  health: { name: 'Testham NHS Trust', kind: 'health' },
  school: { name: 'Testham School', kind: 'school' },
  charity: { name: 'Testham Mentors', kind: 'voluntary' },
} as const
export type AgencyKey = keyof typeof agencies

export interface World {
  town: Town
  app: FastifyInstance
  fresh: TestDatabase
  agencyId: Record<AgencyKey, string>
  /** The town's time; tests may move it. */
  time: { now: Date }
  /** A member of staff with roles, signed in by page and with an API token; `site`: another than this town's own. */
  someone(name: string, roles: readonly Role[] | Role, agency?: AgencyKey, site?: FastifyInstance): Promise<Someone>
  /** Somebody who never signed in. */
  stranger(): Visitor
  /** A query as a superuser: to look behind the walls, or to alter rows by hand. */
  sql<Row extends object = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>
  close(): Promise<void>
}

/** A town of its own to act in: fresh database, real server, real keys. Close it after the file's tests. */
export async function openWorld(): Promise<World> {
  const fresh = await freshDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'onetown-'))
  const time = { now: new Date() }
  const superuser = new pg.Pool({ connectionString: fresh.superUrl, max: 2 })
  superuser.on('error', () => {})
  await superuser.query("insert into platform.town (name) values ('Testham')")
  const town = await openTown({
    serviceUrl: fresh.serviceUrl,
    keysFolder: folder,
    baseUrl: 'http://127.0.0.1:3000',
    log: quiet(),
    clock: () => time.now,
    pool: 8,
  })
  const app = await buildApp(town)
  const agencyId = await makeAgencies(superuser)
  const sql: World['sql'] = async (text, values) => (await superuser.query(text, values)).rows
  return {
    town,
    app,
    fresh,
    agencyId,
    time,
    sql,
    someone: (name, roles, agency = 'council', site = app) =>
      makeSomeone({ town, app: site, superuser }, name, { roles: [roles].flat(), agencyId: agencyId[agency] }),
    stranger: () => visitor(app),
    async close() {
      await app.close()
      await town.database.close()
      town.keys.close()
      await superuser.end()
      await fresh.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface Page {
  status: number
  text: string
  location: string | undefined
  headers: Record<string, unknown>
}

export interface Visitor {
  opens(path: string): Promise<Page>
  /** Opens the page for its hidden fields, then posts the fields given (form names: `born-day`, `statements-0-words`). */
  sends(path: string, fields: Record<string, string | string[]>): Promise<Page>
  /** Posts exactly what is given, without opening the page first. */
  posts(path: string, fields: Record<string, string | string[]>): Promise<Page>
}

export interface Someone extends Visitor {
  id: string
  name: string
  token: string
  /** POST /api/v1/<command>. */
  does(
    command: string,
    input: { about?: unknown; answers?: unknown; version?: unknown; key?: string },
  ): Promise<ApiAnswer>
  /** GET /api/v1/<module>/<query>. */
  asks(query: string, about?: Record<string, string>): Promise<ApiAnswer>
}

export interface ApiAnswer {
  status: number
  // A test says what it expects of the body.
  body: any
}

async function makeAgencies(superuser: pg.Pool) {
  const ids = {} as Record<AgencyKey, string>
  for (const [key, { name, kind }] of Object.entries(agencies)) {
    ids[key as AgencyKey] = newId()
    await superuser.query(
      `insert into organisation.agency (id, name, kind, force_area, mailbox, agreement_from) values ($1, $2, $3, $4, $5, '2020-01-01')`,
      [ids[key as AgencyKey], name, kind, kind === 'police' ? 'Testshire' : null, `${key}@testham.example`],
    )
  }
  return ids
}

async function makeSomeone(
  { town, app, superuser }: { town: Town; app: FastifyInstance; superuser: pg.Pool },
  name: string,
  { roles, agencyId }: { roles: readonly Role[]; agencyId: string },
): Promise<Someone> {
  const id = newId()
  await superuser.query(
    'insert into organisation.staff (id, agency_id, name, email, conduct_accepted_at) values ($1, $2, $3, $4, now())',
    [id, agencyId, name, `${id.slice(-12)}@testham.example`],
  )
  for (const role of roles)
    await superuser.query('insert into organisation.staff_role (id, staff_id, role) values ($1, $2, $3)', [
      newId(),
      id,
      role,
    ])
  const cookie = newSecretCode(32)
  await beginSession(town, { token: cookie, staffId: id, secondFactor: true })
  const token = await makeApiToken(town, id, { label: 'test', days: 1 })
  return { id, name, token, ...visitor(app, cookie), ...byApi(app, token) }
}

/** Somebody at the API, with a bearer token or without one. `from`: the address they come from, where limits count it. */
export function byApi(app: FastifyInstance, token?: string, from?: () => string): Pick<Someone, 'does' | 'asks'> {
  const authorised = token ? { authorization: `Bearer ${token}` } : {}
  const go = async (request: { method: 'GET' | 'POST'; url: string; payload?: object; headers?: object }) => {
    const headers = { ...authorised, ...request.headers }
    const answer = await app.inject({ ...request, headers, ...(from ? { remoteAddress: from() } : {}) })
    return { status: answer.statusCode, body: answer.json() }
  }
  return {
    does: (command, { about, answers, version, key }) =>
      go({
        method: 'POST',
        url: `/api/v1/${command}`,
        payload: { about, answers, version },
        headers: key ? { 'idempotency-key': key } : {},
      }),
    asks: (query, about = {}) =>
      go({ method: 'GET', url: `/api/v1/${query.replace('.', '/')}?${new URLSearchParams(about)}` }),
  }
}

/** A browser without script: keeps cookies, sends forms. `from`: the address it comes from, where limits count it. */
export function visitor(app: FastifyInstance, cookie?: string, from?: () => string): Visitor {
  const jar: Record<string, string> = cookie ? { onetown: cookie } : {}
  const go = async (method: 'GET' | 'POST', url: string, payload?: string): Promise<Page> => {
    const headers = payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await app.inject({
      method,
      url,
      headers,
      cookies: jar,
      ...(from ? { remoteAddress: from() } : {}),
      ...(payload === undefined ? {} : { payload }),
    })
    for (const { name, value } of answer.cookies) jar[name] = value
    return {
      status: answer.statusCode,
      text: answer.body,
      location: answer.headers.location,
      headers: answer.headers,
    }
  }
  const encode = (fields: Record<string, string | string[]>) =>
    new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
    ).toString()
  const posts = (path: string, fields: Record<string, string | string[]>) => go('POST', path, encode(fields))
  return {
    opens: (path) => go('GET', path),
    posts,
    async sends(path, fields) {
      const page = await go('GET', path)
      // the list of sections of a long form has no form of its own yet: its first section has
      const section = /class="govuk-link govuk-task-list__link" href="([^"]+)"/.exec(page.text)?.[1]
      const { text } = section ? await go('GET', section) : page
      return posts(path, { ...hiddenFields(text), ...fields })
    },
  }
}

/** The hidden fields of the page's own form (the header's sign-out form comes before it). */
export function hiddenFields(html: string): Record<string, string> {
  const fields = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  return Object.fromEntries(fields.map(([, name, value]) => [name!, value!]))
}

const quiet = (): Log => ({ info: () => {}, error: (message, about) => console.error(message, about ?? '') })
