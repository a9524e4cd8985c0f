import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { freshDatabase } from '../../../test/database.ts'
import { inTransaction, openDatabase, type Tx } from '../db/database.ts'
import { aProcess } from '../viewer.ts'
import { tryAgain } from './again.ts'
import { startJobs, type JobSettings, type Task } from './jobs.ts'

const fresh = await freshDatabase()
const database = await openDatabase(fresh.serviceUrl)
const superuser = new pg.Client({ connectionString: fresh.superUrl })
superuser.on('error', () => {})
await superuser.connect()
after(async () => {
  await superuser.end()
  await database.close()
  await fresh.drop()
})

const lines: string[] = []
const write = (message: string) => void lines.push(message)
const log = { info: write, error: write }
const start = (tasks: Record<string, Task>, more: Partial<JobSettings> = {}) =>
  startJobs({ serviceUrl: fresh.serviceUrl, prefix: database.prefix, tasks, log, ...more })
const asWriter = (work: (tx: Tx) => Promise<unknown>) =>
  inTransaction(database, { viewer: aProcess('test'), role: 'casework_writer' }, work)
const enqueue = (tx: Tx, task: string, payload: object, key: string | null = null) =>
  sql`select platform.enqueue(${task}, ${JSON.stringify(payload)}::json, null, ${key})`.execute(tx)

test('what a casework transaction enqueues is done, with its payload, once it has committed', async () => {
  const { task, calls } = aTask()
  const jobs = await start({ remind: task })
  await asWriter((tx) => enqueue(tx, 'remind', { caseId: 1 }))
  await calls.reached(1)
  await asWriter((tx) => enqueue(tx, 'remind', { caseId: 2 }))
  await calls.reached(2)
  await jobs.stop()
  assert.deepEqual(calls.payloads, [{ caseId: 1 }, { caseId: 2 }])
  assert.deepEqual(await waiting(), [])
})

test('what is rolled back is never done, and one key is one job', async () => {
  const { task, calls } = aTask()
  await assert.rejects(
    asWriter(async (tx) => {
      await enqueue(tx, 'remind', { caseId: 3 })
      throw new Error('changed my mind')
    }),
  )
  await asWriter((tx) => enqueue(tx, 'remind', { caseId: 4 }, 'one key'))
  await asWriter((tx) => enqueue(tx, 'remind', { caseId: 5 }, 'one key'))
  const jobs = await start({ remind: task })
  await calls.reached(1)
  await jobs.stop()
  assert.deepEqual(calls.payloads, [{ caseId: 5 }])
})

test('stop waits for the job that is running, and leaves the next one in the queue', async () => {
  const begun = Promise.withResolvers<void>()
  const mayEnd = Promise.withResolvers<void>()
  let ended = false
  const jobs = await start({
    slow: async () => {
      begun.resolve()
      await mayEnd.promise
      ended = true
    },
  })
  await asWriter((tx) => enqueue(tx, 'slow', {}))
  await begun.promise
  const stopped = jobs.stop()
  await asWriter((tx) => enqueue(tx, 'slow', {}))
  assert.equal(ended, false)
  mayEnd.resolve()
  await stopped
  assert.equal(ended, true)
  assert.deepEqual(await waiting(), ['slow'])
  await superuser.query('delete from graphile_worker._private_jobs')
})

test('a job that fails is kept for another try, and neither the log nor the queue learns what was in it', async () => {
  lines.length = 0
  const failed = Promise.withResolvers<void>()
  const jobs = await start({
    fails: async (payload) => {
      setImmediate(() => failed.resolve())
      await asWriter((tx) => sql`select ${(payload as { name: string }).name}::uuid`.execute(tx))
    },
  })
  await asWriter((tx) => enqueue(tx, 'fails', { name: 'Somebody Private' }))
  await failed.promise
  await jobs.stop()
  const { rows } = await superuser.query('select last_error, attempts, locked_at from graphile_worker._private_jobs')
  assert.equal(rows.length, 1)
  assert.match(rows[0].last_error, /^database error 22P02/)
  assert.equal(rows[0].attempts, 1)
  assert.equal(rows[0].locked_at, null)
  assert.match(lines.join('\n'), /Failed task .*fails.*database error 22P02/)
  assert.doesNotMatch(lines.join('\n') + rows[0].last_error, /Somebody|Private/)
  await superuser.query('delete from graphile_worker._private_jobs')
})

test('what was given up after the last try waits until it is asked for again', async () => {
  const { task, calls } = aTask()
  await asWriter((tx) => enqueue(tx, 'remind', { caseId: 1 }))
  await superuser.query('update graphile_worker._private_jobs set attempts = max_attempts')
  await asWriter((tx) => enqueue(tx, 'remind', { caseId: 2 }))
  const jobs = await start({ remind: task })
  await calls.reached(1)
  assert.deepEqual(calls.payloads, [{ caseId: 2 }])
  assert.equal(await tryAgain(database), 1)
  await calls.reached(2)
  await jobs.stop()
  assert.deepEqual([calls.payloads.at(-1), await waiting(), await tryAgain(database)], [{ caseId: 1 }, [], 0])
})

test('the connections of the database may all be cut: the jobs go on', async () => {
  const { task, calls } = aTask()
  const jobs = await start({ remind: task })
  await asWriter((tx) => enqueue(tx, 'remind', { caseId: 1 }))
  await calls.reached(1)
  const { rowCount } = await superuser.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  assert.ok(rowCount && rowCount >= 2)
  await untilDone(() => asWriter((tx) => enqueue(tx, 'remind', { caseId: 2 })))
  await calls.reached(2)
  await jobs.stop()
})

test('the connections see the queue and nothing else', async () => {
  const { task, calls } = aTask()
  const jobs = await start({ remind: task })
  await asWriter((tx) => enqueue(tx, 'remind', {}))
  await calls.reached(1)
  const asJobs = new pg.Client({ connectionString: fresh.serviceUrl, options: `-c role=${database.prefix}_jobs` })
  await asJobs.connect()
  await asJobs.query('select * from graphile_worker._private_jobs')
  for (const table of ['casework.case', 'casework.person', 'organisation.staff', 'trust.journal']) {
    await assert.rejects(asJobs.query(`select * from ${table}`), { code: '42501' }, table)
  }
  await asJobs.end()
  await jobs.stop()
})

test('a job that a killed process left locked is taken up although others work; what one that lives is at is left to it', async () => {
  const [begun, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let times = 0
  const slow = async () => {
    times++
    begun.resolve()
    await mayEnd.promise
  }
  const living = await start({ slow })
  await asWriter((tx) => enqueue(tx, 'slow', {}))
  await begun.promise
  await asWriter((tx) => enqueue(tx, 'remind', { caseId: 1 }))
  await superuser.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'pool-of-the-dead'
    where locked_at is null`)
  const { task, calls } = aTask()
  const second = await start({ slow, remind: task })
  await calls.reached(1)
  mayEnd.resolve()
  await Promise.all([living.stop(), second.stop()])
  assert.deepEqual([calls.payloads, times], [[{ caseId: 1 }], 1])
  assert.deepEqual(await waiting(), [])
})

test('tasks that hang hold up none of those that were started by a call of their own', async () => {
  const [begun, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let hanging = 0
  const hangs = async () => {
    if (++hanging === 2) begun.resolve()
    await mayEnd.promise
  }
  const { task, calls } = aTask()
  const both = await Promise.all([start({ hangs }), start({ remind: task })])
  for (let count = 0; count < 10; count++) await asWriter((tx) => enqueue(tx, 'hangs', {}))
  await begun.promise
  await asWriter((tx) => enqueue(tx, 'remind', { caseId: 1 }))
  await calls.reached(1)
  assert.equal(hanging, 2)
  await superuser.query('delete from graphile_worker._private_jobs where locked_at is null')
  mayEnd.resolve()
  for (const jobs of both) await jobs.stop()
  assert.deepEqual(await waiting(), [])
})

test('what recurs and was missed in a standstill is caught up', async () => {
  const { task, calls } = aTask()
  const missed = new Date(Date.now() - 10 * 60 * 1000)
  const recurring = [
    { name: 'hourly', every: `${missed.getUTCMinutes()} * * * *`, task: 'remind', catchUpHours: 1 },
    { name: 'hourly, if in time', every: `${missed.getUTCMinutes()} * * * *`, task: 'remind' },
  ]
  await superuser.query(`insert into graphile_worker._private_known_crontabs (identifier, known_since)
    values ('hourly', now() - interval '2 hours'), ('hourly, if in time', now() - interval '2 hours')`)
  const jobs = await start({ remind: task }, { recurring })
  await calls.reached(1)
  await jobs.stop()
  assert.equal(calls.payloads.length, 1)
  const { rows } = await superuser.query(
    'select identifier as name from graphile_worker._private_known_crontabs where last_execution is not null',
  )
  assert.deepEqual(rows, [{ name: 'hourly' }])
})

test('a recurring job without a task is refused at the start', async () => {
  const recurring = [{ name: 'every morning', every: '0 6 * * *', task: 'remind' }]
  await assert.rejects(start({}, { recurring }), /every morning recurs, but there is no task remind/)
})

function aTask() {
  const payloads: unknown[] = []
  const waiters: (() => void)[] = []
  const task: Task = async (payload) => {
    payloads.push(payload)
    for (const wake of waiters) wake()
  }
  const reached = async (count: number) => {
    while (payloads.length < count) await new Promise<void>((resolve) => void waiters.push(resolve))
  }
  return { task, calls: { payloads, reached } }
}

async function waiting() {
  const { rows } = await superuser.query('select task_identifier from graphile_worker.jobs order by id')
  return rows.map((row) => row.task_identifier)
}

/** The first tries may still get a connection that was cut. */
async function untilDone(work: () => Promise<unknown>) {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === 20) throw error
    }
  }
}
