import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { BucketLogin } from './files/s3.ts'

const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

export type Settings = {
  port: number
  host: string
  /** Everything the town keeps outside its database, and the embedded database itself: an absolute path. */
  data: string
  demo: boolean
  /** A PostgreSQL server of one's own; undefined means the embedded one. */
  database: { serviceUrl: string; ownerUrl: string | undefined } | undefined
  keys: string
  /** Where files lie, sealed. */
  files: string
  /** The bucket that files are brought into, where there is one. */
  bucket: BucketLogin | undefined
  /** The address of a ClamAV daemon; undefined means that files are not scanned. */
  clamd: string | undefined
  /** Undefined means that mails are written to `mailFolder`. */
  smtpUrl: string | undefined
  mailFolder: string
  /** Where people reach the town, without a slash at the end: the beginning of every link in a mail. */
  baseUrl: string
}

const bucketExample = 'https://s3.example.org/bucket'

/** A setting is wrong; the message is one sentence that names it and says what it may be. */
export class SettingsProblem extends Error {
  override name = 'SettingsProblem'
}

const variables = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a whole number from 1 to 65535, or 0 for any free port')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a whole number from 1 to 65535, or 0 for any free port')
    .default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be the name or the address to listen on, such as 127.0.0.1')
    .default('127.0.0.1'),
  ONETOWN_DATA: z.string().default(join(projectRoot, 'data')),
  ONETOWN_DEMO: z.enum(['on', 'off'], 'must be on or off').default('on'),
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgresql://login:password@server/database').optional(),
  ONETOWN_OWNER_URL: url(['postgres:', 'postgresql:'], 'postgresql://login:password@server/database').optional(),
  ONETOWN_KEYS: z.string().optional(),
  ONETOWN_FILES: z.string().optional(),
  ONETOWN_BUCKET: url(['http:', 'https:'], bucketExample)
    .refine(isBucket, `must be an address such as ${bucketExample}, or one with the bucket's name before the store's`)
    .optional(),
  ONETOWN_BUCKET_REGION: z
    .string()
    .regex(/^[\w-]{1,60}$/, 'must be the name of a region, such as eu-west-2')
    .optional(),
  ONETOWN_BUCKET_KEY: z.string().optional(),
  ONETOWN_BUCKET_SECRET: z.string().optional(),
  ONETOWN_CLAMD: z
    .string()
    .regex(
      /^(unix:(\/\/)?\/\S+|tcp:\/\/(\[[\da-f:]+\]|[\w.-]+)(:\d{1,5})?)$/i,
      'must be unix: and the path of its socket, such as unix:/run/clamav/clamd.ctl, or an address such as tcp://127.0.0.1:3310',
    )
    .optional(),
  ONETOWN_SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://login:password@server:587').optional(),
  ONETOWN_BASE_URL: url(['http:', 'https:'], 'https://onetown.example.org')
    .refine((given) => isOrigin(given), 'must be an address without a path, such as https://onetown.example.org')
    .optional(),
})

/** The names of all settings: docs/settings.md explains each. */
export const settingNames = Object.keys(variables.shape)

/**
 * Reads the settings from environment variables; an empty variable counts as not set, and relative folders start at the
 * current folder. Throws a SettingsProblem for a wrong value, for an owner's address without the service's, and for an
 * ONETOWN_ variable that does not exist (ONETOWN_TEST_ is left to the tests).
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  refuseUnknownNames(env)
  const parsed = variables.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new SettingsProblem(`${issue?.path.join('.')} ${issue?.message}.`)
  }
  const given = parsed.data
  const data = resolve(given.ONETOWN_DATA)
  return {
    port: given.PORT,
    host: given.HOST,
    data,
    demo: given.ONETOWN_DEMO === 'on',
    database: ownServer(given.DATABASE_URL, given.ONETOWN_OWNER_URL),
    keys: given.ONETOWN_KEYS ? resolve(given.ONETOWN_KEYS) : join(data, 'keys'),
    files: given.ONETOWN_FILES ? resolve(given.ONETOWN_FILES) : join(data, 'files'),
    bucket: bucketOf(given),
    clamd: given.ONETOWN_CLAMD,
    smtpUrl: given.ONETOWN_SMTP_URL,
    mailFolder: join(data, 'mail'),
    baseUrl: given.ONETOWN_BASE_URL ? new URL(given.ONETOWN_BASE_URL).origin : localAddress(given.HOST, given.PORT),
  }
}

function url(protocols: string[], example: string) {
  // The value itself is never repeated in the sentence: it may hold a password.
  return z.string().refine((value) => protocols.includes(URL.parse(value)?.protocol ?? ''), {
    message: `must be an address such as ${example}`,
    abort: true,
  })
}

function isOrigin(given: string) {
  const { pathname, search, hash, username } = new URL(given)
  return pathname === '/' && !search && !hash && !username
}

/** In the path or, where the store wants it so, in the name of the host; nothing else stands in it. */
function isBucket(given: string) {
  const { pathname, search, hash, username, password } = new URL(given)
  return /^\/[\w.-]*\/?$/.test(pathname) && !search && !hash && !username && !password
}

type GivenBucket = Partial<Record<`ONETOWN_BUCKET${'' | '_REGION' | '_KEY' | '_SECRET'}`, string | undefined>>

/** All of it or nothing: half of it would leave files in a folder where nobody looks for them. */
function bucketOf(given: GivenBucket): BucketLogin | undefined {
  const { ONETOWN_BUCKET, ONETOWN_BUCKET_REGION, ONETOWN_BUCKET_KEY, ONETOWN_BUCKET_SECRET } = given
  const needed = { ONETOWN_BUCKET, ONETOWN_BUCKET_KEY, ONETOWN_BUCKET_SECRET }
  const set = Object.entries({ ...needed, ONETOWN_BUCKET_REGION }).find(([, value]) => value)
  const missing = Object.entries(needed).find(([, value]) => !value)
  if (set && missing)
    throw new SettingsProblem(
      `${set[0]} is set but ${missing[0]} is not: set ONETOWN_BUCKET, ONETOWN_BUCKET_KEY and ONETOWN_BUCKET_SECRET to keep files in a bucket, or none of them.`,
    )
  if (!ONETOWN_BUCKET || !ONETOWN_BUCKET_KEY || !ONETOWN_BUCKET_SECRET) return undefined
  const url = new URL(ONETOWN_BUCKET).href.replace(/\/$/, '')
  return { url, region: ONETOWN_BUCKET_REGION, key: ONETOWN_BUCKET_KEY, secret: ONETOWN_BUCKET_SECRET }
}

/** The owner's login is for migrating alone: whoever migrates by hand keeps it from the process that serves. */
function ownServer(serviceUrl: string | undefined, ownerUrl: string | undefined) {
  if (serviceUrl) return { serviceUrl, ownerUrl }
  if (!ownerUrl) return undefined
  throw new SettingsProblem(
    'ONETOWN_OWNER_URL is set but DATABASE_URL is not: set both to use your own PostgreSQL server, or neither to use the built-in one.',
  )
}

function localAddress(host: string, port: number) {
  const everywhere = host === '0.0.0.0' || host === '::'
  const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

function refuseUnknownNames(env: NodeJS.ProcessEnv) {
  const known = settingNames.filter((name) => name.startsWith('ONETOWN_'))
  for (const name of Object.keys(env)) {
    if (!name.startsWith('ONETOWN_') || name.startsWith('ONETOWN_TEST_') || known.includes(name)) continue
    const nearest = known.toSorted((a, b) => distance(name, a) - distance(name, b))[0]
    throw new SettingsProblem(`${name} is not a setting of Onetown: did you mean ${nearest}?`)
  }
}

/** How many letters must be added, left out or changed to turn one name into the other (Levenshtein). */
function distance(from: string, to: string) {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const changed = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(changed, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[to.length]!
}
