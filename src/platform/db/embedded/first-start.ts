import { execFile } from 'node:child_process'
import { chownSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type pg from 'pg'
import type { Installation } from './bring-up.ts'
import { hasPasswords, placeFor, rememberMade } from './place.ts'
import type { Place } from './place.ts'
import { environment, isRunning, stopServer } from './server.ts'

/**
 * A cluster whose passwords are gone is not ours to open or to delete. Root's lies outside the folder and stays behind
 * when the folder is deleted: it is put aside, and the folder begins anew.
 */
export async function putAsideAbandoned(place: Place, log: (line: string) => void): Promise<Place> {
  if (hasPasswords(place) || !existsSync(place.cluster)) return place
  const base = dirname(place.cluster)
  if (base === place.folder) {
    throw new Error(
      `The file database.json is missing in ${place.folder}: without it nobody can sign in to the database.`,
    )
  }
  await stopServer(place)
  const aside = `${base}.put-aside-${Date.now()}`
  renameSync(base, aside)
  log(`A database of an earlier ${place.folder} was found and put aside as ${aside}: delete it if it is not needed.`)
  return placeFor(place.folder)
}

/**
 * Makes the cluster when there is none; fails with one sentence when it was lost or is of another PostgreSQL. What it
 * wrote is on the disk when `onDisk` says so, while the server begins to work on it.
 */
export async function ensureCluster(
  installation: Installation,
  onLaunched: () => void = () => {},
): Promise<{ onDisk: Promise<void> }> {
  const { place, passwords } = installation
  if (!existsSync(place.cluster)) {
    if (passwords.made) {
      throw new Error(
        `The database of ${place.folder} is not in ${place.cluster} any more: put the folder back where it was, start as the user who made it, or restore a backup.`,
      )
    }
    await makeCluster(installation, onLaunched)
  }
  refuseOtherRelease(installation)
  return { onDisk: passwords.made ? Promise.resolve() : written(installation) }
}

function refuseOtherRelease({ place, binaries }: Installation) {
  const made = readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim()
  if (made === binaries.version.split('.')[0]) return
  throw new Error(
    `The database in ${place.cluster} was made by PostgreSQL ${made} and ${binaries.version} cannot open it: restore a backup into a new ONETOWN_DATA.`,
  )
}

/** Makes the roles and the database. Every step may have been done by a first start that was cut short. */
export async function finishFirstStart(client: pg.Client, { place, passwords }: Installation) {
  const exists = async (query: string) => (await client.query(query)).rowCount !== 0
  const roles = [
    ['onetown_owner', 'createdb createrole', passwords.owner],
    ['onetown_service', 'noinherit', passwords.service],
  ] as const
  for (const [role, attributes, password] of roles) {
    const verb = (await exists(`select from pg_roles where rolname = '${role}'`)) ? 'alter' : 'create'
    await client.query(`${verb} role ${role} login ${attributes} password ${client.escapeLiteral(password)}`)
  }
  if (!(await exists(`select from pg_database where datname = 'onetown'`))) {
    await client.query('create database onetown owner onetown_owner')
  }
  await client.query('revoke all on database onetown from public')
  await client.query('grant connect on database onetown to onetown_service')
  rememberMade(place, passwords)
  passwords.made = true
  removeRemains(dirname(place.cluster))
}

/** The cluster gets its name only when it is complete; one that another process completed first is kept. */
async function makeCluster({ place, binaries, passwords }: Installation, onLaunched: () => void) {
  const fresh = `${place.cluster}.${process.pid}`
  const passwordFile = join(dirname(fresh), `password.${process.pid}`)
  writeFileSync(passwordFile, passwords.superuser, { mode: 0o600 })
  if (place.runAs) chownSync(passwordFile, place.runAs.uid, place.runAs.gid)
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const flags = ['-D', fresh, '--no-sync', ...locale, ...access]
  try {
    const making = promisify(execFile)(binaries.initdb, flags, { ...place.runAs, cwd: '/', env: environment })
    onLaunched()
    await making
    renameSync(fresh, place.cluster)
  } catch (error) {
    if (!existsSync(place.cluster)) throw error
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(fresh, { recursive: true, force: true })
  }
}

/** Waiting for the disk takes as long as all the rest of a first start: it is done beside that. */
function written({ place, binaries, throwaway }: Installation): Promise<void> {
  if (throwaway) return Promise.resolve()
  const flags = ['--sync-only', '-D', place.cluster]
  const syncing = promisify(execFile)(binaries.initdb, flags, { ...place.runAs, cwd: '/', env: environment })
  // whoever waits for it is told
  syncing.catch(() => {})
  return syncing.then(() => undefined)
}

/** What first starts left that were killed half-way; one that is still at it takes its own away. */
function removeRemains(folder: string) {
  for (const name of readdirSync(folder)) {
    const [, pid] = /^(?:cluster|password)\.(\d+)$/.exec(name) ?? []
    if (pid && !isRunning(Number(pid))) rmSync(join(folder, name), { recursive: true })
  }
}
