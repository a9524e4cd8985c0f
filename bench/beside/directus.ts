/** Directus 12 on a copy of the list's table. Its item rules are sold apart, so that it reads without row security. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Sized } from '../sizes.ts'
import { folder } from './rivals.ts'

const name = 'bench_directus'
const token = 'a-token-of-the-bench-alone'
const columns = 'case_id, reference, person_name, stage, stage_since, next_due_on'
const mostSeconds = 60
/** The machine's own, with which npm built what Directus cannot do without: that does not compile for Node 24 yet. */
const node = 'node'

/** Copies the table, lets Directus make its own tables beside it, and starts it. Gives where its list is. */
export async function startDirectus({ owner, ownerUrl }: Sized, port: number) {
  const url = new URL(ownerUrl)
  url.pathname = `/${name}`
  await owner.query(`drop database if exists ${name}`)
  await owner.query(`create database ${name}`)
  await copyList(owner, url.href)
  const env = {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: String(port),
    KEY: name,
    SECRET: token,
    DB_CLIENT: 'pg',
    DB_POOL__MIN: '0',
    DB_POOL__MAX: '8',
    DB_CONNECTION_STRING: url.href,
    ADMIN_EMAIL: 'bench@example.org',
    ADMIN_PASSWORD: token,
    ADMIN_TOKEN: token,
    CACHE_ENABLED: 'false',
    RATE_LIMITER_ENABLED: 'false',
    TELEMETRY: 'false',
    LOG_LEVEL: 'error',
  }
  const cli = join(folder, 'node_modules', 'directus', 'cli.js')
  const made = spawnSync(node, [cli, 'bootstrap'], { env, cwd: folder, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`Directus was not set up: ${made.stderr || made.stdout}`)
  const child = spawn(node, [cli, 'start'], { env, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  await answering(port)
  return {
    path: `/items/case_list?fields=${columns.replaceAll(' ', '')}&sort=-stage_since,-case_id&limit=51`,
    headers: { authorization: `Bearer ${token}` },
    async stop() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
      await owner.query(`drop database ${name} with (force)`)
    },
  }
}

async function copyList(owner: pg.Client, url: string) {
  const copy = new pg.Client(url)
  await copy.connect()
  await copy.query(`create table case_list (case_id uuid primary key, reference text, person_name text, stage text,
    stage_since timestamptz, next_due_on date)`)
  const { rows } = await owner.query<{ all: string }>(
    `select json_agg(json_build_object('case_id', case_id, 'reference', reference, 'person_name', person_name, 'stage', stage,
      'stage_since', stage_since, 'next_due_on', next_due_on))::text as all from casework.case_state`,
  )
  await copy.query('insert into case_list select * from json_populate_recordset(null::case_list, $1)', [rows[0]!.all])
  await copy.query('create index on case_list (stage_since desc, case_id desc)')
  await copy.query('analyze')
  await copy.end()
}

async function answering(port: number) {
  for (let waited = 0; waited < mostSeconds; waited++) {
    const answer = await fetch(`http://127.0.0.1:${port}/server/ping`).catch(() => undefined)
    if (answer?.ok) return
    await pause(1000)
  }
  throw new Error('Directus did not answer')
}
