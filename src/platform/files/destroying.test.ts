import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { untilTheyWait } from '../../../test/waiting.ts'
import { openWorld } from '../../../test/world.ts'
import { destroyWhatIsGone } from './destroying.ts'
import { receive } from './receive.ts'
import { forgetOldUploads } from './uploads.ts'

const world = await openWorld()
const { town } = world
const beside = new pg.Client({ connectionString: world.fresh.superUrl })
await beside.connect()
after(async () => {
  await beside.end()
  await world.close()
})
const lead = await world.someone('Leila Legend', 'lead professional')
const { caseId } = await seedCase(world)
await letIn(world, caseId, lead.id)

const listed = () => world.sql('select what, id from platform.to_destroy')
const sends = async (words: string) =>
  (await lead.uploads({ name: 'a.txt', bytes: Buffer.from(words) })).body.file as string

async function adds(file: string): Promise<{ attachmentId: string; storedAs: string }> {
  const answers = { what: 'report', description: 'A letter', source: 'His mother', file }
  const added = await lead.does('attachments.add', { about: { caseId }, answers })
  assert.equal(added.status, 200, JSON.stringify(added.body))
  const { attachmentId } = added.body.fact
  const [row] = await world.sql<{ stored_as: string }>('select stored_as from casework.attachment where id = $1', [
    attachmentId,
  ])
  return { attachmentId, storedAs: row!.stored_as }
}

test('a file that an act keeps while the list is being read is not destroyed', async () => {
  const [waits, file] = [await sends('Nobody keeps this yet.'), await sends('An act keeps this.')]
  // whoever reads the list stops at this line, if anywhere
  await world.sql("insert into platform.to_destroy (what, id) values ('key', $1)", [waits])
  await beside.query('begin')
  await beside.query('select from platform.to_destroy where id = $1 for update', [waits])
  const destroying = destroyWhatIsGone(town)
  await untilTheyWait(world, 1, destroying)
  const { attachmentId } = await adds(file)
  await beside.query('commit')
  await destroying
  await destroyWhatIsGone(town)
  assert.equal((await lead.opens(`/documents/${attachmentId}/show`)).text, 'An act keeps this.')
  assert.equal(town.keys.has(waits), true)
  assert.deepEqual(await listed(), [])
})

test('a file that was kept and is taken away while the list is read is destroyed the next time', async () => {
  const { attachmentId, storedAs } = await adds(await sends('Kept, and soon gone.'))
  await beside.query('begin')
  await beside.query('delete from casework.attachment where id = $1', [attachmentId])
  await destroyWhatIsGone(town)
  assert.equal(await town.files.has(storedAs), true, 'until that is committed it may yet stay')
  await beside.query('commit')
  await destroyWhatIsGone(town)
  assert.equal(await town.files.has(storedAs), false)
  assert.deepEqual(await listed(), [])
})

test('the same file, sent again while the key of the first is being destroyed, waits and has a key of its own', async () => {
  const viewer = { kind: 'staff' as const, id: lead.id, name: lead.name, agencyId: null, roles: [] }
  const source = async function* () {
    yield Buffer.from('Sent twice.')
  }
  const sent = () => receive(town, viewer, { name: 'twice.txt', source: source(), for: 'the same act' })
  const first = await sent()
  assert.ok(first.is === 'received')
  const { uploadId } = first.file
  const { now } = world.time
  world.time.now = new Date(now.getTime() + 25 * 3_600_000)
  await forgetOldUploads(town)

  // as slow as a disk may be: the key goes after its file
  const begun = Promise.withResolvers<void>()
  const goesOn = Promise.withResolvers<void>()
  const forgotten: string[] = []
  const remove = async (storedAs: string) => {
    begun.resolve()
    await goesOn.promise
    for (const id of forgotten.splice(0)) town.keys.forget(id)
    await town.files.remove(storedAs)
  }
  const slow = {
    ...town,
    files: { ...town.files, remove },
    keys: { ...town.keys, forget: (id: string) => void forgotten.push(id) },
  }
  const destroying = destroyWhatIsGone(slow)
  await begun.promise
  const again = sent()
  await untilTheyWait(world, 1, again)
  goesOn.resolve()
  await destroying
  assert.equal((await again).is, 'received')
  const [row] = await world.sql<{ sealed: Buffer }>('select sealed from platform.upload where id = $1', [uploadId])
  assert.match(town.keys.open(uploadId, 'upload', row!.sealed), /twice\.txt/)
  await destroyWhatIsGone(town)
  assert.equal(town.keys.has(uploadId), true)
  world.time.now = now
})
