import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { openWorld, type Someone } from '../../../test/world.ts'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { inTransaction } from '../../platform/db/database.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import { addDays, today } from '../../platform/pure/days.ts'
import { newId } from '../../platform/road.ts'
import { tasksOf } from '../../jobs.ts'
import { lawfulBases } from '../cases/index.ts'

const world = await openWorld()
after(() => world.close())

const start = world.time.now
const inAWeek = addDays(today(start), 7)
const mails: Mail[] = []
const tasks = tasksOf(world.town, { send: async (mail) => void mails.push(mail), close: () => {} })

let ann: Someone
before(async () => {
  ann = await world.someone('Ann Ashe', 'Channel coordinator', 'council')
})

/** Works the queue as it stands now, as the worker would: the newest jobs, with their payloads. */
async function workTheQueue() {
  const jobs = await world.sql<{ task: string; payload: unknown; id: string }>(
    'select j.id, t.identifier as task, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id',
  )
  for (const { id, task, payload } of jobs) {
    await tasks[task]!(payload, { log: { info() {}, error() {} } })
    await world.sql('delete from graphile_worker._private_jobs where id = $1', [id])
  }
  return jobs
}

const answersFor = (agency: 'health' | 'school' | 'charity', question = 'Has he been seen since May?') => ({
  agency: world.agencyId[agency],
  purpose: 'to decide whether the panel should see the case',
  lawfulBasis: lawfulBases[0]!.name,
  question,
  dueOn: inAWeek,
})

interface Sent {
  enquiryId: string
  path: string
  token: string
  mail: Mail
}

async function ask(caseId: string, agency: 'health' | 'school' | 'charity' = 'health'): Promise<Sent> {
  const { status, body } = await ann.does('enquiries.ask', { about: { caseId }, answers: answersFor(agency) })
  assert.equal(status, 200, JSON.stringify(body))
  await workTheQueue()
  const mail = mails.at(-1)!
  const token = /\/answer\/([\w-]+)/.exec(mail.text)![1]!
  return { enquiryId: body.fact.enquiryId, path: `/answer/${token}`, token, mail }
}

const newestCode = () => /\d{6}/.exec(mails.at(-1)!.text)![0]
const wrongCode = () => String((Number(newestCode()) + 1) % 1_000_000).padStart(6, '0')

/** Somebody of the agency, who has the link and reads the mailbox. */
async function contact(sent: Sent) {
  const person = world.stranger()
  assert.equal((await person.sends(sent.path, {})).location, `${sent.path}/code`)
  await workTheQueue()
  assert.equal((await person.sends(`${sent.path}/code`, { code: newestCode() })).location, `${sent.path}/reply`)
  return person
}

const api = async (command: string, payload: object, token?: string) => {
  const answer = await world.app.inject({
    method: 'POST',
    url: `/api/v1/${command}`,
    payload,
    headers: token ? { authorization: `Bearer ${token}` } : {},
  })
  return { status: answer.statusCode, body: answer.json() }
}
const apiGet = async (path: string, token?: string) => {
  const answer = await world.app.inject({
    method: 'GET',
    url: `/api/v1/${path}`,
    headers: token ? { authorization: `Bearer ${token}` } : {},
  })
  return { status: answer.statusCode, body: answer.json() }
}

// Asking

test('nobody is asked about a person who is not matched yet', async () => {
  const { caseId } = await seedCase(world, { upTo: 'referral received' })
  const { status, body } = await ann.does('enquiries.ask', { about: { caseId }, answers: answersFor('health') })
  assert.equal(status, 409)
  assert.match(body.message, /Match the referral to a person first/)
})

test('the form offers the agencies with a mailbox, five working days and the usual lawful basis', async () => {
  const { caseId } = await seedCase(world, { upTo: 'matched' })
  await world.sql('insert into organisation.agency (id, name, kind) values ($1, $2, $3)', [
    newId(),
    'No Mailbox Ltd',
    'voluntary',
  ])
  const { status, text } = await ann.opens(`/cases/${caseId}/enquiries/new`)
  assert.equal(status, 200)
  assert.match(text, /Testham NHS Trust/)
  assert.doesNotMatch(text, /No Mailbox Ltd/)
  assert.doesNotMatch(text, />\s*Testham Council\s*<\/label>/)
  assert.match(text, new RegExp(`value="${lawfulBases[0]!.name}" checked`))
  assert.doesNotMatch(text, /by the police, for their own task/)
  assert.match(text, /name="dueOn-year" type="text" value="\d{4}"/)
})

test('the wrong role is refused, an outsider finds nothing, and a mistake keeps what was typed and saves nothing', async () => {
  const { caseId } = await seedCase(world, { upTo: 'matched' })
  const path = `/cases/${caseId}/enquiries/new`
  const officer = await world.someone('Pat Police', 'police case officer', 'police')
  assert.equal((await officer.opens(path)).status, 403)
  assert.equal((await officer.does('enquiries.ask', { about: { caseId }, answers: answersFor('health') })).status, 403)
  const absent = await ann.opens(`/cases/${newId()}/enquiries/new`)
  assert.equal(absent.status, 404)
  const tab = await officer.opens(`/cases/${caseId}/enquiries`)
  assert.equal(tab.status, 404)
  assert.equal((await officer.opens(`/cases/${newId()}/enquiries`)).status, 404)
  const { status, text } = await ann.sends(path, {
    question: 'Typed before the mistake',
    agency: world.agencyId.health,
  })
  assert.equal(status, 422)
  assert.match(text, /Typed before the mistake/)
  assert.match(text, /Choose what it is for/)
  assert.deepEqual(await world.sql('select 1 from casework.enquiry where case_id = $1', [caseId]), [])
})

test('the same act sent twice asks once', async () => {
  const { caseId } = await seedCase(world, { upTo: 'matched' })
  const key = newId()
  const input = { about: { caseId }, answers: answersFor('health'), key }
  const first = await ann.does('enquiries.ask', input)
  const second = await ann.does('enquiries.ask', input)
  assert.deepEqual(second.body.fact, first.body.fact)
  assert.equal((await world.sql('select 1 from casework.enquiry where case_id = $1', [caseId])).length, 1)
  await workTheQueue()
})

test('the mail names nobody, its token is stored nowhere, and it has one Message-ID however often it is sent', async () => {
  const { caseId } = await seedCase(world, { name: 'Wilhelmina Quirk' })
  await ann.does('enquiries.ask', { about: { caseId }, answers: answersFor('health', 'Was Wilhelmina seen?') })
  const [job] = await workTheQueue()
  const mail = mails.at(-1)!
  assert.equal(mail.to, 'health@testham.example')
  assert.doesNotMatch(JSON.stringify(mail), /Wilhelmina|Quirk|seen\?|2009|C-/)
  assert.match(mail.text, new RegExp(`by ${Number(inAWeek.slice(8))} `))
  const token = /\/answer\/([\w-]+)/.exec(mail.text)![1]!
  const tables = await world.sql<{ name: string }>(
    "select name from platform.adopted where name not like 'platform.adopted'",
  )
  for (const { name } of tables) {
    assert.deepEqual(await world.sql(`select 1 from ${name} t where t::text like '%' || $1 || '%'`, [token]), [], name)
  }
  await tasks['send-enquiry']!(job!.payload, { log: { info() {}, error() {} } })
  assert.equal(mails.at(-1)!.messageId, mail.messageId)
  assert.equal(mails.at(-1)!.text, mail.text)
})

test('each enquiry is one row of the ledger: what, to whom, why, on which basis, until when', async () => {
  const { caseId } = await seedCase(world)
  await ask(caseId)
  const [row] = await world.sql('select * from trust.disclosure where case_id = $1', [caseId])
  assert.equal(row!.to_whom, 'Testham NHS Trust')
  assert.deepEqual((row!.what as string[]).slice(0, 2), ['name', 'date of birth'])
  assert.equal(row!.lawful_basis, lawfulBases[0]!.name)
  assert.match(row!.why as string, /to decide whether the panel should see the case/)
  assert.ok(row!.expires_at && row!.act_id)
})

// Agreements

test('an agency without an agreement is asked only after a one-off decision for this case, and no other case', async () => {
  await world.sql('update organisation.agency set agreement_until = current_date - 1 where id = $1', [
    world.agencyId.charity,
  ])
  const { caseId } = await seedCase(world)
  const other = await seedCase(world, { name: 'Other Person' })
  const answers = answersFor('charity')
  const refused = await ann.does('enquiries.ask', { about: { caseId }, answers })
  assert.equal(refused.status, 409)
  assert.equal(
    refused.body.message,
    'Testham Mentors has no current information-sharing agreement: record a one-off sharing decision for this case first',
  )
  assert.match((await ann.opens(`/cases/${caseId}/enquiries/new`)).text, /one-off sharing decision/)
  const decision = {
    agency: world.agencyId.charity,
    lawfulBasis: lawfulBases[1]!.name,
    reasons: 'Only they know him',
    endsOn: inAWeek,
  }
  const officer = await world.someone('Pat Police', 'police case officer', 'police')
  assert.equal((await officer.does('enquiries.decide-sharing', { about: { caseId }, answers: decision })).status, 403)
  const wrong = await ann.does('enquiries.decide-sharing', {
    about: { caseId },
    answers: { ...decision, agency: world.agencyId.health },
  })
  assert.equal(wrong.status, 422)
  assert.equal((await ann.does('enquiries.decide-sharing', { about: { caseId }, answers: decision })).status, 200)
  assert.equal((await ann.does('enquiries.ask', { about: { caseId }, answers })).status, 200)
  assert.equal((await ann.does('enquiries.ask', { about: { caseId: other.caseId }, answers })).status, 409)
  world.time.now = new Date(start.getTime() + 9 * 86_400_000)
  const late = await ann.does('enquiries.ask', {
    about: { caseId },
    answers: { ...answers, dueOn: addDays(inAWeek, 7) },
  })
  world.time.now = start
  assert.equal(late.status, 409)
  await workTheQueue()
})

// The link

test('before the code the link says who asks and in which town, and nothing else; opening it consumes nothing', async () => {
  const { caseId } = await seedCase(world, { name: 'Wilhelmina Quirk' })
  const sent = await ask(caseId)
  for (let scanned = 0; scanned < 3; scanned++) await world.stranger().opens(sent.path)
  const { status, text } = await world.stranger().opens(sent.path)
  assert.equal(status, 200)
  assert.match(text, /Testham Council asks your organisation a question/)
  assert.doesNotMatch(text, /Wilhelmina|Quirk|seen since|born|C-\w/)
  const { body } = await apiGet(`enquiries/link?token=${sent.token}`)
  assert.deepEqual(Object.keys(body).sort(), ['askedFor', 'codeSent', 'codeWorks', 'mayHaveAnotherCode', 'triesLeft'])
  const unconfirmed = await world.stranger().opens(`${sent.path}/reply`)
  assert.equal(unconfirmed.location, sent.path)
  assert.equal((await apiGet(`enquiries/asked?token=${sent.token}`)).status, 403)
})

test('the code goes to the registered mailbox, and opens the question with the name', async () => {
  const { caseId } = await seedCase(world, { name: 'Wilhelmina Quirk' })
  const sent = await ask(caseId)
  const person = await contact(sent)
  assert.equal(mails.at(-1)!.to, 'health@testham.example')
  assert.doesNotMatch(JSON.stringify(mails.at(-1)), /Wilhelmina|Quirk/)
  const { status, text } = await person.opens(`${sent.path}/reply`)
  assert.equal(status, 200)
  for (const shown of [
    'Wilhelmina Quirk',
    '4 May 2009',
    'Has he been seen since May?',
    'Ann Ashe',
    lawfulBases[0]!.name,
  ]) {
    assert.ok(text.includes(shown), shown)
  }
  assert.match(text, /<title>[^<]*Answer a question/)
  const [look] = await world.sql(
    "select * from trust.journal where what = 'enquiries.asked' and $1 = any (subject_ids)",
    [caseId],
  )
  assert.equal(look!.viewer_kind, 'link')
})

test('after five wrong codes the right one is refused too, until a new code is sent; and there are only five', async () => {
  const sent = await ask((await seedCase(world)).caseId)
  const person = world.stranger()
  await person.sends(sent.path, {})
  await workTheQueue()
  const right = newestCode()
  for (let tries = 1; tries <= 5; tries++) {
    const answer = await person.sends(`${sent.path}/code`, { code: wrongCode() })
    assert.equal(answer.location, `${sent.path}/code`)
    const { text } = await person.opens(`${sent.path}/code`)
    if (tries < 5) assert.match(text, /That is not the code/)
    else assert.match(text, /entered too many times/)
  }
  const refused = await api('enquiries.confirm-code', { about: { token: sent.token }, answers: { code: right } })
  assert.equal(refused.status, 409)
  for (let more = 2; more <= 5; more++) {
    assert.equal((await person.sends(sent.path, {})).location, `${sent.path}/code`)
  }
  assert.match((await person.opens(sent.path)).text, /No more codes can be sent/)
  assert.equal((await api('enquiries.send-code', { about: { token: sent.token } })).status, 409)
  await workTheQueue()
  assert.notEqual(newestCode(), right)
  assert.equal(
    (await api('enquiries.confirm-code', { about: { token: sent.token }, answers: { code: right } })).body.shownOnce
      .token,
    undefined,
  )
  assert.ok(
    (await api('enquiries.confirm-code', { about: { token: sent.token }, answers: { code: newestCode() } })).body
      .shownOnce.token,
  )
})

test('codes guessed at the same moment are counted one after another', async () => {
  const sent = await ask((await seedCase(world)).caseId)
  await api('enquiries.send-code', { about: { token: sent.token } })
  await workTheQueue()
  const code = wrongCode()
  const endings = await Promise.all(
    Array.from({ length: 12 }, () =>
      api('enquiries.confirm-code', { about: { token: sent.token }, answers: { code } }),
    ),
  )
  assert.equal(endings.filter(({ status }) => status === 200).length, 5)
  assert.equal(endings.filter(({ status }) => status === 409).length, 7)
})

test('a code works for 15 minutes and once', async () => {
  const sent = await ask((await seedCase(world)).caseId)
  const person = await contact(sent)
  const again = await api('enquiries.confirm-code', { about: { token: sent.token }, answers: { code: newestCode() } })
  assert.equal(again.status, 409)
  await person.sends(sent.path, {})
  await workTheQueue()
  world.time.now = new Date(start.getTime() + 16 * 60_000)
  const late = await api('enquiries.confirm-code', { about: { token: sent.token }, answers: { code: newestCode() } })
  world.time.now = start
  assert.equal(late.status, 409)
})

test('a wrong, an ended and a used link give the same answer', async () => {
  const { caseId } = await seedCase(world)
  const [ended, used] = [await ask(caseId), await ask(caseId, 'school')]
  const person = await contact(used)
  await person.sends(`${used.path}/reply`, { outcome: 'not held', by: 'Nora, nurse' })
  await world.sql("update casework.enquiry_link set expires_at = now() - interval '1 hour' where enquiry_id = $1", [
    ended.enquiryId,
  ])
  const withoutToken = (text: string) => text.replace(/nonce="[^"]*"|name="_csrf" value="[^"]*"/g, '')
  const paths = [`/answer/${'x'.repeat(43)}`, ended.path, used.path]
  for (const rest of ['', '/code']) {
    const pages = await Promise.all(paths.map((path) => world.stranger().opens(path + rest)))
    assert.deepEqual(
      pages.map(({ status }) => status),
      [404, 404, 404],
    )
    assert.equal(new Set(pages.map(({ text }) => withoutToken(text))).size, 1)
  }
  for (const path of paths) {
    const token = path.split('/').at(-1)!
    assert.equal((await api('enquiries.send-code', { about: { token } })).status, 404)
    assert.equal((await api('enquiries.confirm-code', { about: { token }, answers: { code: '123456' } })).status, 404)
  }
})

// Replying

test('a nil reply counts; only the reply uses up the link and ends the session', async () => {
  const { caseId } = await seedCase(world)
  const sent = await ask(caseId)
  const person = await contact(sent)
  const mistake = await person.sends(`${sent.path}/reply`, { outcome: 'held', by: 'Nora, nurse' })
  assert.equal(mistake.status, 422)
  assert.match(mistake.text, /Enter what you hold/)
  assert.match(mistake.text, /value="Nora, nurse"/)
  assert.equal((await person.opens(`${sent.path}/reply`)).status, 200)
  const done = await person.sends(`${sent.path}/reply`, { outcome: 'not held', by: 'Nora, nurse' })
  assert.equal(done.location, '/answer/thank-you')
  assert.match((await person.opens('/answer/thank-you')).text, /Thank you/)
  assert.equal((await person.opens(`${sent.path}/reply`)).location, sent.path)
  assert.equal((await person.opens(sent.path)).status, 404)
  const tab = await ann.opens(`/cases/${caseId}/enquiries`)
  assert.match(tab.text, /the panel does not see the reply yet/)
  assert.match(tab.text, /Nothing held/)
  const ledger = await world.sql('select * from trust.disclosure where case_id = $1 order by at', [caseId])
  assert.equal(ledger.length, 2)
  assert.equal(ledger[1]!.to_whom, 'Testham Council')
})

test('by the API the confirmed code gives a token for that one enquiry, which ends with the reply', async () => {
  const { caseId } = await seedCase(world, { name: 'Wilhelmina Quirk' })
  const sent = await ask(caseId)
  const other = await ask(caseId, 'school')
  const about = { token: sent.token }
  await api('enquiries.send-code', { about })
  await workTheQueue()
  const { token } = (await api('enquiries.confirm-code', { about, answers: { code: newestCode() } })).body.shownOnce
  const asked = await apiGet(`enquiries/asked?token=${sent.token}`, token)
  assert.equal(asked.body.name, 'Wilhelmina Quirk')
  assert.deepEqual(Object.keys(asked.body).sort(), [
    'again',
    'askedBy',
    'askedFor',
    'born',
    'dueOn',
    'lawfulBasis',
    'name',
    'purpose',
    'question',
  ])
  // the walls of a link, by the API
  assert.equal((await apiGet(`enquiries/asked?token=${other.token}`, token)).status, 404)
  assert.equal((await apiGet(`cases/banner?caseId=${caseId}`, token)).status, 403)
  assert.equal((await apiGet(`enquiries/of-case?caseId=${caseId}`, token)).status, 403)
  assert.equal((await apiGet(`enquiries/one?enquiryId=${sent.enquiryId}`, token)).status, 403)
  assert.equal((await api('enquiries.release', { about: { enquiryId: sent.enquiryId } }, token)).status, 403)
  assert.equal((await api('enquiries.ask', { about: { caseId }, answers: answersFor('health') }, token)).status, 403)
  assert.equal(
    (await api('enquiries.reply', { about: { token: other.token }, answers: { outcome: 'not held', by: 'x' } }, token))
      .status,
    404,
  )
  assert.equal((await api('enquiries.reply', { about, answers: { outcome: 'not held', by: 'x' } })).status, 403)
  const answers = { outcome: 'refused', ground: 'no lawful way to share it', by: 'Nora, nurse' }
  assert.equal((await api('enquiries.reply', { about, answers }, token)).status, 200)
  assert.equal((await apiGet(`enquiries/asked?token=${sent.token}`, token)).status, 401)
  assert.equal((await api('enquiries.reply', { about, answers }, token)).status, 401)
})

test('the holder of a link opens no page but its own', async () => {
  const { caseId } = await seedCase(world)
  const [sent, other] = [await ask(caseId), await ask(caseId, 'school')]
  const person = await contact(sent)
  assert.equal((await person.opens(`${other.path}/reply`)).status, 404)
  for (const path of ['', '/enquiries', '/enquiries/new', '/chronology', '/section36', '/who-looked', '/sharing']) {
    const { status, text } = await person.opens(`/cases/${caseId}${path}`)
    assert.equal(status, 403, path)
    assert.doesNotMatch(text, /Sample/)
  }
  assert.equal((await person.opens(`/enquiries/${sent.enquiryId}/release`)).status, 403)
})

test("in the database a link's session reads exactly its enquiry, and no other table of casework", async () => {
  const { caseId } = await seedCase(world)
  const [sent, other] = [await ask(caseId), await ask(caseId, 'school')]
  for (const each of [sent, other]) {
    await (await contact(each)).sends(`${each.path}/reply`, { outcome: 'held', answer: 'Something', by: 'Nora, nurse' })
  }
  const viewer = {
    kind: 'link' as const,
    id: sent.enquiryId,
    name: 'x',
    agencyId: null,
    roles: ['link holder'],
    link: { to: 'enquiry', id: sent.enquiryId },
  }
  const enter = <T>(work: Parameters<typeof inTransaction<T>>[2]) =>
    inTransaction(world.town.database, { viewer, role: 'casework_guest' }, work)
  const [enquiries, replies] = await enter(async (tx) => [
    await tx.selectFrom('casework.enquiry').select('id').execute(),
    await tx.selectFrom('casework.enquiry_reply').select('enquiry_id').execute(),
  ])
  assert.deepEqual(enquiries, [{ id: sent.enquiryId }])
  assert.deepEqual(replies, [{ enquiry_id: sent.enquiryId }])
  const tables = await world.sql<{ name: string }>(
    "select name from platform.adopted where name like any (array['casework.%', 'trust.%', 'organisation.%']) and name not in ('casework.enquiry', 'casework.enquiry_reply') and seen_through <> 'public fact'",
  )
  assert.ok(tables.length > 30)
  for (const { name } of tables) {
    const rows = await enter(async (tx) => (await sql.raw(`select 1 from ${name}`).execute(tx)).rows).catch(
      ({ code }: { code?: string }) => (code === '42501' ? [] : [code]),
    )
    assert.deepEqual(rows, [], name)
  }
  await assert.rejects(
    enter((tx) => tx.deleteFrom('casework.enquiry').execute()),
    { code: '42501' },
  )
  const nobody = { ...viewer, link: undefined as never }
  const unlinked = await inTransaction(world.town.database, { viewer: nobody, role: 'casework_guest' }, (tx) =>
    tx.selectFrom('casework.enquiry').select('id').execute(),
  )
  assert.deepEqual(unlinked, [])
})

test('two answers at the same moment: one counts', async () => {
  const sent = await ask((await seedCase(world)).caseId)
  const about = { token: sent.token }
  await api('enquiries.send-code', { about })
  await workTheQueue()
  const { token } = (await api('enquiries.confirm-code', { about, answers: { code: newestCode() } })).body.shownOnce
  const endings = await Promise.all(
    ['One', 'Two'].map((by) => api('enquiries.reply', { about, answers: { outcome: 'not held', by } }, token)),
  )
  assert.equal(endings.filter(({ status }) => status === 200).length, 1)
  assert.equal(
    (await world.sql('select 1 from casework.enquiry_reply where enquiry_id = $1', [sent.enquiryId])).length,
    1,
  )
})

// Releasing

test('the panel sees a reply once it is released, and until then not even that there was an enquiry', async () => {
  const { caseId } = await seedCase(world)
  const sent = await ask(caseId)
  const waiting = await ask(caseId, 'school')
  await (await contact(sent)).sends(`${sent.path}/reply`, {
    outcome: 'held',
    answer: 'Seen twice in June',
    by: 'Nora, nurse',
  })
  const member = await world.someone('Mo Member', 'panel member', 'school')
  const officer = await world.someone('Pat Police', 'police case officer', 'police')
  await letIn(world, caseId, member.id, 'pack')
  await letIn(world, caseId, officer.id, 'full')
  const path = `/cases/${caseId}/enquiries`
  const before = await member.opens(path)
  assert.equal(before.status, 200)
  assert.doesNotMatch(before.text, /Seen twice|NHS Trust|Has he been seen/)
  assert.match((await officer.opens(path)).text, /Seen twice in June/)
  assert.equal((await member.does('enquiries.release', { about: { enquiryId: sent.enquiryId } })).status, 403)
  const told = (await member.opens(`/cases/${caseId}/chronology`)).text
  assert.doesNotMatch(told, /held|NHS Trust/i)
  assert.match(
    (await officer.opens(`/cases/${caseId}/chronology`)).text,
    /Testham NHS Trust was asked about the person/,
  )
  assert.equal((await ann.does('enquiries.release', { about: { enquiryId: waiting.enquiryId } })).status, 409)
  assert.match((await ann.opens(`/enquiries/${sent.enquiryId}/release`)).text, /Seen twice in June/)
  assert.equal((await ann.sends(`/enquiries/${sent.enquiryId}/release`, {})).location, path)
  const released = await member.opens(path)
  assert.match(released.text, /Seen twice in June/)
  assert.match(released.text, /Has he been seen since May\?/)
  const { body } = await member.asks('enquiries.of-case', { caseId })
  assert.deepEqual(
    body.enquiries.map(({ enquiryId }: { enquiryId: string }) => enquiryId),
    [sent.enquiryId],
  )
  assert.equal((await ann.does('enquiries.release', { about: { enquiryId: sent.enquiryId } })).status, 409)
})

test('whoever only provides support reads nothing that partners answered', async () => {
  const { caseId } = await seedCase(world)
  const mentor = await world.someone('Mo Mentor', 'intervention provider', 'school')
  await letIn(world, caseId, mentor.id, 'pack')
  assert.equal((await mentor.opens(`/cases/${caseId}`)).status, 200)
  assert.equal((await mentor.opens(`/cases/${caseId}/enquiries`)).status, 403)
  assert.equal((await mentor.asks('enquiries.of-case', { caseId })).status, 403)
})

test('in the database a reader of the pack reads a released reply and no other', async () => {
  const { caseId } = await seedCase(world)
  const [one, two] = [await ask(caseId), await ask(caseId, 'school')]
  for (const each of [one, two])
    await (await contact(each)).sends(`${each.path}/reply`, { outcome: 'not held', by: 'Nora' })
  await ann.does('enquiries.release', { about: { enquiryId: two.enquiryId } })
  const member = await world.someone('Mo Member', 'panel member', 'school')
  await letIn(world, caseId, member.id, 'pack')
  const viewer = {
    kind: 'staff' as const,
    id: member.id,
    name: 'Mo',
    agencyId: world.agencyId.school,
    roles: ['panel member'],
  }
  const seen = await inTransaction(world.town.database, { viewer, role: 'casework_reader' }, async (tx) => ({
    enquiries: await tx.selectFrom('casework.enquiry').select('id').execute(),
    replies: await tx.selectFrom('casework.enquiry_reply').select('enquiry_id').execute(),
  }))
  assert.deepEqual(seen, { enquiries: [{ id: two.enquiryId }], replies: [{ enquiry_id: two.enquiryId }] })
})

test('a late enquiry says so in words, and a new link takes the place of the old one', async () => {
  const { caseId } = await seedCase(world)
  const sent = await ask(caseId)
  await world.sql('update casework.enquiry set due_on = current_date - 30 where id = $1', [sent.enquiryId])
  assert.match((await ann.opens(`/cases/${caseId}/enquiries`)).text, /was due on .* working days ago/)
  assert.equal((await ann.sends(`/enquiries/${sent.enquiryId}/send-again`, {})).location, `/cases/${caseId}/enquiries`)
  await workTheQueue()
  const token = /\/answer\/([\w-]+)/.exec(mails.at(-1)!.text)![1]!
  assert.notEqual(token, sent.token)
  assert.equal((await world.stranger().opens(sent.path)).status, 404)
  assert.equal((await world.stranger().opens(`/answer/${token}`)).status, 200)
})
