import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { eicar, openClamd, withoutClamd } from '../../../test/clamd.ts'
import { aPdf } from '../../../test/made-files.ts'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { openSwift, withoutSwift } from '../../../test/swift.ts'
import { hiddenFields, openWorld } from '../../../test/world.ts'
import { checkTown } from '../../doctor.ts'
import { bucketAt } from '../../platform/files/bucket.ts'
import { clamdAt } from '../../platform/files/clamd.ts'
import { settleWhatWaits } from '../../platform/files/settling.ts'
import { filesIn } from '../../platform/files/store.ts'
import { KeyIsGone } from '../../platform/keys.ts'
import { newId } from '../../platform/road.ts'
import { lookAfterFiles } from './jobs.ts'

const skip = withoutSwift
const swift = await openSwift()
const world = await openWorld({ bucket: swift.login })
const { town } = world
const lead = await world.someone('Leila Legend', 'lead professional')
const outsider = await world.someone('Olga Outside', 'panel chair')
const { caseId } = await seedCase(world)
await letIn(world, caseId, lead.id)
before(() => skip || swift.start())
after(async () => {
  await swift.close()
  await world.close()
})

const path = `/cases/${caseId}/documents`
const typed = { what: 'report', description: 'What the school wrote', source: 'Testham School' }
const help = { log: town.log }
const adds = (name: string, bytes: Buffer, more = {}) =>
  lead.sendsFiles(`${path}/new`, { ...typed, ...more }, { file: { name, bytes } })
const inBucket = async () => (await Array.fromAsync(town.files.bucket!.all())).flat().toSorted()
const inFolder = async () => (await Array.fromAsync(town.files.unsettled())).flat().toSorted()

/** The document that was added last: its id, and where it lies. */
async function newest() {
  const [row] = await world.sql<{ id: string; stored_as: string; sealed: Buffer; case_id: string }>(
    'select id, stored_as, sealed, case_id from casework.attachment order by added_at desc, id desc limit 1',
  )
  return row!
}
/** The beginning of what lies in the bucket. */
const sealedBytesOf = async (storedAs: string) => (await town.files.bucket!.open(storedAs)).read(0, 24)

/** A day later, when what nobody kept is forgotten. */
async function aDayLater() {
  const { now } = world.time
  world.time.now = new Date(now.getTime() + 25 * 3_600_000)
  await lookAfterFiles(town)({}, help)
  world.time.now = now
}

/** What the log was told while this was done. */
async function loggedIn(work: () => Promise<unknown>): Promise<string[]> {
  const { error } = town.log
  const said: string[] = []
  town.log.error = (message, about) => void said.push(`${message} ${JSON.stringify(about ?? {})}`)
  await work().finally(() => {
    town.log.error = error
  })
  return said
}
const doctorSays = async (of = town) => (await checkTown(of)).find(({ what }) => what.startsWith('The bucket'))!

test('a document goes by page into the bucket and comes back as it was; the bucket, its folder and the log show nothing of it', {
  skip,
}, async () => {
  const pdf = aPdf()
  const added = await adds('Report Zebedee.pdf', pdf)
  assert.equal(added.status, 303, added.text)
  const { id, stored_as } = await newest()
  assert.deepEqual([await inBucket(), await inFolder()], [[stored_as], []])
  const shown = await lead.opens(`/documents/${id}/show`)
  assert.equal(shown.text, pdf.toString())
  assert.equal(shown.headers['content-type'], 'application/pdf')
  assert.equal((await lead.opens(`/documents/${id}/save`)).text, pdf.toString())
  assert.equal((await outsider.opens(`/documents/${id}/show`)).status, 404)
  assert.equal(swift.holds(pdf.subarray(0, 8)), false)
  assert.equal(swift.holds(Buffer.from('Zebedee')), false)
  assert.equal(swift.holds(await sealedBytesOf(stored_as)), true, 'it does lie there')
})

test('a text is read on its page, and a long document comes whole, by page and by program', { skip }, async () => {
  const long = Buffer.alloc(3_000_000, 'All that was said, and by whom. ')
  await adds('long.txt', long)
  const { id } = await newest()
  assert.match((await lead.opens(`/documents/${id}/read`)).text, /All that was said, and by whom\./)
  assert.equal((await lead.opens(`/documents/${id}/save`)).text, long.toString())
  const headers = { authorization: `Bearer ${lead.token}` }
  const content = await world.app.inject({ url: `/api/v1/attachments/file/content?attachmentId=${id}`, headers })
  assert.equal(content.body, long.toString())
})

test('the same form sent twice is one file in the bucket; what is refused never gets there', { skip }, async () => {
  const before = await inBucket()
  const page = await lead.opens(`${path}/new`)
  const { _csrf } = hiddenFields(page.text)
  const send = { _csrf, _act: newId() }
  for (let n = 0; n < 2; n++) assert.equal((await adds('once.txt', Buffer.from('Once.'), send)).status, 303)
  assert.equal((await adds('bad.pdf', Buffer.from('MZ\x90\0'))).status, 422)
  await aDayLater()
  assert.deepEqual([(await inBucket()).length, await inFolder()], [before.length + 1, []])
  assert.equal((await lead.opens(`/documents/${(await newest()).id}/show`)).text, 'Once.')
})

test('while the store is away, what is sent waits in the folder and is read there; what lies in the bucket is said to be out of reach', {
  skip,
}, async () => {
  await adds('there.txt', Buffer.from('There.'))
  const there = await newest()
  await swift.stop()
  const logged = await loggedIn(async () => {
    assert.equal((await adds('meanwhile.txt', Buffer.from('Meanwhile.'))).status, 303)
    const page = await lead.opens(`/documents/${there.id}/show`)
    assert.equal(page.status, 503)
    assert.match(page.text, /Not available for a moment.*cannot reach the place where files are kept/s)
    const headers = { authorization: `Bearer ${lead.token}` }
    const content = await world.app.inject({
      url: `/api/v1/attachments/file/content?attachmentId=${there.id}`,
      headers,
    })
    assert.deepEqual([content.statusCode, content.json().error], [503, 'away'])
    await lookAfterFiles(town)({}, help)
  })
  const meanwhile = await newest()
  assert.deepEqual(await inFolder(), [meanwhile.stored_as])
  assert.equal((await lead.opens(`/documents/${meanwhile.id}/show`)).text, 'Meanwhile.')
  assert.ok(
    logged.some((line) => /^The bucket did not take a file: it waits in the folder {"why":"ECONNREFUSED"}$/.test(line)),
  )
  assert.ok(logged.some((line) => line.startsWith('The bucket does not take the files that wait')))
  assert.doesNotMatch(logged.join(), /meanwhile\.txt|Legend|school/)
  const said = await doctorSays()
  assert.equal(said.good, false)
  assert.match(said.what, /\(ECONNREFUSED\): check ONETOWN_BUCKET, and that the store runs; 1 files wait in the folder/)
  await swift.start()
  assert.deepEqual(await doctorSays(), {
    good: true,
    warns: true,
    what: 'The bucket of the files: written to, read, listed and deleted from; 1 files wait in the folder to be brought there',
  })
  // two processes at the same moment
  await Promise.all([settleWhatWaits(town), settleWhatWaits(town)])
  assert.deepEqual(await inFolder(), [])
  assert.ok((await inBucket()).includes(meanwhile.stored_as))
  assert.equal((await lead.opens(`/documents/${meanwhile.id}/show`)).text, 'Meanwhile.')
  assert.equal((await lead.opens(`/documents/${there.id}/show`)).text, 'There.')
  assert.equal((await doctorSays()).warns, false)
})

test('when the rows of a case are deleted, its documents are destroyed in the bucket too, and its key at once though the store is away', {
  skip,
}, async () => {
  const other = await seedCase(world, { name: 'Deleted Wholly' })
  await letIn(world, other.caseId, lead.id)
  const form = `/cases/${other.caseId}/documents/new`
  await lead.sendsFiles(form, typed, { file: { name: 'one.txt', bytes: Buffer.from('Soon gone.') } })
  const one = await newest()
  assert.equal(one.case_id, other.caseId)
  await lookAfterFiles(town)({}, help)
  const sealed = await sealedBytesOf(one.stored_as)
  assert.equal(swift.holds(sealed), true)
  const stays = (await inBucket()).filter((name) => name !== one.stored_as)
  await swift.stop()
  await world.sql('delete from casework.attachment where id = $1', [one.id])
  await world.sql("insert into platform.to_destroy (what, id) values ('key', $1)", [other.caseId])
  const logged = await loggedIn(() => lookAfterFiles(town)({}, help))
  assert.match(logged.join(), /The bucket does not let files be destroyed that are to be/)
  assert.throws(() => town.keys.open(other.caseId, 'attachment', one.sealed), KeyIsGone)
  assert.deepEqual(await world.sql('select what, id from platform.to_destroy'), [{ what: 'file', id: one.stored_as }])
  await swift.start()
  assert.equal(await town.files.has(one.stored_as), true)
  await lookAfterFiles(town)({}, help)
  assert.equal(await town.files.has(one.stored_as), false)
  assert.deepEqual(await inBucket(), stays)
  assert.deepEqual(await world.sql('select from platform.to_destroy'), [])
  assert.equal(swift.holds(sealed), false, 'its bytes are on the disk of the store no more')
})

test('a document in the bucket is looked over for viruses, once store and scanner are there', {
  skip: skip || withoutClamd,
}, async () => {
  await adds('bad.txt', Buffer.from(`Dear all, ${eicar}`))
  const infected = await newest()
  const scanOf = async (id: string) =>
    (await world.sql<{ scan: string }>('select scan from casework.attachment where id = $1', [id]))[0]!.scan
  const clamd = openClamd()
  try {
    await clamd.start()
    town.files.scanner = clamdAt(clamd.address)
    await swift.stop()
    const logged = await loggedIn(() => lookAfterFiles(town)({}, help))
    assert.equal(logged.filter((line) => line.startsWith('The bucket does not give a file')).length, 1, logged.join())
    assert.equal(await scanOf(infected.id), 'not scanned')
    await swift.start()
    await lookAfterFiles(town)({}, help)
    assert.equal(await scanOf(infected.id), 'infected')
    assert.equal(await town.files.has(infected.stored_as), false)
  } finally {
    town.files.scanner = undefined
    await clamd.close()
  }
})

test('an upload that nobody keeps leaves the bucket after a day', { skip }, async () => {
  const before = await inBucket()
  const sent = await lead.uploads({ name: 'forgotten.txt', bytes: Buffer.from('Nobody keeps me.') })
  assert.equal(sent.status, 200, JSON.stringify(sent.body))
  assert.equal((await inBucket()).length, before.length + 1)
  await aDayLater()
  assert.deepEqual(await inBucket(), before)
})

test('the doctor says what is wrong with a bucket, and which files of documents are in no place', {
  skip,
}, async () => {
  const misled = (other: Partial<typeof swift.login>) => ({
    ...town,
    files: filesIn('/nowhere', { bucket: bucketAt({ ...swift.login, ...other }) }),
  })
  assert.match(
    (await doctorSays(misled({ secret: 'another' }))).what,
    /check ONETOWN_BUCKET_KEY and ONETOWN_BUCKET_SECRET$/,
  )
  assert.match((await doctorSays(misled({ url: `${swift.login.url}-none` }))).what, /there is no such bucket/)
  await adds('last.txt', Buffer.from('The last of them.'))
  const filesOf = async () => (await checkTown(town)).find(({ what }) => what.startsWith('The files of'))!
  const sound = await filesOf()
  assert.match(sound.what, /^The files of \d documents: 0 missing$/)
  await town.files.bucket!.remove((await newest()).stored_as)
  assert.match((await filesOf()).what, /: 1 missing \(is ONETOWN_BUCKET the bucket that belongs to this database\?\)/)
  await swift.keepVersions()
  assert.match((await doctorSays()).what, /It keeps what is deleted: turn its versions off/)
})
