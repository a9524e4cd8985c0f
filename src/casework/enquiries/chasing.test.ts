import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { openWorld, type Someone } from '../../../test/world.ts'
import { recurring, tasksOf } from '../../jobs.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import { addDays, startOfDay, today, workingDaysAfter } from '../../platform/pure/days.ts'
import { newId } from '../../platform/road.ts'
import { lawfulBases } from '../cases/index.ts'
import { expectedAsks, inWords } from './expected-rules.ts'
import { nextReminder, remindersDue, type Waiting } from './reminding-rules.ts'
import { byAgency } from './response-rules.ts'

const world = await openWorld()
after(() => world.close())
const start = world.time.now
const mails: Mail[] = []
const tasks = tasksOf(world.town, { send: async (mail) => void mails.push(mail), close: () => {} })
const help = { log: { info() {}, error() {} } }
const senior = 'director@health.example'

let ann: Someone
before(async () => {
  ann = await world.someone('Ann Ashe', 'Channel coordinator')
  await world.sql('update organisation.agency set senior_mailbox = $2 where id = $1', [world.agencyId.health, senior])
})

async function workTheQueue() {
  const jobs = await world.sql<{ task: string; payload: unknown; id: string }>(
    'select j.id, t.identifier as task, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id',
  )
  for (const { id, task, payload } of jobs) {
    await tasks[task]!(payload, help)
    await world.sql('delete from graphile_worker._private_jobs where id = $1', [id])
  }
}
const newMails = () => mails.splice(0)
/** The morning of a day: the daily job, and the mails that follow. */
async function morningOf(day: string) {
  world.time.now = new Date(startOfDay(day).getTime() + 8 * 3_600_000)
  await tasks['remind-of-enquiries']!({}, help)
  await workTheQueue()
  return newMails()
}

const dueOn = workingDaysAfter(today(start), 5, world.town.holidays)
const dayAfter = (day: string, working: number) => workingDaysAfter(day, working, world.town.holidays)
const answersFor = (agency: 'health' | 'school') => ({
  agency: world.agencyId[agency],
  purpose: 'to decide whether the panel should see the case',
  lawfulBasis: lawfulBases[0]!.name,
  question: 'Has Wilhelmina been seen?',
  dueOn,
})
async function ask(caseId: string, agency: 'health' | 'school' = 'health') {
  world.time.now = start
  const { status, body } = await ann.does('enquiries.ask', { about: { caseId }, answers: answersFor(agency) })
  assert.equal(status, 200, JSON.stringify(body))
  await workTheQueue()
  const { text } = newMails().at(-1)!
  return { enquiryId: body.fact.enquiryId as string, path: pathIn(text) }
}
const pathIn = (text: string) => /\/answer\/[\w-]+/.exec(text)![0]
async function answers(path: string, answer: Record<string, string>) {
  const person = world.stranger()
  await person.sends(path, {})
  await workTheQueue()
  const mail = newMails().at(-1)!
  await person.sends(`${path}/code`, { code: /\d{6}/.exec(mail.text)![0] })
  const shown = await person.opens(`${path}/reply`)
  const sent = await person.sends(`${path}/reply`, { by: 'Nora, nurse', ...answer })
  return { to: mail.to, shown: shown.text, sent }
}
const refusal = { outcome: 'refused', ground: 'not practicable' }

// Reminders

const noHolidays: ReadonlySet<string> = new Set()
const waiting: Waiting = {
  askedOn: '2026-03-02',
  dueOn: '2026-03-09',
  over: false,
  toSenior: false,
  hasSenior: true,
  sent: [],
  within: { before: 1, after: 1, seniorAfter: 3 },
}
const due = (on: string, more: Partial<Waiting> = {}) => remindersDue({ ...waiting, ...more }, on, noHolidays)

test('reminders go one working day before the day and one after it, the senior contact three after it, none at a weekend', () => {
  assert.deepEqual(due('2026-03-05'), [])
  assert.deepEqual(due('2026-03-06'), ['before the day'], 'the Friday before a Monday')
  assert.deepEqual(due('2026-03-07'), [], 'a Saturday')
  assert.deepEqual(due('2026-03-09', { sent: ['before the day'] }), [], 'each once')
  assert.deepEqual(due('2026-03-10'), ['after the day'])
  assert.deepEqual(due('2026-03-12'), ['after the day', 'to the senior contact'], 'after a standstill, what was missed')
  assert.deepEqual(due('2026-03-12', { hasSenior: false }), ['after the day'])
  assert.deepEqual(due('2026-03-12', { toSenior: true, sent: ['after the day'] }), [], 'nobody is higher')
  assert.deepEqual(due('2026-03-12', { over: true }), [])
  const patient = { within: { before: 2, after: 2, seniorAfter: 5 } }
  assert.deepEqual(due('2026-03-05', patient), ['before the day'], 'as the town chose')
  assert.deepEqual(due('2026-03-12', patient), ['after the day'])
  assert.deepEqual(remindersDue(waiting, '2026-03-10', new Set(['2026-03-10'])), [], 'a bank holiday')
  assert.deepEqual(due('2026-03-02', { dueOn: '2026-03-03' }), [], 'not on the day it was asked')
  assert.deepEqual(nextReminder(waiting, '2026-03-03', noHolidays), { kind: 'before the day', on: '2026-03-06' })
  assert.equal(nextReminder({ ...waiting, over: true }, '2026-03-03', noHolidays), undefined)
})

test('an agency that is silent is reminded by mail, then its senior contact: each once, without a name, and seen in the case', async () => {
  const { caseId } = await seedCase(world, { name: 'Wilhelmina Quirk' })
  await ask(caseId)
  assert.match((await ann.opens(`/cases/${caseId}/enquiries`)).text, /Will be reminded on/)
  assert.deepEqual(await morningOf(dayAfter(today(start), 1)), [])
  const sent = [
    ...(await morningOf(dayAfter(today(start), 4))),
    ...(await morningOf(dueOn)),
    ...(await morningOf(dayAfter(dueOn, 1))),
    ...(await morningOf(dayAfter(dueOn, 1))),
    ...(await morningOf(dayAfter(dueOn, 2))),
    ...(await morningOf(dayAfter(dueOn, 3))),
    ...(await morningOf(dayAfter(dueOn, 4))),
  ]
  assert.deepEqual(
    sent.map(({ to }) => to),
    ['health@testham.example', 'health@testham.example', senior],
  )
  assert.equal(new Set(sent.map(({ messageId }) => messageId)).size, 3)
  // the secret of the address is made of chance, and may hold any letters
  const told = JSON.stringify(sent).replace(/answer\/[\w-]+/g, '')
  assert.doesNotMatch(told, /Wilhelmina|Quirk|seen\?|2009|C-\w/)
  assert.match(sent[2]!.text, /registered as the senior contact of Testham NHS Trust/)
  const { text } = await ann.opens(`/cases/${caseId}/enquiries`)
  for (const line of ['Reminded before the day', 'Reminded after the day', 'Passed on to the senior contact'])
    assert.ok(text.includes(line), line)
  assert.match(
    (await ann.opens(`/cases/${caseId}/chronology`)).text,
    /reminded of the question: to the senior contact/i,
  )
  // the senior contact answers by a link and a code of their own, and the first link opens nothing any more
  const done = await answers(pathIn(sent[2]!.text), { outcome: 'not held' })
  assert.deepEqual([done.to, done.sent.location], [senior, '/answer/thank-you'])
  assert.match((await world.stranger().opens(pathIn(sent[0]!.text))).text, /opens nothing/)
  world.time.now = start
})

test('a reply stops every reminder, also one that was recorded and not yet mailed', async () => {
  const { caseId } = await seedCase(world)
  const { path } = await ask(caseId)
  world.time.now = new Date(startOfDay(dayAfter(today(start), 4)).getTime() + 8 * 3_600_000)
  await tasks['remind-of-enquiries']!({}, help)
  const held = await world.sql<{ id: string; payload: unknown }>(
    "select j.id, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'send-enquiry-reminder'",
  )
  assert.equal(held.length, 1)
  await world.sql('delete from graphile_worker._private_jobs where id = $1', [held[0]!.id])
  await answers(path, { outcome: 'not held' })
  await tasks['send-enquiry-reminder']!(held[0]!.payload, help)
  assert.deepEqual(newMails(), [])
  for (const days of [1, 2, 3, 5]) assert.deepEqual(await morningOf(dayAfter(dueOn, days)), [])
  world.time.now = start
})

test('the daily job is one that the town starts, and nobody does its act by hand', async () => {
  assert.ok(recurring.some(({ task }) => task === 'remind-of-enquiries' && tasks[task]))
  const { caseId } = await seedCase(world)
  const { enquiryId } = await ask(caseId)
  const by = await ann.does('enquiries.remind', { about: { enquiryId }, answers: { kind: 'before the day' } })
  assert.ok([403, 404].includes(by.status))
})

// Higher up

test('a refusal is asked again once, of the senior contact, with the ground and the reason; both replies stand', async () => {
  const { caseId } = await seedCase(world, { name: 'Wilhelmina Quirk' })
  const { enquiryId, path } = await ask(caseId)
  const higher = { why: 'A child lives there', dueOn }
  const about = { enquiryId }
  assert.equal((await ann.does('enquiries.ask-higher', { about, answers: higher })).status, 409, 'nothing refused yet')
  await answers(path, refusal)
  const officer = await world.someone('Pat Police', 'police case officer', 'police')
  assert.equal((await officer.does('enquiries.ask-higher', { about, answers: higher })).status, 403)
  const absent = await ann.does('enquiries.ask-higher', { about: { enquiryId: newId() }, answers: higher })
  assert.equal(absent.status, 404)
  const at = `/enquiries/${enquiryId}/ask-higher`
  const bad = await ann.sends(at, { why: '', 'dueOn-day': '1' })
  assert.equal(bad.status, 422)
  assert.match(bad.text, /Enter why you ask again/)
  const key = newId()
  const first = await ann.does('enquiries.ask-higher', { about, answers: higher, key })
  assert.equal(first.status, 200, JSON.stringify(first.body))
  assert.equal((await ann.does('enquiries.ask-higher', { about, answers: higher, key })).body.repeated, true)
  assert.match((await ann.does('enquiries.ask-higher', { about, answers: higher })).body.message, /asked again already/)
  await workTheQueue()
  const [mail, ...more] = newMails()
  assert.deepEqual([mail!.to, more.length], [senior, 0])
  assert.doesNotMatch(JSON.stringify(mail), /Wilhelmina|Quirk|child/)
  const done = await answers(pathIn(mail!.text), { outcome: 'held', answer: 'Seen in May' })
  assert.equal(done.to, senior)
  for (const words of ['It cannot reasonably be done', 'A child lives there', 'Has Wilhelmina been seen?'])
    assert.ok(done.shown.includes(words), words)
  const { text } = await ann.opens(`/cases/${caseId}/enquiries`)
  for (const words of ['Seen in May', 'It cannot reasonably be done', 'This refusal was asked again already'])
    assert.ok(text.includes(words), words)
  const ledger = await world.sql('select to_whom from trust.disclosure where case_id = $1 order by id', [caseId])
  assert.ok(ledger.some(({ to_whom }) => to_whom === 'Testham NHS Trust, senior contact'))
})

test('without a registered senior contact a refusal says so, and whoever asks registers one: an administrator would read what is asked', async () => {
  const { caseId } = await seedCase(world)
  const { enquiryId, path } = await ask(caseId, 'school')
  await answers(path, refusal)
  assert.match((await ann.opens(`/cases/${caseId}/enquiries`)).text, /Testham School has no registered senior contact/)
  const about = { enquiryId }
  const higher = { why: 'x', dueOn }
  assert.equal((await ann.does('enquiries.ask-higher', { about, answers: higher })).status, 409)
  const admin = await world.someone('Ada Admin', 'administrator')
  const contacts = { mailbox: 'school@testham.example', seniorMailbox: 'head@school.example' }
  const agency = { agencyId: world.agencyId.school }
  assert.equal((await admin.does('agencies.change-contacts', { about: agency, answers: contacts })).status, 403)
  assert.equal((await ann.sends(`/agencies/${agency.agencyId}/contacts`, contacts)).status, 303)
  assert.equal((await ann.does('enquiries.ask-higher', { about, answers: higher })).status, 200)
  await workTheQueue()
  assert.equal(newMails()[0]!.to, 'head@school.example')
})

// Who knows the person (facts 7.3, Amess: the school that referred was not involved)

test('whoever referred and the school that the person goes to are expected to be asked, but not the council or the police', () => {
  const agencies = [
    { agencyId: 's', name: 'Testham School', kind: 'school' },
    { agencyId: 'h', name: 'Testham NHS Trust', kind: 'health' },
    { agencyId: 'c', name: 'Testham Council', kind: 'council' },
  ]
  const referrer = (agencyId: string | null, name = 'x') => ({
    as: 'referrer' as const,
    agencyId,
    name,
    withheld: false,
  })
  const school = (name: string) => ({ as: 'school' as const, agencyId: null, name, withheld: false })
  const names = (...named: Parameters<typeof expectedAsks>[0][number][]) =>
    expectedAsks(named, agencies, ['h']).map(({ name }) => name)
  assert.deepEqual(names(referrer('s')), ['Testham School'])
  assert.deepEqual(names(referrer('h')), [], 'asked')
  assert.deepEqual(names(referrer('c')), [], 'the council asks itself')
  assert.deepEqual(names(referrer('s'), school('testham school, year 10')), ['Testham School'], 'once')
  assert.deepEqual(names(school('Nowhere Academy')), ['Nowhere Academy'])
  assert.deepEqual(names(referrer(null, 'A neighbour')), [])
  const withheld = { ...referrer('s', 'Testham School'), withheld: true }
  const [unnamed] = expectedAsks([withheld], agencies, [])
  assert.deepEqual([unnamed!.agencyId, unnamed!.name], [null, 'Withheld'], 'not to a program either')
  assert.doesNotMatch(inWords(unnamed!), /Testham/)
})

test('the referring school was not involved before the panel: its lack is a warning on the item, until it is asked', async () => {
  const { caseId } = await seedCase(world)
  await world.sql('update casework.referral set referrer_agency_id = $2 where case_id = $1', [
    caseId,
    world.agencyId.school,
  ])
  const chair = await world.someone('Cher Chair', 'panel chair')
  const itemId = await listed(caseId, chair)
  const warnings = async () => (await chair.asks('panel.item', { itemId })).body.warnings as string[]
  const missed = 'Testham School, which referred this person, was not asked before the panel.'
  assert.ok((await warnings()).includes(missed))
  assert.match((await ann.opens(`/cases/${caseId}/enquiries`)).text, /Testham School, which referred this person/)
  assert.match((await ann.opens(`/cases/${caseId}/enquiries/new`)).text, /Referred this person, and was not asked yet/)
  await world.sql('update casework.referral set wishes_unnamed = true where case_id = $1', [caseId])
  const unnamed = await warnings()
  assert.ok(unnamed.includes('The organisation of whoever referred this person was not asked before the panel.'))
  assert.doesNotMatch(unnamed.join(), /Testham School, which/)
  const { notAsked } = (await chair.asks('enquiries.of-case', { caseId })).body
  assert.equal(notAsked.length > 0, true)
  assert.doesNotMatch(JSON.stringify(notAsked), new RegExp(`Testham School|${world.agencyId.school}`))
  await ask(caseId, 'school')
  assert.doesNotMatch((await warnings()).join(), /before the panel/, 'asked, though the chair sees no reply yet')
})

async function listed(caseId: string, chair: Someone) {
  const [panelId, meetingId, itemId] = [newId(), newId(), newId()]
  await world.sql(
    `insert into casework.terms_of_reference (id, panel_id, name, interval_weeks, chair_id, council_id, reports_to, from_on)
     values ($1, $1, 'The Testham panel', 4, $2, $3, '{}', '2020-01-01')`,
    [panelId, chair.id, world.agencyId.council],
  )
  await world.sql(
    `insert into casework.meeting (id, panel_id, kind, meets_on, meets_at, place, called_by)
     values ($1, $2, 'ordinary', $3, '10:00', 'Testham', $4)`,
    [meetingId, panelId, addDays(today(start), 14), chair.id],
  )
  await world.sql(
    "insert into casework.panel_item (id, meeting_id, case_id, kind, listed_by, listed_at) values ($1, $2, $3, 'new case', $4, $5)",
    [itemId, meetingId, caseId, ann.id, start],
  )
  await letIn(world, caseId, chair.id, 'pack')
  return itemId
}

// How long partners take

test('the median is of working days; late, open and refused are counted apart', () => {
  const row = { agency: 'A', askedOn: '2026-03-02', dueOn: '2026-03-09', outcome: 'held', enquiries: 1 }
  const rows = [
    { ...row, repliedOn: '2026-03-03' },
    { ...row, repliedOn: '2026-03-09', enquiries: 2 },
    { ...row, repliedOn: '2026-03-11', outcome: 'refused' },
    { ...row, repliedOn: null, outcome: null, enquiries: 3 },
  ]
  assert.deepEqual(byAgency(rows, '2026-03-10', noHolidays), [
    { agency: 'A', asked: 7, onTime: 3, late: 1, open: 3, overdue: 3, refused: 1, medianDays: 5 },
  ])
  assert.equal(byAgency([rows[3]!], '2026-03-03', noHolidays)[0]!.medianDays, null)
})

test('coordinators and the chair see how long each agency takes, and no case; nobody else does', async () => {
  world.time.now = start
  const chair = await world.someone('Cher Chair', 'panel chair')
  const seen = await ann.asks('enquiries.response-times')
  assert.equal(seen.status, 200)
  const health = seen.body.agencies.find(({ agency }: { agency: string }) => agency === 'Testham NHS Trust')
  assert.ok(health.asked >= 4 && health.refused >= 1)
  assert.deepEqual((await chair.asks('enquiries.response-times')).body, seen.body, 'the chair, who is let into no case')
  assert.doesNotMatch(JSON.stringify(seen.body), /C-\w|Quirk/)
  assert.match((await chair.opens('/enquiries/response-times')).text, /Median working days/)
  for (const other of [
    await world.someone('Pat Police', 'police case officer', 'police'),
    await world.someone('Wren Worker', 'cohesion worker'),
    await world.someone('Mem Member', 'panel member', 'health'),
  ])
    assert.equal((await other.asks('enquiries.response-times')).status, 403)
  assert.equal((await world.stranger().opens('/enquiries/response-times')).status, 303)
})
