import { join } from 'node:path'
import { openTown } from './app.ts'
import { FolderInUse, startEmbedded } from './platform/db/embedded.ts'
import { passwordsOf, placeFor, urlsOf } from './platform/db/embedded/place.ts'
import { migrate } from './platform/db/migrate.ts'
import { brought, whyTooNew, whyTooOld } from './platform/db/release.ts'
import { type Settings, SettingsProblem } from './platform/settings.ts'
import type { Log, Town } from './platform/town.ts'

export interface DatabaseLogins {
  /** Undefined where whoever runs the server migrates by hand (`npx onetown migrate`). */
  ownerUrl: string | undefined
  serviceUrl: string
  /** Stops the embedded server if this process started it. */
  stop(): Promise<void>
}

interface Opening {
  /** A server that another process of this installation runs is used as it is: for the small programs of `npx onetown`. */
  beside?: boolean
  /** The embedded server fell, and another process has taken its folder meanwhile. */
  onLost?: () => void
}

/**
 * The database of this installation: a server of one's own, or the embedded one, which is started.
 * Throws `SettingsProblem` with one sentence (`FolderInUse` is one).
 */
export async function openLogins(
  settings: Settings,
  log: Log,
  { beside = false, onLost = () => {} }: Opening = {},
): Promise<DatabaseLogins> {
  if (settings.database) return { ...settings.database, stop: async () => {} }
  const folder = join(settings.data, 'database')
  try {
    const { ownerUrl, serviceUrl, stop } = await startEmbedded({
      folder,
      log: (line) => log.info(line),
      onDown: onLost,
    })
    return { ownerUrl, serviceUrl, stop }
  } catch (error) {
    if (!(beside && error instanceof FolderInUse)) throw inASentence(error)
    const place = placeFor(folder)
    return { ...urlsOf(place, passwordsOf(place)), stop: async () => {} }
  }
}

/** What the embedded server and the file system say is for whoever starts the town; a bug in the program is not. */
function inASentence(error: unknown): unknown {
  const isPlain = Object.getPrototypeOf(error) === Error.prototype
  return isPlain ? new SettingsProblem((error as Error).message) : error
}

/** Brings the database up to this release where the owner's login is known, and opens the town. */
export async function openInstallation(settings: Settings, logins: DatabaseLogins, log: Log): Promise<Town> {
  if (logins.ownerUrl) {
    const applied = await migrate({ ownerUrl: logins.ownerUrl, service: userOf(logins.serviceUrl) })
    if (applied.length) log.info(`The database was brought up to this release (${applied.length} migrations).`)
  }
  const town = await openTown({
    serviceUrl: logins.serviceUrl,
    keysFolder: settings.keys,
    filesFolder: settings.files,
    clamd: settings.clamd,
    baseUrl: settings.baseUrl,
    log,
  })
  if (!logins.ownerUrl) await refuseOtherRelease(town)
  return town
}

/** Whoever may not migrate starts on a database of this very release. */
async function refuseOtherRelease(town: Town): Promise<void> {
  const by = await brought(town.database)
  const problem = whyTooOld(by) ?? whyTooNew(by)
  if (!problem) return
  await closeTown(town)
  throw problem
}

/** The owner's login, for what only it can do. Throws `SettingsProblem` where it was not given. */
export function ownerOf({ ownerUrl }: DatabaseLogins, toDoWhat: string): string {
  if (ownerUrl) return ownerUrl
  throw new SettingsProblem(`ONETOWN_OWNER_URL is not set: it is needed ${toDoWhat}.`)
}

export async function closeTown(town: Town): Promise<void> {
  await town.database.close()
  town.keys.close()
}

/** The login in a database address; it may stand before the host or among the parameters. */
export function userOf(url: string): string {
  const parsed = new URL(url.replace(/^postgres(ql)?:\/\/\//, 'postgresql://localhost/'))
  return decodeURIComponent(parsed.username) || (parsed.searchParams.get('user') ?? '')
}
