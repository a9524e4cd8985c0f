import { SettingsProblem } from '../settings.ts'

/** Said by a server that starts, stops or is full, or because there is none: it may be back in a moment. */
const awayCodes = new Set([
  'ENOENT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '53300',
])
const awayWords =
  /^Connection terminated|not queryable|^timeout exceeded when trying to connect|after calling end on the pool/
/** The server is there, and does not let this login in: it does not exist, has another password, or no such database. */
const notLetIn = new Set(['28P01', '28000', '3D000'])

/** Whether an error says that the database cannot be reached now: worth another try, and no fault of what was asked. */
export function isAway(error: unknown): boolean {
  const { code, syscall, message = '' } = error as { code?: string; syscall?: string; message?: string }
  // A file that is not there says ENOENT too.
  if (syscall && !['connect', 'read', 'write'].includes(syscall)) return false
  return code ? awayCodes.has(code) : awayWords.test(message)
}

/** For the first connection by a setting: what can be put right becomes a SettingsProblem; any other error stays itself. */
export function whyNotReached(error: unknown, setting: string): unknown {
  const { code } = error as { code?: string }
  if (code && notLetIn.has(code))
    return new SettingsProblem(
      `The database server does not let the login in ${setting} in (${code}): check its name, its password and the database.`,
    )
  if (isAway(error) || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EHOSTUNREACH')
    return new SettingsProblem(
      `The database in ${setting} cannot be reached${code ? ` (${code})` : ''}: check the address, and that the server runs.`,
    )
  return error
}
