import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { clamdAt } from '../src/platform/files/clamd.ts'

const program = ['/usr/sbin/clamd', '/usr/local/sbin/clamd', '/opt/homebrew/sbin/clamd'].find((path) =>
  existsSync(path),
)
/** Why tests with a real scanner are skipped, where there is none on this machine. */
export const withoutClamd = program ? false : 'there is no clamd on this machine (Debian: clamav-daemon)'

/** The test file that every scanner finds and that does nothing: in two parts, so that no scanner finds it here. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

export interface Clamd {
  /** As in ONETOWN_CLAMD. */
  address: string
  start(): Promise<void>
  stop(): Promise<void>
  /** Stops it and takes its folder away. */
  close(): Promise<void>
}

/** A real clamd on a socket of its own, which knows one signature: the test file's, wherever it stands in a file. */
export function openClamd(): Clamd {
  const folder = mkdtempSync(join(tmpdir(), 'clamd-'))
  const socket = join(folder, 'clamd.sock')
  writeFileSync(join(folder, 'test.ndb'), `Eicar-Test-Signature:0:*:${Buffer.from(eicar).toString('hex')}\n`)
  const settings = [
    `LocalSocket ${socket}`,
    `DatabaseDirectory ${folder}`,
    `TemporaryDirectory ${folder}`,
    'Foreground yes',
    'OfficialDatabaseOnly no',
    'StreamMaxLength 25M',
    `User ${userInfo().username}`,
  ]
  writeFileSync(join(folder, 'clamd.conf'), settings.join('\n'))
  const address = `unix:${socket}`
  let running: ChildProcess | undefined
  const stop = async () => {
    const child = running
    running = undefined
    if (!child || child.exitCode !== null) return
    const gone = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await gone
    rmSync(socket, { force: true })
  }
  return {
    address,
    async start() {
      running = spawn(program!, ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore' })
      const scanner = clamdAt(address)
      for (let tries = 0; !(await scanner.version()); tries++) {
        if (tries > 300 || running.exitCode !== null) throw new Error('clamd did not start')
        await pause(100)
      }
    },
    stop,
    async close() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
