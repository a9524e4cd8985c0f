import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { removeEmbedded, startEmbedded } from '../src/platform/db/embedded.ts'

const OLDEST_SERVER = 15

/** Where tests put folders: the number tells later runs whose they were. */
export const testFolder = (name: string) => join(tmpdir(), `onetown-test-${process.pid}-${name}`)

/**
 * A database server for the tests: the one that ONETOWN_TEST_OWNER_URL names, else an embedded one that `close` removes.
 * Throws an Error with one sentence when the server is older than 15 or the login is no superuser (tests alter rows behind the application's back).
 */
export async function serverForTests() {
  const given = process.env.ONETOWN_TEST_OWNER_URL
  if (given) {
    await checkServer(given)
    return { superuserUrl: given, close: async () => {} }
  }
  await removeAbandoned()
  const folder = testFolder('database')
  const { superuserUrl, stop } = await startEmbedded({ folder, log: () => {}, throwaway: true })
  const close = async () => {
    await stop()
    await removeEmbedded(folder)
  }
  return { superuserUrl, close }
}

async function checkServer(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(
    `select current_setting('server_version_num')::int / 10000 as version,
            rolsuper as may from pg_roles where rolname = current_user`,
  )
  await client.end()
  if (rows[0].version < OLDEST_SERVER) {
    throw new Error(
      `ONETOWN_TEST_OWNER_URL names a PostgreSQL ${rows[0].version}: ${OLDEST_SERVER} or later is needed.`,
    )
  }
  if (!rows[0].may)
    throw new Error('The login of ONETOWN_TEST_OWNER_URL must be a superuser of a server for tests alone.')
}

/** A test run that was killed cannot clear up: its folders name a process that is no more. */
async function removeAbandoned() {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(/^onetown-test-(\d+)-/.exec(name)?.[1])
    if (!pid || isAlive(pid)) continue
    // That of an installation lies in a folder of its own.
    for (const folder of [join(tmpdir(), name, 'database'), join(tmpdir(), name)])
      await removeEmbedded(folder).catch(() => {})
  }
}

function isAlive(pid: number) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
