import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

/** Where root keeps the files of servers that must run as another user. */
export const sharedFolder = '/var/lib/onetown'

const NOBODY = 65534
/** The shortest limit of the systems we run on (macOS: 104 bytes with the closing zero). */
const LONGEST_SOCKET_PATH = 103
const SOCKET_NAME = '/.s.PGSQL.5432'

export type Place = {
  /** The folder that was asked for; it holds the passwords and the log. */
  folder: string
  /** The database's own files (PGDATA). */
  cluster: string
  /** The folder of the unix socket, for the server's user alone. */
  socket: string
  log: string
  /** Whom the server runs as, when that is not whoever runs the application. */
  runAs: { uid: number; gid: number } | undefined
}

/** `made` is true once the cluster, its roles and the database are complete. */
export type Passwords = { superuser: string; owner: string; service: string; made: boolean }

/** Settles where the parts of the database of a folder lie, and makes the folders. */
export function placeFor(asked: string): Place {
  mkdirSync(asked, { recursive: true, mode: 0o700 })
  const folder = realpathSync(asked)
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  const isRoot = process.getuid?.() === 0
  const moved = isRoot && !existsSync(join(folder, 'cluster'))
  const base = moved ? join(sharedFolder, hash) : folder
  const cluster = join(base, 'cluster')
  const runAs = isRoot ? userFor(moved ? base : cluster) : undefined
  if (runAs) makeSharedFolder()
  if (moved) makeFolderFor(runAs, base)
  const socket = shortest(join(base, 'socket'), `/tmp/onetown-${hash}`)
  makeFolderFor(runAs, socket)
  return { folder, cluster, socket, log: join(folder, 'database.log'), runAs }
}

/** The name of a user in the system's list, else the number. */
export function nameOf({ uid }: { uid: number }) {
  return new RegExp(`^([^:]+):[^:]*:${uid}:`, 'm').exec(readFileSync('/etc/passwd', 'utf8'))?.[1] ?? `user ${uid}`
}

/** Reads the passwords of a folder's database, and makes them on the first start (whoever comes first makes them). */
export function passwordsOf({ folder }: Place): Passwords {
  const file = join(folder, 'database.json')
  if (!existsSync(file)) {
    const secret = () => randomBytes(24).toString('base64url')
    const fresh = { superuser: secret(), owner: secret(), service: secret(), made: false }
    const mine = write(file, fresh)
    try {
      linkSync(mine, file)
    } catch (error) {
      if (!existsSync(file)) throw error
    }
    rmSync(mine)
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Passwords
}

export function hasPasswords({ folder }: Place) {
  return existsSync(join(folder, 'database.json'))
}

/** Records that the first start went through to its end. */
export function rememberMade({ folder }: Place, passwords: Passwords) {
  const file = join(folder, 'database.json')
  renameSync(write(file, { ...passwords, made: true }), file)
}

/** The three ways to sign in; `localhost` only fills the place of the server's name, the socket is what is used. */
export function urlsOf({ socket }: Place, passwords: Passwords) {
  const url = (role: string, password: string, database: string) =>
    `postgresql://${role}:${password}@localhost:5432/${database}?host=${encodeURIComponent(socket)}`
  return {
    ownerUrl: url('onetown_owner', passwords.owner, 'onetown'),
    serviceUrl: url('onetown_service', passwords.service, 'onetown'),
    superuserUrl: url('postgres', passwords.superuser, 'postgres'),
  }
}

function write(file: string, passwords: Passwords) {
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, `${JSON.stringify(passwords, null, 2)}\n`, { mode: 0o600, flush: true })
  return mine
}

/** Files that exist keep their owner: the `postgres` user may have appeared on the machine after the first start. */
function userFor(files: string) {
  if (existsSync(files)) return statSync(files)
  const line = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'))
  return { uid: Number(line?.[1] ?? NOBODY), gid: Number(line?.[2] ?? NOBODY) }
}

function makeSharedFolder() {
  mkdirSync(sharedFolder, { recursive: true })
  // Whatever the umask: the server's user must be able to pass through.
  chmodSync(sharedFolder, 0o755)
}

function shortest(wished: string, otherwise: string) {
  return Buffer.byteLength(wished + SOCKET_NAME) <= LONGEST_SOCKET_PATH ? wished : otherwise
}

function makeFolderFor(runAs: Place['runAs'], folder: string) {
  const uid = runAs?.uid ?? process.getuid?.()
  if (!existsSync(folder)) makeAtOnce(runAs, folder)
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== uid) {
    throw new Error(
      `${folder} belongs to someone else, and the database needs it for itself: remove it and start again.`,
    )
  }
  chmodSync(folder, 0o700)
}

/** Nobody who starts at the same moment finds it half made: it gets its name when it is the server's user's own. */
function makeAtOnce(runAs: Place['runAs'], folder: string) {
  const mine = `${folder}.${process.pid}`
  mkdirSync(mine, { recursive: true, mode: 0o700 })
  if (runAs) chownSync(mine, runAs.uid, runAs.gid)
  try {
    renameSync(mine, folder)
  } catch (error) {
    rmSync(mine, { recursive: true })
    if (!existsSync(folder)) throw error
  }
}
