import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { binariesFor } from './embedded/binaries.ts'
import { bringUp, FolderInUse } from './embedded/bring-up.ts'
import type { Installation, Up } from './embedded/bring-up.ts'
import { ensureCluster, putAsideAbandoned } from './embedded/first-start.ts'
import { nameOf, passwordsOf, placeFor, urlsOf } from './embedded/place.ts'
import { signalServer, stopServer } from './embedded/server.ts'

export { FolderInUse }

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 10_000
/** A small program that came between has the server for as long as it runs. */
const LONGEST_IN_BETWEEN_MS = 60_000

export type EmbeddedOptions = {
  /** The folder that the database belongs to; made when missing. */
  folder: string
  /** Takes one line for the application's log; it names no person. */
  log: (line: string) => void
  /** The database's own programs have begun: what takes time can be done beside them. */
  onAtWork?: (() => void) | undefined
  /** The database fell and is not brought back, because another application took the folder meanwhile, and keeps it. */
  onDown?: (reason: FolderInUse) => void
  /** For tests: faster, and lost with the machine. */
  throwaway?: boolean
}

export type EmbeddedDatabase = {
  /** Signs in to the database `onetown` as its owner: createdb and createrole, not a superuser. */
  readonly ownerUrl: string
  /** Signs in to the database `onetown` as the role that is nothing by itself. */
  readonly serviceUrl: string
  /** Signs in to the database `postgres` as superuser: for repair, never for the application. */
  readonly superuserUrl: string
  /** The server's process now; it changes when the server had to be started again. */
  readonly pid: number
  /** Whether the server ran already, left behind by an application that was killed. */
  readonly adopted: boolean
  /** When all that a first start wrote is on the disk: before that, a machine that stops loses it. */
  readonly onDisk: Promise<void>
  /** Stops the server and resolves when its process has gone. */
  stop: () => Promise<void>
}

/**
 * Starts the PostgreSQL that npm brought on a folder, or adopts the one that runs there, and keeps it running until
 * `stop`. The first start makes the cluster, the roles `onetown_owner` and `onetown_service` and the database `onetown`.
 * Throws FolderInUse for a second application, and an Error with one sentence when the database does not start.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { folder, log, throwaway = false } = options
  const place = await putAsideAbandoned(placeFor(folder), log)
  if (place.runAs && !throwaway)
    log(`Started by root: the database runs as ${nameOf(place.runAs)}, in ${place.cluster}.`)
  const installation = { place, binaries: binariesFor(place), passwords: passwordsOf(place), throwaway }
  const { onDisk } = await ensureCluster(installation, options.onAtWork)
  const { adopted, pidNow, stop } = await supervise(installation, options)
  log(`The database ${adopted ? 'still ran and was adopted' : 'has started'} (process ${pidNow()}).`)
  return {
    ...urlsOf(place, installation.passwords),
    adopted,
    onDisk,
    stop,
    get pid() {
      return pidNow()
    },
  }
}

/** Stops the database of a folder that no application uses any more, and deletes it with everything in it. */
export async function removeEmbedded(folder: string) {
  const place = placeFor(folder)
  await stopServer(place)
  rmSync(place.socket, { recursive: true, force: true })
  if (place.runAs) rmSync(dirname(place.cluster), { recursive: true, force: true })
  rmSync(place.folder, { recursive: true, force: true })
}

async function supervise(installation: Installation, { log, onAtWork, onDown }: EmbeddedOptions) {
  let stopping: Promise<void> | undefined
  let recovering = Promise.resolve()
  const isStopping = () => stopping !== undefined
  let up = await bringUp(installation, isStopping, onAtWork)
  const { adopted } = up
  let { pid } = up
  /** Since when another application has the folder: what runs there then is not ours to stop. */
  let takenSince: number | undefined
  // Whatever ends the application in an orderly way ends the database too, even an error that nobody caught.
  const stopAtExit = () => !takenSince && signalServer(installation.place, 'SIGINT')
  process.on('exit', stopAtExit)
  watch(up)

  /** The lock's connection ends at once when the server dies, whoever started it. */
  function watch({ lock }: Up) {
    lock.on('end', () => {
      if (!stopping) recovering = recover()
    })
  }

  async function recover() {
    log('The database is down: starting it again.')
    for (let wait = FIRST_PAUSE_MS; !stopping; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      try {
        up = await bringUp(installation, isStopping)
        pid = up.pid
        takenSince = undefined
        watch(up)
        return log(`The database is back (process ${pid}).`)
      } catch (error) {
        if (isStopping()) return
        log((error as Error).message)
        takenSince = error instanceof FolderInUse ? (takenSince ?? performance.now()) : undefined
        if (takenSince && performance.now() - takenSince > LONGEST_IN_BETWEEN_MS) return onDown?.(error as FolderInUse)
        await pause(wait)
      }
    }
  }

  async function stop() {
    await recovering
    process.off('exit', stopAtExit)
    await up.lock.end().catch(() => {})
    if (!takenSince) await stopServer(installation.place)
  }

  return { adopted, pidNow: () => pid, stop: () => (stopping ??= stop()) }
}
