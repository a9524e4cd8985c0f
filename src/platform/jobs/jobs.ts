import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Logger, parseCronItems, run } from 'graphile-worker'
import pg from 'pg'
import type { Log } from '../town.ts'
import { keepPresent, takeBackAbandoned } from './presence.ts'

const concurrency = 2
const againAfterMs = 1000
const lookForAbandonedEveryMs = 10_000
// Unbatched, the runner awaits neither: a connection lost just then would be an unhandled rejection and end the process.
const ends = { completeJobBatchDelay: 0, failJobBatchDelay: 0 }
const name = 'onetown jobs'

/**
 * What is done outside the request that asked for it. Payloads are ids. It may run twice (at least once is promised),
 * and is tried up to 12 times, ever later, when it throws.
 */
export type Task = (payload: unknown, help: { log: Log }) => Promise<void>

export interface Recurring {
  name: string
  /** A crontab pattern in UTC: minute, hour, day of the month, month, day of the week. */
  every: string
  task: string
  /** After a standstill, do it once if its time was missed within this many hours. */
  catchUpHours?: number
}

export interface Jobs {
  /** Takes no new job, waits for those that run, and closes. */
  stop(): Promise<void>
}

export interface JobSettings {
  /** The service's login, on a direct connection (no transaction pooler: it listens). */
  serviceUrl: string
  /** The installation's prefix: the connections become its role for jobs, which sees the queue and nothing else. */
  prefix: string
  tasks: Record<string, Task>
  recurring?: readonly Recurring[]
  log: Log
}

/**
 * Starts working the queue that `platform.enqueue` fills, two jobs at a time in this process, until `stop()`. Outlives
 * a restart of the database. Throws when the database cannot be reached now, or a recurring job names no task.
 * Tasks that wait for somebody else's server are started by a call of their own: when it hangs, it holds up no others.
 */
export async function startJobs(settings: JobSettings): Promise<Jobs> {
  const { tasks, recurring = [], log } = settings
  for (const { name, task } of recurring)
    if (!tasks[task]) throw new Error(`${name} recurs, but there is no task ${task}`)
  const stopping = new AbortController()
  let worker = await openWorker(settings)
  const kept = keepGoing()

  async function keepGoing() {
    await worker.ended
    while (!stopping.signal.aborted) {
      log.error('The jobs stopped by themselves and are started again')
      await pause(againAfterMs, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return
      try {
        worker = await openWorker(settings)
        await worker.ended
      } catch (error) {
        log.error(`The jobs could not be started: ${withoutContent(error).message}`)
      }
    }
  }

  return {
    async stop() {
      stopping.abort()
      await worker.stop()
      await kept
      // It may just have been opened again.
      await worker.stop()
    },
  }
}

async function openWorker({ serviceUrl, prefix, tasks, recurring = [], log }: JobSettings) {
  const role = `${prefix}_jobs`.replace(/[\\ ]/g, '\\$&')
  const login = { connectionString: serviceUrl, application_name: name, options: `-c role=${role}`, types }
  const pgPool = new pg.Pool({ ...login, max: concurrency + 2 })
  // A lost connection is reported where it is used; without listeners it would end the process.
  pgPool.on('error', () => {})
  pgPool.on('connect', (client) => client.on('error', () => {}))
  const presence = keepPresent(login)
  const close = () => Promise.all([pgPool.end(), presence.end()])
  try {
    await takeBackAbandoned(pgPool)
    const taskList = Object.fromEntries(Object.entries(tasks).map(([task, work]) => [task, careful(work, log)]))
    const parsedCronItems = parseCronItems(recurring.map(cronItem))
    const how = { concurrency, noHandleSignals: true, logger: loggerTo(log), preset: { worker: ends } }
    const events = new EventEmitter()
    events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => presence.sayThat(workerPool.id))
    const runner = await run({ ...how, pgPool, taskList, parsedCronItems, events })
    const looking = setInterval(() => void takeBackAbandoned(pgPool).catch(() => {}), lookForAbandonedEveryMs)
    const ended = runner.promise
      .catch(() => {})
      .then(() => clearInterval(looking))
      .then(close)
    return { ended, stop: () => Promise.all([runner.stop().catch(() => {}), ended]) }
  } catch (error) {
    await close()
    throw error
  }
}

/** The runner reckons with dates and knows ids as text, as the driver gives them before we teach it otherwise. */
const types = {
  getTypeParser: (type: number, format?: 'text') => {
    if (type === pg.types.builtins.TIMESTAMPTZ) return (text: string) => new Date(text)
    if (type === pg.types.builtins.INT8) return (text: string) => text
    return pg.types.getTypeParser(type, format)
  },
} as pg.CustomTypesConfig

const cronItem = ({ name, every, task, catchUpHours = 0 }: Recurring) => ({
  identifier: name,
  match: every,
  task,
  // With the key, a repetition that is still waiting is replaced, not doubled.
  options: { jobKey: name, maxAttempts: 5, backfillPeriod: catchUpHours * 60 * 60 * 1000 },
})

/** What a task throws is kept with the job and logged: it must not carry what people wrote. */
const careful = (work: Task, log: Log) => async (payload: unknown) => {
  try {
    await work(payload, { log })
  } catch (error) {
    throw withoutContent(error)
  }
}

/** A database's message quotes values; its code, constraint and place say enough. Our own messages name nobody. */
function withoutContent(error: unknown): Error {
  if (!(error instanceof pg.DatabaseError))
    return error instanceof Error ? error : new Error('something that is no error was thrown')
  const { code, constraint, table, routine } = error
  const clean = new Error(`database error ${[code, constraint, table, routine].filter(Boolean).join(' ')}`)
  clean.stack = `${clean.message}\n${error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')}`
  return clean
}

/** Warnings and errors, without the details that come beside them: those hold the payload. */
const loggerTo = (log: Log) =>
  new Logger(() => (level, message) => {
    if (level === 'error') log.error(message)
    else if (level === 'warning') log.info(message)
  })
