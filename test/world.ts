import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { buildApp, type Opening, openTown } from '../src/app.ts'
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
export async function openWorld({ clamd, bucket }: Pick<Opening, 'clamd' | 'bucket'> = {}): Promise<World> {
  const fresh = await freshDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'onetown-'))
  const time = { now: new Date() }
  const superuser = new pg.Pool({ connectionString: fresh.superUrl, max: 2 })
  superuser.on('error', () => {})
  await superuser.query("insert into platform.town (name) values ('Testham')")
  const town = await openTown({
    serviceUrl: fresh.serviceUrl,
    keysFolder: folder,
    clamd,
    bucket,
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
  /** As `sends`, with files along (multipart/form-data), as a browser sends them. */
  sendsFiles(path: string, fields: Record<string, string>, files: Record<string, SentFile>): Promise<Page>
}

export interface SentFile {
  name: string
  bytes: Buffer
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
  /** POST /api/v1/uploads. */
  uploads(file: SentFile): Promise<ApiAnswer>
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
  // whoever decides under section 36 is authorised for it; tests of those who are not end it
  if (roles.includes('section 36 officer'))
    await superuser.query(
      `insert into organisation.authorisation (id, staff_id, for_what, by_whom, from_on, recorded_at)
       values ($1, $2, 'section 36 decision', 'A test', '2020-01-01', now())`,
      [newId(), id],
    )
  const cookie = newSecretCode(32)
  await beginSession(town, { token: cookie, staffId: id, secondFactor: true })
  const token = await makeApiToken(town, id, { label: 'test', days: 1 })
  return { id, name, token, ...visitor(app, cookie), ...byApi(app, token) }
}

/** Somebody at the API, with a bearer token or without one. `from`: the address they come from, where limits count it. */
export function byApi(
  app: FastifyInstance,
  token?: string,
  from?: () => string,
): Pick<Someone, 'does' | 'asks' | 'uploads'> {
  const authorised = token ? { authorization: `Bearer ${token}` } : {}
  const go = async (request: { method: 'GET' | 'POST'; url: string; payload?: object | Buffer; headers?: object }) => {
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
    uploads: async (file) => go({ method: 'POST', url: '/api/v1/uploads', ...(await formOf({}, { file })) }),
    asks: (query, about = {}) =>
      go({ method: 'GET', url: `/api/v1/${query.replace('.', '/')}?${new URLSearchParams(about)}` }),
  }
}

/** A browser without script: keeps cookies, sends forms. `from`: the address it comes from, where limits count it. */
export function visitor(app: FastifyInstance, cookie?: string, from?: () => string): Visitor {
  const jar: Record<string, string> = cookie ? { onetown: cookie } : {}
  const go = async (
    method: 'GET' | 'POST',
    url: string,
    payload?: string | Buffer,
    type = 'application/x-www-form-urlencoded',
  ): Promise<Page> => {
    const headers = payload === undefined ? {} : { 'content-type': type }
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
    async sendsFiles(path, fields, files) {
      const page = await go('GET', path)
      const { payload, headers } = await formOf({ ...hiddenFields(page.text), ...fields }, files)
      return go('POST', path, payload, headers['content-type'])
    },
    async sends(path, fields) {
      const page = await go('GET', path)
      // the list of sections of a long form has no form of its own yet: its first section has
      const section = /class="govuk-link govuk-task-list__link" href="([^"]+)"/.exec(page.text)?.[1]
      const { text } = section ? await go('GET', section) : page
      return posts(path, { ...hiddenFields(text), ...fields })
    },
  }
}

/** A form with files, in the bytes that a browser makes of it. */
async function formOf(fields: Record<string, string>, files: Record<string, SentFile>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const [field, { name, bytes }] of Object.entries(files))
    form.append(field, new Blob([new Uint8Array(bytes)]), name)
  const whole = new Response(form)
  return {
    payload: Buffer.from(await whole.arrayBuffer()),
    headers: { 'content-type': whole.headers.get('content-type')! },
  }
}

/** The hidden fields of the page's own form (the header's sign-out form comes before it). */
export function hiddenFields(html: string): Record<string, string> {
  const fields = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  return Object.fromEntries(fields.map(([, name, value]) => [name!, value!]))
}

const quiet = (): Log => ({ info: () => {}, error: (message, about) => console.error(message, about ?? '') })
