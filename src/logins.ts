import { join } from 'node:path'
import { FolderInUse, startEmbedded } from './platform/db/embedded.ts'
import { passwordsOf, placeFor, urlsOf } from './platform/db/embedded/place.ts'
import { type Settings, SettingsProblem } from './platform/settings.ts'
import type { Log } from './platform/town.ts'

export interface DatabaseLogins {
  /** Undefined where whoever runs the server migrates by hand (`npx onetown migrate`). */
  ownerUrl: string | undefined
  serviceUrl: string
  /** When all that a first start wrote is on the disk. */
  onDisk: Promise<void>
  /** Stops the embedded server if this process started it. */
  stop(): Promise<void>
}

interface Opening {
  /** A server that another process of this installation runs is used as it is: for the small programs of `npx onetown`. */
  beside?: boolean
  /** The embedded server's programs are at work: what takes time can be done beside them. */
  onAtWork?: () => void
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
  { beside = false, onAtWork, onLost = () => {} }: Opening = {},
): Promise<DatabaseLogins> {
  if (settings.database) return { ...settings.database, onDisk: Promise.resolve(), stop: async () => {} }
  const folder = join(settings.data, 'database')
  try {
    const { ownerUrl, serviceUrl, onDisk, stop } = await startEmbedded({
      folder,
      log: (line) => log.info(line),
      onAtWork,
      onDown: onLost,
    })
    return { ownerUrl, serviceUrl, onDisk, stop }
  } catch (error) {
    if (!(beside && error instanceof FolderInUse)) throw inASentence(error)
    const place = placeFor(folder)
    return { ...urlsOf(place, passwordsOf(place)), onDisk: Promise.resolve(), stop: async () => {} }
  }
}

/** What the embedded server and the file system say is for whoever starts the town; a bug in the program is not. */
function inASentence(error: unknown): unknown {
  const isPlain = Object.getPrototypeOf(error) === Error.prototype
  return isPlain ? new SettingsProblem((error as Error).message) : error
}

/** The owner's login, for what only it can do. Throws `SettingsProblem` where it was not given. */
export function ownerOf({ ownerUrl }: DatabaseLogins, toDoWhat: string): string {
  if (ownerUrl) return ownerUrl
  throw new SettingsProblem(`ONETOWN_OWNER_URL is not set: it is needed ${toDoWhat}.`)
}

/** The login in a database address; it may stand before the host or among the parameters. */
export function userOf(url: string): string {
  const parsed = new URL(url.replace(/^postgres(ql)?:\/\/\//, 'postgresql://localhost/'))
  return decodeURIComponent(parsed.username) || (parsed.searchParams.get('user') ?? '')
}
