import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { after, test } from 'node:test'
import { startWork } from '../../src/jobs.ts'
import { startJobs } from '../../src/platform/jobs/jobs.ts'
import { newId } from '../../src/platform/road.ts'
import { openWorld } from '../world.ts'
import { openMailServer } from './mail-server.ts'

// What is guaranteed: a mail is tried until the server says that it took it, up to 12 times, always under the same
// Message-ID. It comes twice only where the server took it and did not say so.

const world = await openWorld()
const server = await openMailServer()
after(async () => {
  await server.close()
  await world.close()
})
const ada = await world.someone('Ada Admin', 'administrator')
const cora = await world.someone('Cora Coordinator', 'Channel coordinator')
const errors: string[] = []
const log = { info: () => {}, error: (line: string) => void errors.push(line) }
const work = (patience: number) =>
  startWork(
    { ...world.town, log },
    { smtpUrl: server.url, mailFolder: '', baseUrl: world.town.baseUrl, patience },
    world.fresh.serviceUrl,
  )

test('while a mail server says nothing, pages, acts and other jobs go on; once it is well each mail comes, and comes once', async (t) => {
  server.mood = 'silent'
  let others = 0
  const tasks = { other: async () => void others++ }
  const { prefix } = world.town.database
  const [mails, other] = await Promise.all([
    work(1000),
    startJobs({ serviceUrl: world.fresh.serviceUrl, prefix, tasks, log }),
  ])
  const invited = await invite(6)
  await until(() => server.hanging >= 2)
  const hung = server.hanging
  assert.equal((await cora.opens('/cases')).status, 200)
  assert.equal((await cora.asks('cases.list')).status, 200)
  await world.sql("select graphile_worker.add_job('other')")
  await until(() => others === 1)
  await invite(1).then((more) => invited.push(...more))
  assert.equal(server.taken.length, 0)
  assert.ok(server.hanging <= hung + 2, 'all that while not more than the two that are tried at a time were given up')
  server.mood = 'well'
  await until(queueIsEmpty)
  await Promise.all([mails.stop(), other.stop()])
  assert.deepEqual(server.taken.toSorted(), invited.toSorted())
  t.diagnostic(
    `${server.connections} tries for ${invited.length} mails, ${server.hanging} of them hung, none came twice`,
  )
  assert.match(errors.join('\n'), /The mail server did not take a mail \(ETIMEDOUT\)/)
  assert.doesNotMatch(errors.join('\n'), /@joiner\.example/)
})

test('a mail that the server took without saying so comes again under the same Message-ID, until it says so', async (t) => {
  clear()
  server.mood = 'silent after the mail'
  const mails = await work(1000)
  const invited = await invite(2)
  await until(() => server.given.length === 2)
  assert.deepEqual(server.given.toSorted(), invited.toSorted())
  assert.equal(server.taken.length, 0)
  server.mood = 'well'
  await until(queueIsEmpty)
  await mails.stop()
  assert.deepEqual(server.taken.toSorted(), invited.toSorted(), 'what it said it took it took once')
  assert.equal(server.given.length, server.hanging + server.taken.length)
  t.diagnostic(`${server.given.length} copies of ${invited.length} mails: one for each time that nothing was said`)
})

// The patience is longer than the test may last: if a stop waited for the server, it would never be over.
test('a stop does not wait for the server: what hangs is broken off and waits for the next start', {
  timeout: 60_000,
}, async () => {
  clear()
  server.mood = 'silent'
  const mails = await work(600_000)
  const invited = await invite(3)
  await until(() => server.hanging === 2)
  await mails.stop()
  const jobs = await world.sql<{ attempts: number }>(
    "select attempts, locked_at from graphile_worker.jobs where task_identifier = 'send-invitation' order by attempts",
  )
  assert.deepEqual(
    jobs,
    [0, 1, 1].map((attempts) => ({ attempts, locked_at: null })),
  )
  server.mood = 'well'
  const next = await work(1000)
  await until(queueIsEmpty)
  await next.stop()
  assert.deepEqual(server.taken.toSorted(), invited.toSorted())
})

/** Invites people by the API. Gives the Message-IDs of the mails that must come. */
async function invite(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let number = 0; number < count; number++) {
    const answers = { name: 'Jo Joiner', email: `${newId()}@joiner.example`, jobTitle: 'Nurse', roles: [] }
    const { status, body } = await ada.does('staff.invite', {
      answers: { ...answers, agencyId: world.agencyId.council },
    })
    assert.equal(status, 200, JSON.stringify(body))
    const [row] = await world.sql<{ id: string }>(
      'select i.id from organisation.invitation i join organisation.staff s on s.id = i.staff_id where s.email = $1',
      [answers.email],
    )
    ids.push(`invitation-${row!.id}@127.0.0.1`)
  }
  return ids
}

const queueIsEmpty = async () =>
  (await world.sql("select from graphile_worker.jobs where task_identifier = 'send-invitation'")).length === 0

function clear() {
  server.given.length = server.taken.length = server.hanging = server.connections = 0
}

async function until(isSo: () => boolean | Promise<boolean>) {
  while (!(await isSo())) await pause(10)
}
