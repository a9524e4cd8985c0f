import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Installation } from './bring-up.ts'
import type { Place } from './place.ts'

const LARGEST_LOG = 5_000_000
const FAST_SHUTDOWN_MS = 60_000
const IMMEDIATE_SHUTDOWN_MS = 10_000

const settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  cluster_name: 'onetown',
  max_connections: '60',
  shared_buffers: '64MB',
  maintenance_work_mem: '32MB',
  huge_pages: 'off',
  io_method: 'sync',
  max_wal_size: '512MB',
  checkpoint_timeout: '10min',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The text of a statement and the details of an error can hold what people wrote about a person.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

/** For a database that is thrown away: nothing in it has to survive a power cut. */
const throwawaySettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
}

/** Nothing of the application's environment reaches the server: it holds addresses with passwords. */
export const environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C' }

/** Starts the server in a session of its own, so that Ctrl-C in the terminal stops the application before it. */
export function launch({ place, binaries, throwaway }: Installation): ChildProcess {
  removeStaleLocks(place)
  const all = { ...settings, ...(throwaway && throwawaySettings), unix_socket_directories: place.socket }
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = openLog(place)
  const child = spawn(binaries.postgres, ['-D', place.cluster, '-p', '5432', ...flags], {
    ...place.runAs,
    cwd: '/',
    env: environment,
    detached: true,
    stdio: ['ignore', log, log],
  })
  // A program that cannot be started says so here as well as by ending; the caller looks at `exitCode` and the log.
  child.on('error', (error) => writeFileSync(place.log, `${error.message}\n`, { flag: 'a' }))
  closeSync(log)
  return child
}

/** The process that runs the cluster of a place according to its postmaster.pid, if it lives and is no other's. */
export function runningServer(place: Place): number | undefined {
  const [pid, , , , socket] = readIfThere(join(place.cluster, 'postmaster.pid')).split('\n')
  if (!pid || !isServerOf(place, Number(pid))) return undefined
  // The line about the socket comes a moment later than the first ones.
  if (socket && socket !== place.socket) {
    throw new Error(
      `The database in ${place.cluster} runs already but listens in ${socket}: stop process ${pid} first.`,
    )
  }
  return Number(pid)
}

/** Stops the server of a place and waits until it has gone: in order, at once, or by force when it does not answer. */
export async function stopServer(place: Place) {
  const pid = runningServer(place)
  if (!pid) return
  for (const [signal, patience] of [
    ['SIGINT', FAST_SHUTDOWN_MS],
    ['SIGQUIT', IMMEDIATE_SHUTDOWN_MS],
    ['SIGKILL', IMMEDIATE_SHUTDOWN_MS],
  ] as const) {
    const until = performance.now() + patience
    signalServer(place, signal)
    while (isServerOf(place, pid) && performance.now() < until) await pause(5)
    if (!isServerOf(place, pid)) return whenGone(pid)
  }
  throw new Error(`The database of ${place.folder} (process ${pid}) cannot be stopped.`)
}

/** A process that ends has no command line any more, a moment before it has gone. */
async function whenGone(pid: number) {
  while (isRunning(pid)) await pause(5)
}

/** Whether a process is there and has not ended. */
export function isRunning(pid: number) {
  try {
    process.kill(pid, 0)
    // In a container whose first process reaps nobody, the dead stay in the list for ever.
    return !/^\d+ \(.*\) Z/s.test(readIfThere(`/proc/${pid}/stat`))
  } catch {
    return false
  }
}

/** Tells the server of a place, if it runs; does not wait. */
export function signalServer(place: Place, signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL') {
  const pid = runningServer(place)
  if (pid) process.kill(pid, signal)
}

/** The last lines that say why the server ended, or else the last lines of all. */
export function lastLogLines({ log }: Place) {
  const lines = readIfThere(log).trimEnd().split('\n')
  const grave = lines.slice(-20).filter((line) => / (FATAL|PANIC): /.test(line))
  return (grave.length ? grave.slice(-1) : lines.slice(-3)).join(' / ')
}

/** A process id alone proves nothing, since ids are used again: the command line must name our cluster. */
function isServerOf({ cluster }: Place, pid: number) {
  try {
    const line =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return line.includes(`-D ${cluster} `)
  } catch {
    return false
  }
}

/** PostgreSQL refuses to start while a lock file names a living process, even one that took over the id of a dead one. */
function removeStaleLocks(place: Place) {
  if (runningServer(place)) return
  rmSync(join(place.cluster, 'postmaster.pid'), { force: true })
  rmSync(join(place.socket, '.s.PGSQL.5432.lock'), { force: true })
}

function openLog({ log }: Place) {
  if (existsSync(log) && statSync(log).size > LARGEST_LOG) renameSync(log, `${log}.1`)
  return openSync(log, 'a', 0o600)
}

function readIfThere(file: string) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
