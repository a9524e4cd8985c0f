import assert from 'node:assert/strict'
import { type AddressInfo, connect } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { eicar, openClamd, withoutClamd } from '../../../test/clamd.ts'
import { aDocx, aPdf, aPng } from '../../../test/made-files.ts'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { hiddenFields, openWorld, type Someone } from '../../../test/world.ts'
import { checkTown } from '../../doctor.ts'
import { newId } from '../../platform/road.ts'
import { KeyIsGone } from '../../platform/keys.ts'
import { lookAfterFiles } from './jobs.ts'

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

test('whatever a file is called, it is taken under a name that reads as it is, or refused in a sentence at the field', async () => {
  const given = [
    `${'n'.repeat(300)}.txt`,
    `${'é'.repeat(300)}.txt`,
    'letter\u202etxt.exe',
    'two\u0000parts.txt',
    '../../../etc/passwd',
    'C:\\fakepath\\letter.txt',
    '\u202e\u2066\u200b.txt',
    'a"; filename="b.txt',
    '=1+1.csv',
    '😀 ولد.txt',
    '',
  ]
  for (const name of given) {
    const page = await adds(lead, name, Buffer.from(`Called ${name.slice(0, 5)}.`))
    if (page.status === 422) {
      assert.match(page.text, /<p id="file-error"[^>]*>.*?(“[^“”]+” |Choose the file)/s, name)
      assert.match(page.text, /he has no friends left there/)
      continue
    }
    assert.equal(page.status, 303, `${JSON.stringify(name)}: ${page.text}`)
    const { name: kept } = await newest()
    assert.ok(Array.from(kept as string).length <= 155, kept)
    assert.doesNotMatch(kept, /[\p{Cc}\p{Cf}\\/<>:"|?*]/u)
    assert.match(kept, /\.(txt|csv)$/)
  }
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
  assert.ok(body.lines.some(({ what }: { what: string }) => /document was added/i.test(what)))
})

test('a text is read on a page of ours, where nothing in it runs; its opening is in the journal', async () => {
  await adds(lead, 'note.txt', Buffer.from('Dear all,\n<script>alert(1)</script>\n\tyours'))
  const { attachmentId } = await newest()
  assert.match((await lead.opens(`/documents/${attachmentId}`)).text, new RegExp(`/documents/${attachmentId}/read`))
  const page = await lead.opens(`/documents/${attachmentId}/read`)
  assert.equal(page.status, 200)
  assert.match(page.text, /<pre class="ot-text">Dear all,\n&lt;script>alert\(1\)/)
  assert.doesNotMatch(page.text, /<script>alert/)
  const looked = await world.sql(
    "select from trust.journal where what = 'attachments.file' and subject_ids = $1 and viewer_id = $2",
    [[caseId], lead.id],
  )
  assert.ok(looked.length > 0)
  assert.equal((await outsider.opens(`/documents/${attachmentId}/read`)).status, 404)
  await adds(lead, 'long.txt', Buffer.from(`${'é'.repeat(25_100)}end`))
  const long = await lead.opens(`/documents/${(await newest()).attachmentId}/read`)
  assert.match(long.text, /This is only the beginning/)
  assert.doesNotMatch(long.text, /\ufffd|end<\/pre>/)
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
  await lookAfterFiles(world.town)({}, help)
  assert.equal(world.town.keys.has(kept.body.file), false)
  const { attachmentId } = await newest()
  assert.equal((await lead.opens(`/documents/${attachmentId}/show`)).text, 'Keep me.')
  world.time.now = new Date(world.time.now.getTime() + 25 * 3_600_000)
  await lookAfterFiles(world.town)({}, help)
  assert.equal(world.town.keys.has(uploadId), false)
  await assert.rejects(world.town.files.open(row!.stored_as, Buffer.alloc(32)), /ENOENT/)
  assert.equal((await lead.opens(`/documents/${attachmentId}/show`)).text, 'Keep me.')
})

/** As a program does it: sends the file, then the act that keeps it. Gives where the file lies. */
async function addsByApi(toCase: string, name: string, content: string) {
  const sent = await lead.uploads({ name, bytes: Buffer.from(content) })
  const answersWithIt = { ...answers, file: sent.body.file }
  const added = await lead.does('attachments.add', { about: { caseId: toCase }, answers: answersWithIt })
  assert.equal(added.status, 200, JSON.stringify(added.body))
  const { attachmentId } = added.body.fact as { attachmentId: string }
  const [row] = await world.sql<{ stored_as: string; sealed: Buffer }>(
    'select stored_as, sealed from casework.attachment where id = $1',
    [attachmentId],
  )
  return { attachmentId, uploadId: sent.body.file as string, ...row! }
}

/** What GET gives to a token, where it is no JSON. */
const fetches = (who: Someone, url: string) =>
  world.app.inject({ url: `/api/v1/${url}`, headers: { authorization: `Bearer ${who.token}` } })

test('by a token alone documents are sent, listed and fetched, under the same access and in the same journal', async () => {
  const { attachmentId } = await addsByApi(caseId, 'token.txt', 'By token.')
  const listed = (await lead.asks('attachments.of-case', { caseId })).body.documents as { attachmentId: string }[]
  assert.ok(listed.some((each) => each.attachmentId === attachmentId))
  const at = `attachments/file/content?attachmentId=${attachmentId}`
  const fetched = await fetches(lead, at)
  assert.deepEqual([fetched.statusCode, fetched.body], [200, 'By token.'])
  assert.match(String(fetched.headers['content-disposition']), /^attachment; filename="C-/)
  assert.match(String(fetched.headers['content-security-policy']), /sandbox$/)
  const [entry] = await world.sql<{ viewer_id: string; subject_ids: string[] }>(
    "select viewer_id, subject_ids from trust.journal where what = 'attachments.file' order by id desc limit 1",
  )
  assert.deepEqual(entry, { viewer_id: lead.id, subject_ids: [caseId] })
  const hidden = await fetches(outsider, at)
  const absent = await fetches(outsider, `attachments/file/content?attachmentId=${newId()}`)
  assert.deepEqual([hidden.statusCode, hidden.body], [404, absent.body])
  assert.equal((await fetches(member, at)).statusCode, 404, 'it is not in the pack')
  assert.equal((await fetches(worker, at)).statusCode, 403)
  assert.equal((await world.app.inject({ url: `/api/v1/${at}` })).statusCode, 403, 'without a token')
  const wrong = await world.app.inject({ url: `/api/v1/${at}`, headers: { authorization: 'Bearer wrong' } })
  assert.equal(wrong.statusCode, 401)
})

test('a file that is made is fetched by a token too: an export, under the policy of its page', async () => {
  const made = await coordinator.does('exports.export-list', {
    answers: {
      purpose: 'an inspection or audit',
      agency: world.agencyId.health,
      whom: 'The inspector',
      lawfulBasis: 'Public task: the Channel panel',
      format: 'csv',
    },
  })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const at = `exports/file/content?exportId=${made.body.fact.exportId}`
  const fetched = await fetches(coordinator, at)
  assert.equal(fetched.statusCode, 200, fetched.body)
  assert.match(fetched.body, /C-/)
  assert.equal((await fetches(worker, at)).statusCode, 403)
  assert.equal((await fetches(lead, at)).statusCode, 404)
})

test('the description of the API says how a file is sent and what comes when one is fetched', async () => {
  const { paths } = (await world.app.inject({ url: '/api/openapi.json' })).json()
  const upload = paths['/api/v1/uploads'].post
  const { schema } = upload.requestBody.content['multipart/form-data']
  assert.equal(schema.properties.file.format, 'binary')
  assert.deepEqual(schema.required, ['file'])
  assert.ok(upload.responses['200'].content['application/json'].schema.properties.file)
  for (const [path, at] of [
    ['/api/v1/attachments/file/content', 'attachmentId'],
    ['/api/v1/exports/file/content', 'exportId'],
  ] as const) {
    const fetch = paths[path].get
    assert.equal(fetch.responses['200'].content['application/octet-stream'].schema.format, 'binary')
    assert.deepEqual(Object.keys(fetch.responses).toSorted(), ['200', '400', '401', '403', '404', '409', '429'])
    assert.equal(fetch.parameters[0].name, at)
  }
  assert.ok(paths['/api/v1/attachments/of-case'].get)
})

test('what came while there was no scanner is looked over once there is one: nobody opens it before, and of a virus the coordinator is told', {
  skip: withoutClamd,
}, async () => {
  const { files } = world.town
  const { scanner } = files
  files.scanner = undefined
  const clean = await addsByApi(caseId, 'before.txt', 'Before there was a scanner.')
  const infected = await addsByApi(caseId, 'bad.txt', `Dear all, ${eicar}`)
  const open = async (attachmentId: string) =>
    (await fetches(lead, `attachments/file/content?attachmentId=${attachmentId}`)).statusCode
  assert.deepEqual([await open(clean.attachmentId), await open(infected.attachmentId)], [200, 200])
  assert.match((await coordinator.opens('/documents/virus-checks')).text, /This town has no virus scanner/)
  files.scanner = scanner
  assert.deepEqual([await open(clean.attachmentId), await open(infected.attachmentId)], [409, 409])
  assert.match((await lead.opens(`/documents/${infected.attachmentId}/show`)).text, /waits to be looked over/)
  assert.match((await lead.opens(path)).text, /documents wait to be looked over for viruses/)
  const progress = await coordinator.opens('/documents/virus-checks')
  assert.match(progress.text, /\d+ documents wait to be looked over, the first since/)
  assert.equal((await lead.opens('/documents/virus-checks')).status, 403)

  // what cannot be judged holds up nobody else's
  const gone = await addsByApi(caseId, 'gone from the disk.txt', 'Lost.')
  await world.sql("update casework.attachment set scan = 'not scanned' where id = $1", [gone.attachmentId])
  await files.remove(gone.stored_as)
  const quiet = world.town.log.error
  world.town.log.error = () => {}
  await lookAfterFiles(world.town)({}, help)
  world.town.log.error = quiet
  await world.sql("update casework.attachment set scan = 'clean' where id = $1", [gone.attachmentId])

  assert.deepEqual([await open(clean.attachmentId), await open(infected.attachmentId)], [200, 409])
  assert.equal(await files.has(infected.stored_as), false, 'its bytes are gone')
  assert.match((await lead.opens(`/documents/${infected.attachmentId}/show`)).text, /A virus was found in this file/)
  for (const [at, words] of [
    [path, /A virus was found in one document|A virus was found in \d documents/],
    ['/documents/virus-checks', /Every document was looked over.*What is known of it/s],
    ['/notices', /A virus was found in a document, and the file was destroyed/],
    [`/cases/${caseId}/chronology`, /A virus was found in a document, and the file was destroyed/],
  ] as const)
    assert.match((await coordinator.opens(at)).text, words, at)
})

test('a file that a draft names is kept for as long as the draft, and goes with it when it is thrown away or left', async () => {
  const teacher = await world.someone('Tess Teacher', [], 'school')
  const holds = async () => {
    const sent = await teacher.uploads({ name: 'held.txt', bytes: Buffer.from('He drew this.') })
    const fields = { 'documents-0-file': `${sent.body.file} held.txt`, 'documents-0-description': 'A drawing' }
    assert.equal((await teacher.sends('/refer/documents', { ...fields, _later: 'yes' })).status, 303)
    const [row] = await world.sql<{ stored_as: string }>('select stored_as from platform.upload where id = $1', [
      sent.body.file,
    ])
    return { uploadId: sent.body.file as string, storedAs: row!.stored_as }
  }
  const isThere = async ({ uploadId, storedAs }: { uploadId: string; storedAs: string }) => [
    world.town.keys.has(uploadId),
    await world.town.files.has(storedAs),
  ]
  const { now } = world.time
  const later = async (days: number) => {
    world.time.now = new Date(world.time.now.getTime() + days * 86_400_000)
    await lookAfterFiles(world.town)({}, help)
  }
  const kept = await holds()
  await later(30)
  assert.deepEqual(await isThere(kept), [true, true])
  assert.match((await teacher.opens('/refer/documents')).text, /Received:.*held\.txt/s)
  // another takes its place: nothing names the first any more
  const replacing = await holds()
  await later(2)
  assert.deepEqual([await isThere(kept), await isThere(replacing)].flat(), [false, false, true, true])
  const page = await teacher.opens('/refer')
  await teacher.posts('/refer/forget', hiddenFields(page.text))
  await lookAfterFiles(world.town)({}, help)
  assert.deepEqual(await isThere(replacing), [false, false])
  const left = await holds()
  await later(91)
  assert.deepEqual(await isThere(left), [false, false])
  assert.deepEqual(await world.sql('select from platform.draft where viewer_id = $1', [teacher.id]), [])
  world.time.now = now
})

test('somebody else’s upload is held by nobody’s draft but its sender’s', async () => {
  const teacher = await world.someone('Tom Teacher', [], 'school')
  const sent = await lead.uploads({ name: 'mine.txt', bytes: Buffer.from('Mine.') })
  const fields = { 'documents-0-file': `${sent.body.file} mine.txt`, 'documents-0-description': 'Not mine' }
  await teacher.sends('/refer/documents', { ...fields, _later: 'yes' })
  assert.deepEqual(await world.sql('select held_by from platform.upload where id = $1', [sent.body.file]), [
    { held_by: null },
  ])
})

test('with the key of its case every document of it is gone for good', async () => {
  const other = await seedCase(world, { name: 'Gone Away' })
  await letIn(world, other.caseId, lead.id)
  const { sealed } = await addsByApi(other.caseId, 'gone.txt', 'Soon gone.')
  world.town.keys.forget(other.caseId)
  assert.throws(() => world.town.keys.open(other.caseId, 'attachment', sealed), KeyIsGone)
})

test('when the rows of a case are deleted, its key and the bytes of its documents are destroyed, also after a stop in between', async () => {
  const other = await seedCase(world, { name: 'Deleted Wholly' })
  await letIn(world, other.caseId, lead.id)
  const one = await addsByApi(other.caseId, 'one.txt', 'First.')
  const two = await addsByApi(other.caseId, 'two.txt', 'Second.')
  const stays = await addsByApi(caseId, 'stays.txt', 'Of another case.')
  await lookAfterFiles(world.town)({}, help)
  assert.deepEqual(
    [one, two, stays].map(({ uploadId }) => world.town.keys.has(uploadId)),
    [false, false, false],
  )
  const [person] = await world.sql<{ id: string | null }>('select person_id as id from casework.case where id = $1', [
    other.caseId,
  ])
  await deleteCase(other.caseId)
  const waits = (await checkTown(world.town)).find(({ what }) => what.startsWith('What deleted records left'))!
  assert.match(waits.what, /2 files and \d keys to be destroyed$/)
  const [late] = await asLate(() => checkTown(world.town))
  assert.deepEqual([late!.good, /for more than 10 minutes/.test(late!.what)], [false, true])
  // the second cannot be removed now: the rest is, and that one the next time
  const { files, keys } = world.town
  const remove = async (storedAs: string) =>
    storedAs === two.stored_as ? Promise.reject(new Error('the disk does not answer')) : files.remove(storedAs)
  const whoseDiskIsAway = { ...world.town, files: { ...files, remove } }
  await assert.rejects(lookAfterFiles(whoseDiskIsAway)({}, help), /does not answer/)
  assert.deepEqual([await files.has(one.stored_as), await files.has(two.stored_as)], [false, true])
  await lookAfterFiles(world.town)({}, help)
  assert.deepEqual([await files.has(two.stored_as), keys.has(other.caseId)], [false, false])
  if (person?.id) assert.equal(keys.has(person.id), true, 'the person has a record of their own')
  assert.throws(() => keys.open(other.caseId, 'attachment', one.sealed), KeyIsGone)
  assert.equal((await lead.opens(`/documents/${stays.attachmentId}/show`)).text, 'Of another case.')
  assert.deepEqual(await world.sql('select from platform.to_destroy'), [])
  assert.equal((await lead.opens(`/documents/${one.attachmentId}`)).status, 404)
})

test('a file that nothing names is found by the doctor', async () => {
  async function* bytes() {
    yield Buffer.from('left by a broken-off upload')
  }
  const said = async () => (await checkTown(world.town)).find(({ what }) => what.startsWith('The files of'))!
  const before = Number(/(\d+) belong to nothing/.exec((await said()).what)?.[1] ?? 0)
  const { storedAs } = await world.town.files.write(bytes(), 1000)
  const after = await said()
  assert.match(after.what, new RegExp(`; ${before + 1} belong to nothing`))
  assert.equal(after.warns, true)
  await world.town.files.remove(storedAs)
})

/** As retention will: every row of a case, whatever hangs on what. */
async function deleteCase(id: string) {
  const tables = await world.sql<{ name: string }>(
    `select a.name from platform.adopted a join information_schema.columns c
     on c.table_schema || '.' || c.table_name = a.name and c.column_name = 'case_id' where a.name like 'casework.%'`,
  )
  for (let round = 0; round < 5; round++)
    for (const { name } of tables) await world.sql(`delete from ${name} where case_id = $1`, [id]).catch(() => {})
  await world.sql('delete from casework.case where id = $1', [id])
}

/** What the doctor says of what waits, once it has waited for long. */
async function asLate(check: () => ReturnType<typeof checkTown>) {
  await world.sql("update platform.to_destroy set since = since - interval '1 hour'")
  return (await check()).filter(({ what }) => what.startsWith('What deleted records left'))
}
