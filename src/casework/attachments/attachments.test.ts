import assert from 'node:assert/strict'
import { type AddressInfo, connect } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { eicar, openClamd, withoutClamd } from '../../../test/clamd.ts'
import { aDocx, aPdf, aPng } from '../../../test/made-files.ts'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { openWorld, type Someone } from '../../../test/world.ts'
import { newId } from '../../platform/road.ts'
import { KeyIsGone } from '../../platform/keys.ts'
import { forgetUpload, lookAfterFiles } from './jobs.ts'

const clamd = withoutClamd ? undefined : openClamd()
const world = await openWorld(clamd ? { clamd: clamd.address } : {})
const coordinator = await world.someone('Morgan Madeup', 'Channel coordinator')
const lead = await world.someone('Leila Legend', 'lead professional')
const member = await world.someone('Noor Notional', 'panel member', 'health')
const outsider = await world.someone('Olga Outside', 'panel chair')
const worker = await world.someone('Cora Conjured', 'cohesion worker')
const { caseId } = await seedCase(world)
await letIn(world, caseId, lead.id)
await letIn(world, caseId, member.id, 'pack')
before(() => clamd?.start())
after(async () => {
  await clamd?.close()
  await world.close()
})

const path = `/cases/${caseId}/documents`
const typed = {
  what: 'report',
  description: 'The school’s report: he has no friends left there',
  source: 'Testham School',
  'datedOn-day': '1',
  'datedOn-month': '9',
  'datedOn-year': '2026',
}
const answers = { what: 'report', description: 'A letter that came today', source: 'His mother' }

const adds = (who: Someone, name: string, bytes: Buffer, more = {}) =>
  who.sendsFiles(`${path}/new`, { ...typed, ...more }, { file: { name, bytes } })

async function documents(): Promise<Record<string, any>[]> {
  return (await coordinator.asks('attachments.of-case', { caseId })).body.documents
}
const newest = async () => (await documents())[0]!

const help = { log: world.town.log }
test('a document is added by page and without script, and opened as it was: nothing in it runs', async () => {
  const pdf = aPdf()
  const added = await adds(lead, 'Report Übersicht.pdf', pdf)
  assert.equal(added.status, 303, added.text)
  assert.equal(added.location, path)
  const list = await lead.opens(path)
  assert.match(list.text, /Report Übersicht\.pdf/)
  const { attachmentId, ...document } = await newest()
  assert.equal(document.description, typed.description)
  assert.equal(document.addedBy, 'Leila Legend')
  assert.equal(document.scan, clamd ? 'clean' : 'not scanned')
  const shown = await lead.opens(`/documents/${attachmentId}/show`)
  assert.equal(shown.status, 200)
  assert.equal(shown.text, pdf.toString())
  assert.equal(shown.headers['content-type'], 'application/pdf')
  // it is saved under a name that says nothing of anybody
  assert.match(
    String(shown.headers['content-disposition']),
    /^inline; filename="C-[\w-]+ [\d-]+ \w{4}\.pdf"; filename\*=UTF-8''C-/,
  )
  assert.match(String(shown.headers['content-security-policy']), /^default-src 'none'/)
  assert.equal(shown.headers['x-content-type-options'], 'nosniff')
  assert.equal(shown.headers['cache-control'], 'no-store')
  const saved = await lead.opens(`/documents/${attachmentId}/save`)
  assert.match(String(saved.headers['content-disposition']), /^attachment; /)
  assert.match(String(saved.headers['content-security-policy']), /sandbox$/)
})

test('a picture is seen on its page, with its words for whoever does not see it', async () => {
  await adds(lead, 'photo.png', aPng(), { what: 'picture or screenshot', description: 'A wall with "a slogan" on it' })
  const { attachmentId } = await newest()
  const page = await lead.opens(`/documents/${attachmentId}`)
  assert.match(
    page.text,
    /<img class="ot-picture" src="\/documents\/[\w-]+\/show" alt="A wall with &quot;a slogan&quot; on it"/,
  )
  const shown = await lead.opens(`/documents/${attachmentId}/show`)
  assert.equal(shown.headers['content-type'], 'image/png')
  assert.match(String(shown.headers['content-security-policy']), /sandbox$/)
})

test('what is disguised, empty or too large is refused in a sentence, everything else typed stays, and nothing is kept', async () => {
  const before = await documents()
  const program = Buffer.concat([Buffer.from('MZ\x90\0'), Buffer.alloc(4000, 3)])
  for (const [bytes, sentence] of [
    [program, /“bad\.pdf” is a program, whatever it is called/],
    [Buffer.from('<svg><script>1</script></svg>'), /“bad\.pdf” is a web page or a drawing/],
    [aDocx([{ name: 'word/vbaProject.bin', text: 'x' }]), /“bad\.pdf” has macros in it/],
    [Buffer.alloc(0), /“bad\.pdf” is empty/],
    [Buffer.alloc(20_000_001, 'a'), /“bad\.pdf” is larger than 20 MB/],
  ] as const) {
    const page = await adds(lead, 'bad.pdf', bytes)
    assert.equal(page.status, 422)
    assert.match(page.text, sentence)
    assert.match(page.text, /he has no friends left there/)
    assert.match(page.text, /value="Testham School"/)
  }
  assert.deepEqual(await documents(), before)
  assert.deepEqual(await world.sql('select id from platform.upload'), [])
})

test('a file is not asked for twice: where something else was wrong, it is held until the form is right', async () => {
  const page = await adds(lead, 'held.txt', Buffer.from('What she said.'), { what: '' })
  assert.equal(page.status, 422)
  assert.match(page.text, /Received:.*held\.txt/s)
  const held = /name="file" value="([^"]+)"/.exec(page.text)![1]!
  const done = await lead.sends(`${path}/new`, { ...typed, file: held })
  assert.equal(done.status, 303, done.text)
  assert.equal((await newest()).name, 'held.txt')
  const again = await lead.sends(`${path}/new`, { ...typed, file: held })
  assert.equal(again.status, 422)
  assert.match(again.text, /not kept any more: choose it again/)
})

test('the same form sent twice adds one document; a form without its token takes no file', async () => {
  const before = (await documents()).length
  const page = await lead.opens(`${path}/new`)
  const [, csrf] = /name="_csrf" value="([^"]+)"/.exec(page.text.slice(page.text.indexOf('<form action="/cases')))!
  const send = { _csrf: csrf!, _act: newId() }
  const twice = [
    await adds(lead, 'once.txt', Buffer.from('Once.'), send),
    await adds(lead, 'once.txt', Buffer.from('Once.'), send),
  ]
  assert.deepEqual(
    twice.map(({ status }) => status),
    [303, 303],
  )
  assert.equal((await documents()).length, before + 1)
  await world.sql('delete from platform.upload')
  assert.equal((await adds(lead, 'x.txt', Buffer.from('x'), { _csrf: 'none' })).status, 403)
  assert.deepEqual(await world.sql('select id from platform.upload'), [])
})

test('a program sends a file and then the act that keeps it; somebody else’s upload is none', async () => {
  const sent = await lead.uploads({ name: 'by api.txt', bytes: Buffer.from('By a program.') })
  assert.equal(sent.status, 200, JSON.stringify(sent.body))
  const { file } = sent.body
  const stranger = await coordinator.does('attachments.add', { about: { caseId }, answers: { ...answers, file } })
  assert.equal(stranger.status, 422)
  assert.deepEqual(stranger.body.problems[0].at, 'file')
  const key = newId()
  const done = await lead.does('attachments.add', { about: { caseId }, answers: { ...answers, file }, key })
  assert.equal(done.status, 200, JSON.stringify(done.body))
  const repeat = await lead.does('attachments.add', { about: { caseId }, answers: { ...answers, file }, key })
  assert.equal(repeat.body.repeated, true)
  const refused = await lead.uploads({ name: 'x.exe', bytes: Buffer.from('MZ\x90\0') })
  assert.equal(refused.status, 422)
  assert.match(refused.body.problems[0].message, /is a program/)
  const content = await world.app.inject({
    url: `/api/v1/attachments/file/content?attachmentId=${done.body.fact.attachmentId}`,
    headers: { authorization: `Bearer ${lead.token}` },
  })
  assert.equal(content.body, 'By a program.')
  const none = await world.app.inject({ method: 'POST', url: '/api/v1/uploads' })
  assert.equal(none.statusCode, 403)
})

test('the wrong role is refused; to whoever does not see the case there is no such document, and none in another form', async () => {
  const { attachmentId } = await newest()
  for (const at of ['', '/show', '/save', '/set-aside']) {
    const hidden = await outsider.opens(`/documents/${attachmentId}${at}`)
    const absent = await outsider.opens(`/documents/${newId()}${at}`)
    assert.equal(hidden.status, 404, at)
    assert.equal(hidden.text.length, absent.text.length)
    assert.equal((await worker.opens(`/documents/${attachmentId}${at}`)).status, 403)
  }
  assert.equal((await outsider.opens(path)).status, 404)
  assert.equal((await adds(outsider, 'a.txt', Buffer.from('a'))).status, 404)
  assert.equal((await worker.does('attachments.add', { about: { caseId }, answers })).status, 403)
})

test('who reads the pack sees a document once it is put into it, and not any more once it is set aside', async () => {
  await adds(lead, 'for the panel.txt', Buffer.from('Read this.'))
  const { attachmentId, version } = await newest()
  const seen = async () => (await member.opens(`/documents/${attachmentId}/show`)).status
  assert.equal(await seen(), 404)
  assert.equal((await member.opens(`${path}/new`)).status, 403)
  assert.equal((await lead.does('attachments.release', { about: { attachmentId }, answers: {} })).status, 403)
  const released = await coordinator.sends(`/documents/${attachmentId}/release`, {})
  assert.equal(released.status, 303, released.text)
  assert.equal(await seen(), 200)
  assert.match((await member.opens(path)).text, /for the panel\.txt/)
  assert.doesNotMatch((await member.opens(path)).text, /held\.txt/)
  const ledger = await world.sql<{ what: string[] }>('select what from trust.disclosure where case_id = $1', [caseId])
  assert.deepEqual(ledger, [{ what: ['a document of the case'] }])
  const twice = await coordinator.does('attachments.release', { about: { attachmentId }, answers: {} })
  assert.match(twice.body.message, /in the pack already/)
  const changed = await lead.does('attachments.set-aside', {
    about: { attachmentId },
    answers: { as: 'wrong file', why: 'It is about his cousin.' },
    version,
  })
  assert.equal(changed.status, 409)
  const aside = await lead.sends(`/documents/${attachmentId}/set-aside`, {
    as: 'wrong file',
    why: 'It is about his cousin.',
  })
  assert.equal(aside.status, 303, aside.text)
  assert.equal(await seen(), 404)
  const page = await lead.opens(`/documents/${attachmentId}`)
  assert.match(page.text, /It is the wrong file\. Leila Legend said so on .*It is about his cousin/)
  const closed = await lead.opens(`/documents/${attachmentId}/save`)
  assert.match(closed.text, /only the Channel coordinator opens it/)
  assert.equal((await coordinator.opens(`/documents/${attachmentId}/save`)).text, 'Read this.')
})

test('only who added a document, or the coordinator, says that it is wrong', async () => {
  await adds(coordinator, 'the coordinator’s.txt', Buffer.from('a'))
  const { attachmentId } = await newest()
  const input = { about: { attachmentId }, answers: { as: 'not accurate', why: 'The date is wrong.' } }
  assert.equal((await lead.does('attachments.set-aside', input)).status, 403)
  assert.equal((await coordinator.does('attachments.set-aside', input)).status, 200)
  assert.equal((await lead.opens(`/documents/${attachmentId}/save`)).status, 200)
})

test('every opening of a file is in the journal as such, and adding it is in the chronology', async () => {
  const { attachmentId } = (await documents()).find(({ name }) => name === 'held.txt')!
  const opened = async () =>
    (
      await world.sql(
        "select from trust.journal where what = 'attachments.file' and subject_ids = $1 and viewer_id = $2",
        [[caseId], lead.id],
      )
    ).length
  const before = await opened()
  await lead.opens(`/documents/${attachmentId}/show`)
  assert.equal(await opened(), before + 1)
  const { body } = await lead.asks('cases.chronology', { caseId })
  assert.ok(body.lines.some(({ what }: { what: string }) => what.startsWith('Document added')))
})

test('a file with a virus is refused by the scanner’s own word, and nothing of it stays', {
  skip: withoutClamd,
}, async () => {
  const before = await documents()
  const page = await adds(lead, 'letter.txt', Buffer.from(`Dear all, ${eicar}`))
  assert.equal(page.status, 422)
  assert.match(page.text, /“letter\.txt” has a virus in it \(Eicar-Test-Signature\.UNOFFICIAL\), and was not kept/)
  assert.match(page.text, /he has no friends left there/)
  assert.deepEqual(await documents(), before)
})

test('while the scanner is away, files wait and are not opened; afterwards the clean one opens and the other is destroyed', {
  skip: withoutClamd,
}, async () => {
  await clamd!.stop()
  const quiet = world.town.log.error
  world.town.log.error = () => {}
  await adds(lead, 'waits.txt', Buffer.from('I wait.'))
  const clean = await newest()
  await adds(lead, 'infected.txt', Buffer.from(`Dear all, ${eicar}`))
  const infected = await newest()
  world.town.log.error = quiet
  for (const { attachmentId, scan } of [clean, infected]) {
    assert.equal(scan, 'waiting')
    const page = await lead.opens(`/documents/${attachmentId}/show`)
    assert.match(page.text, /waits to be looked over for viruses, and cannot be opened before/)
    const release = await coordinator.does('attachments.release', { about: { attachmentId }, answers: {} })
    assert.match(release.body.message, /waits to be looked over/)
  }
  await lookAfterFiles(world.town)({}, help)
  assert.equal((await newest()).scan, 'waiting')
  await clamd!.start()
  await lookAfterFiles(world.town)({}, help)
  const after = new Map((await documents()).map((each) => [each.attachmentId, each]))
  assert.equal(after.get(clean.attachmentId)!.scan, 'clean')
  assert.equal((await lead.opens(`/documents/${clean.attachmentId}/show`)).text, 'I wait.')
  assert.equal(after.get(infected.attachmentId)!.scan, 'infected')
  assert.match((await lead.opens(`/documents/${infected.attachmentId}/show`)).text, /A virus was found in this file/)
  const [row] = await world.sql<{ stored_as: string }>('select stored_as from casework.attachment where id = $1', [
    infected.attachmentId,
  ])
  await assert.rejects(world.town.files.open(row!.stored_as, Buffer.alloc(32)), /ENOENT/)
})

test('what is no whole form is told so, and is no fault of ours', async () => {
  const headers = { authorization: `Bearer ${lead.token}` }
  const bodies = [
    '',
    '--b',
    '--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf',
    'x'.repeat(5000),
  ]
  for (const url of ['/api/v1/uploads', `${path}/new`])
    for (const [n, payload] of bodies.entries()) {
      const type = n === 3 ? 'multipart/form-data' : 'multipart/form-data; boundary=b'
      const { statusCode } = await world.app.inject({
        method: 'POST',
        url,
        payload,
        headers: { ...headers, 'content-type': type },
      })
      assert.ok([400, 403, 406].includes(statusCode), `${url} ${n}: ${statusCode}`)
    }
})

test('a connection that breaks while a file comes leaves nothing of it', async () => {
  const count = async () => (await Array.fromAsync(world.town.files.all())).flat().length
  const before = await count()
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = world.app.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  const part = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
  socket.write(
    `POST /api/v1/uploads HTTP/1.1\r\nhost: town\r\nauthorization: Bearer ${lead.token}\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 9000000\r\n\r\n${part}`,
  )
  socket.write(Buffer.alloc(300_000, 'a'))
  for (let tries = 0; (await count()) === before && tries < 200; tries++) await pause(20)
  assert.equal(await count(), before + 1)
  socket.destroy()
  for (let tries = 0; (await count()) !== before && tries < 200; tries++) await pause(20)
  assert.equal(await count(), before)
  assert.equal((await lead.opens(path)).status, 200)
})

test('nothing of a file, its name or what was typed lies open in the database or on the disk', async () => {
  await adds(lead, 'Zebedee.txt', Buffer.from('The needle in this haystack is Zebedee.'))
  const [row] = await world.sql<{ row: string; stored_as: string }>(
    'select to_jsonb(a)::text as row, stored_as from casework.attachment a order by added_at desc, id desc limit 1',
  )
  assert.doesNotMatch(row!.row, /Zebedee|no friends|needle/)
  const names = (await Array.fromAsync(world.town.files.all())).flat()
  assert.ok(names.includes(row!.stored_as))
})

test('an upload that nobody keeps is forgotten after a day, key and file; one that was kept has no key but the case’s', async () => {
  const sent = await lead.uploads({ name: 'forgotten.txt', bytes: Buffer.from('Nobody keeps me.') })
  const uploadId = sent.body.file
  const [row] = await world.sql<{ stored_as: string }>('select stored_as from platform.upload where id = $1', [
    uploadId,
  ])
  const kept = await lead.uploads({ name: 'kept.txt', bytes: Buffer.from('Keep me.') })
  await lead.does('attachments.add', { about: { caseId }, answers: { ...answers, file: kept.body.file } })
  await forgetUpload(world.town)({ uploadId: kept.body.file }, help)
  assert.equal(world.town.keys.has(kept.body.file), false)
  const { attachmentId } = await newest()
  assert.equal((await lead.opens(`/documents/${attachmentId}/show`)).text, 'Keep me.')
  world.time.now = new Date(world.time.now.getTime() + 25 * 3_600_000)
  await lookAfterFiles(world.town)({}, help)
  assert.equal(world.town.keys.has(uploadId), false)
  await assert.rejects(world.town.files.open(row!.stored_as, Buffer.alloc(32)), /ENOENT/)
  assert.equal((await lead.opens(`/documents/${attachmentId}/show`)).text, 'Keep me.')
})

test('with the key of its case every document of it is gone for good', async () => {
  const other = await seedCase(world, { name: 'Gone Away' })
  await letIn(world, other.caseId, lead.id)
  const sent = await lead.uploads({ name: 'gone.txt', bytes: Buffer.from('Soon gone.') })
  const added = await lead.does('attachments.add', {
    about: { caseId: other.caseId },
    answers: { ...answers, file: sent.body.file },
  })
  await forgetUpload(world.town)({ uploadId: sent.body.file }, help)
  const [row] = await world.sql<{ sealed: Buffer }>('select sealed from casework.attachment where id = $1', [
    added.body.fact.attachmentId,
  ])
  world.town.keys.forget(other.caseId)
  assert.throws(() => world.town.keys.open(other.caseId, 'attachment', row!.sealed), KeyIsGone)
})
