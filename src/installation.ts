import { openTown } from './app.ts'
import { FolderInUse, startEmbedded } from './platform/db/embedded.ts'
import { passwordsOf, placeFor, urlsOf } from './platform/db/embedded/place.ts'
import { migrate } from './platform/db/migrate.ts'
import type { Settings } from './platform/settings.ts'
import type { Log, Town } from './platform/town.ts'
import { join } from 'node:path'

export interface DatabaseLogins {
  ownerUrl: string
  serviceUrl: string
  /** Stops the embedded server if this process started it. */
  stop(): Promise<void>
}

/**
 * The database of this installation: a server of one's own, or the embedded one, which is started. With `beside`, a
 * server that another process of this installation runs is used as it is: for the small programs of `npx onetown`.
 * Throws `FolderInUse` or `SettingsProblem`, each with one sentence.
 */
export async function openLogins(settings: Settings, log: Log, { beside = false } = {}): Promise<DatabaseLogins> {
  if (settings.database) return { ...settings.database, stop: async () => {} }
  const folder = join(settings.data, 'database')
  try {
    const { ownerUrl, serviceUrl, stop } = await startEmbedded({ folder, log: (line) => log.info(line) })
    return { ownerUrl, serviceUrl, stop }
  } catch (error) {
    if (!(beside && error instanceof FolderInUse)) throw error
    const place = placeFor(folder)
    return { ...urlsOf(place, passwordsOf(place)), stop: async () => {} }
  }
}

/** Migrates and opens the town. */
export async function openInstallation(settings: Settings, logins: DatabaseLogins, log: Log): Promise<Town> {
  const service = userOf(logins.serviceUrl)
  const applied = await migrate({ ownerUrl: logins.ownerUrl, service })
  if (applied.length) log.info(`The database was brought up to this release (${applied.length} migrations).`)
  return openTown({ serviceUrl: logins.serviceUrl, keysFolder: settings.keys, baseUrl: settings.baseUrl, log })
}

/** The login in a database address; it may stand before the host or among the parameters. */
export function userOf(url: string): string {
  const parsed = new URL(url.replace(/^postgres(ql)?:\/\/\//, 'postgresql://localhost/'))
  return decodeURIComponent(parsed.username) || (parsed.searchParams.get('user') ?? '')
}
