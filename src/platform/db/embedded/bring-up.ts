import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { SettingsProblem } from '../../settings.ts'
import { isAway } from '../away.ts'
import type { Binaries } from './binaries.ts'
import { finishFirstStart } from './first-start.ts'
import { urlsOf } from './place.ts'
import type { Passwords, Place } from './place.ts'
import { lastLogLines, launch, runningServer } from './server.ts'

const ONE_APPLICATION_LOCK = 7_163_201
const WAIT_FOR_DEAD_HOLDER_MS = 2_000
const MOST_FAILED_LAUNCHES = 5

export type Installation = { place: Place; binaries: Binaries; passwords: Passwords; throwaway: boolean }

/** A server that answers, and the connection that holds its folder for this application. */
export type Up = { lock: pg.Client; pid: number; adopted: boolean }

/** Another living application uses the folder; the message is one sentence to show. */
export class FolderInUse extends SettingsProblem {
  override name = 'FolderInUse'
}

/**
 * Sees who runs, starts the server when nobody does, and takes the folder's lock when it answers.
 * Throws FolderInUse, or an Error with one sentence when the server does not start or `isStopping` turned true.
 */
export async function bringUp(
  installation: Installation,
  isStopping: () => boolean,
  onLaunched: () => void = () => {},
): Promise<Up> {
  const { place, passwords } = installation
  let child: ReturnType<typeof launch> | undefined
  let failures = 0
  while (!isStopping()) {
    const lock = await connect(urlsOf(place, passwords).superuserUrl)
    if (lock) {
      const pid = await takeFolder(lock, installation)
      if (pid) return { lock, pid, adopted: pid !== child?.pid }
    } else if (!runningServer(place) && hasEnded(child)) {
      if (child && ++failures >= MOST_FAILED_LAUNCHES) {
        throw new Error(`The database does not start; ${place.log} says: ${lastLogLines(place)}`)
      }
      child = launch(installation)
      onLaunched()
    }
    await pause(failures ? 200 : 10)
  }
  throw new Error('The application is closing.')
}

/** Gives the server's process id, or undefined when the server went away meanwhile, so that the caller begins again. */
async function takeFolder(lock: pg.Client, installation: Installation) {
  try {
    const pid = runningServer(installation.place)
    if (!pid) throw inUse(installation.place, 'on another system that shares the folder')
    await takeLock(lock, installation.place)
    if (!installation.passwords.made) await finishFirstStart(lock, installation)
    return pid
  } catch (error) {
    await lock.end().catch(() => {})
    if (!isAway(error)) throw error
    return undefined
  }
}

/** A session lock: PostgreSQL gives it back when its holder's connection ends, however the holder died. */
async function takeLock(lock: pg.Client, place: Place) {
  const until = performance.now() + WAIT_FOR_DEAD_HOLDER_MS
  do {
    const { rows } = await lock.query('select pg_try_advisory_lock($1) as taken', [ONE_APPLICATION_LOCK])
    if (rows[0].taken) return
    await pause(50)
  } while (performance.now() < until)
  const { rows } = await lock.query(
    `select application_name as holder from pg_stat_activity join pg_locks using (pid)
      where locktype = 'advisory' and objid = $1 and granted`,
    [ONE_APPLICATION_LOCK],
  )
  throw inUse(place, rows[0]?.holder ?? 'a process that is ending')
}

function inUse({ folder }: Place, where: string) {
  return new FolderInUse(
    `Another Onetown already uses ${folder} (${where}): stop it first, or set ONETOWN_DATA to another folder.`,
  )
}

/** A connection that answers, or undefined when the server does not take one now. */
async function connect(url: string) {
  const client = new pg.Client({ connectionString: url, application_name: `process ${process.pid}` })
  // The loss of the connection is told by `end`; without a listener here it would end the application.
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => {})
    if (!isAway(error)) throw error
    return undefined
  }
}

function hasEnded(child: ReturnType<typeof launch> | undefined) {
  return !child?.pid || child.exitCode !== null || child.signalCode !== null
}
