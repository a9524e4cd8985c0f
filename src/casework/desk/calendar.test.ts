import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { seedCase } from '../../../test/seed-case.ts'
import { openWorld } from '../../../test/world.ts'
import { newId } from '../../platform/road.ts'

const world = await openWorld()
after(() => world.close())
const ann = await world.someone('Ann Coordinator', 'Channel coordinator')
const lee = await world.someone('Lee Leader', 'lead professional', 'health')
const cohesion = await world.someone('Otto Other', 'cohesion worker')
world.time.now = new Date('2026-06-10T09:00:00Z')
const { caseId } = await seedCase(world, { name: 'Cal Endar' })
const [panelId, meetingId] = [newId(), newId()]
await world.sql(
  `insert into casework.terms_of_reference (id, panel_id, name, interval_weeks, chair_id, council_id, reports_to, from_on)
   values ($1, $1, 'The Testham panel', 4, $2, $3, '{}', '2020-01-01')`,
  [panelId, ann.id, world.agencyId.council],
)
await world.sql(
  `insert into casework.meeting (id, panel_id, kind, meets_on, meets_at, place, called_by) values ($1, $2, 'ordinary', '2026-07-01', '10:30', 'Town hall', $3)`,
  [meetingId, panelId, ann.id],
)
const due = '2026-07-08'

test('a month shows what is due from the reader and when they meet, as a month, as a list and a day at a time', async () => {
  const { body } = await ann.asks('desk.calendar', { month: '2026-07' })
  assert.deepEqual(
    body.tasks.map(({ knownAs, day }: { knownAs: string; day: string }) => [knownAs, day]),
    [['Cal Endar', due]],
  )
  assert.deepEqual(
    body.meetings.map(({ day, time }: { day: string; time: string }) => [day, time]),
    [['2026-07-01', '10:30']],
  )
  for (const address of ['month=2026-07', 'month=2026-07&view=list', `day=${due}`]) {
    const page = await ann.opens(`/calendar?${address}`)
    assert.equal(page.status, 200)
    assert.match(page.text, /Cal Endar/)
  }
  for (const wrong of ['month=2026-13', 'day=2026-02-30', 'view=year'])
    assert.equal((await ann.opens(`/calendar?${wrong}`)).status, 404)
})

test('nobody has what is due from others, or from a case that they do not see', async () => {
  const { body } = await lee.asks('desk.calendar', { month: '2026-07' })
  assert.deepEqual([body.tasks, body.meetings], [[], []])
  assert.equal((await cohesion.asks('desk.calendar')).status, 403)
})

test('a calendar program fetches references and no name, by an address that is shown once', async () => {
  const made = await ann.sends('/calendar/address', {})
  const address = /\/calendar-feed\/[\w-]+/.exec(made.text)![0]
  const fetched = await world.stranger().opens(address)
  assert.equal(fetched.status, 200)
  assert.match(String(fetched.headers['content-type']), /^text\/calendar/)
  const lines = fetched.text.replaceAll(/\r\n /g, '').split('\r\n')
  assert.ok(lines.includes('DTSTART;VALUE=DATE:20260708'), fetched.text)
  assert.ok(
    lines.some((line) => /^DTSTART;TZID=Europe\/London:20260701T103000$/.test(line)),
    fetched.text,
  )
  assert.ok(
    lines.some((line) => line.startsWith('SUMMARY:Due: Put the case on an agenda (C-')),
    fetched.text,
  )
  assert.doesNotMatch(fetched.text, /Endar/)
  assert.doesNotMatch((await ann.opens('/calendar/address')).text, /calendar-feed/)
  const looks = await world.sql(
    "select from trust.journal where what = 'desk.calendar-feed' and $1 = any (subject_ids)",
    [caseId],
  )
  assert.equal(looks.length, 1)
})

test('a new address ends the one before, an end ends it, and whoever left has none', async () => {
  const make = async () => (await ann.does('desk.make-calendar-address', { answers: {} })).body.shownOnce.address
  const fetches = async (address: string) => (await world.stranger().opens(`/calendar-feed/${address}`)).status
  const [one, two] = [await make(), await make()]
  assert.deepEqual([await fetches(one), await fetches(two), await fetches('x')], [404, 200, 404])
  assert.equal((await ann.sends('/calendar/address/end', {})).status, 303)
  assert.equal(await fetches(two), 404)
  assert.equal((await ann.does('desk.end-calendar-address', { answers: {} })).status, 409)
  const three = await make()
  await world.sql('update organisation.staff set left_at = now() where id = $1', [ann.id])
  assert.equal(await fetches(three), 404)
})
