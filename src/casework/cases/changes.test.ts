import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { openWorld } from '../../../test/world.ts'
import { addDays, today } from '../../platform/pure/days.ts'
import { lawfulBases } from './lawful-bases.ts'

const world = await openWorld()
after(() => world.close())
const coordinator = await world.someone('Morgan Madeup', 'Channel coordinator')
const officer = await world.someone('Ines Invented', 'police case officer', 'police')
const outsider = await world.someone('Olive Outside', 'police case officer', 'police')
const { caseId } = await seedCase(world, { upTo: 'matched' })
await letIn(world, caseId, officer.id)

const enquiry = () => ({
  agency: world.agencyId.health,
  purpose: 'to keep somebody safe now',
  lawfulBasis: lawfulBases[1]!.name,
  question: 'Is he well?',
  dueOn: addDays(today(world.time.now), 7),
})
const later = (minutes: number) => (world.time.now = new Date(world.time.now.getTime() + minutes * 60_000))
const changed = async () =>
  (await coordinator.asks('cases.overview', { caseId })).body.changes.list.map(({ what }: { what: string }) => what)

test('on a first reading nothing is marked, since all of it is new', async () => {
  assert.deepEqual(await changed(), [])
})

test('what others did since is said on the next visit, and stays marked while it lasts', async () => {
  later(60)
  const done = await officer.does('referrals.record-gateway', {
    about: { caseId },
    answers: { outcome: 'proceed', grounds: 'Nothing is cut across' },
  })
  assert.equal(done.status, 200, JSON.stringify(done.body))
  later(5)
  assert.equal((await changed()).length, 1)
  later(10)
  assert.equal((await changed()).length, 1)
  assert.match((await coordinator.opens(`/cases/${caseId}`)).text, /Changed since you last read this/)
  const { text } = await coordinator.opens(`/cases/${caseId}/plan`)
  assert.match(text, /Referral \(changed\)/)
  assert.doesNotMatch(text, /Plan \(changed\)/)
  const chronology = await coordinator.opens(`/cases/${caseId}/chronology`)
  assert.match(chronology.text, /1 entry is new since you last read this case/)
  assert.equal(chronology.text.match(/New to you<\/strong>/g)?.length, 1)
  later(60)
  assert.deepEqual(await changed(), [])
})

test('what one did oneself is no news, and each reader has their own last reading', async () => {
  const own = await officer.asks('cases.overview', { caseId })
  assert.deepEqual(own.body.changes.list, [])
})

test('of an enquiry that somebody may not see, nothing is told as changed either', async () => {
  const mentor = await world.someone('Mo Mentor', 'intervention provider', 'charity')
  await letIn(world, caseId, mentor.id, 'pack')
  for (const reader of [mentor, officer]) await reader.opens(`/cases/${caseId}`)
  later(60)
  const asked = await coordinator.does('enquiries.ask', { about: { caseId }, answers: enquiry() })
  assert.equal(asked.status, 200, JSON.stringify(asked.body))
  later(1)
  for (const [reader, told] of [
    [mentor, false],
    [officer, true],
  ] as const) {
    const { text } = await reader.opens(`/cases/${caseId}/plan`)
    assert.equal(text.includes('Enquiries (changed)'), told, reader.name)
    const only = await reader.asks('cases.chronology', { caseId, changed: 'yes' })
    assert.equal(only.body.lines.length, told ? 1 : 0, reader.name)
    const { changes } = (await reader.asks('cases.overview', { caseId })).body
    assert.equal(changes.list.length, told ? 1 : 0, reader.name)
  }
})

test('a chronology is narrowed to what one person did', async () => {
  const { people } = (await coordinator.asks('cases.chronology', { caseId })).body
  assert.deepEqual(
    people.map(({ label }: { label: string }) => label),
    ['Ines Invented', 'Morgan Madeup'],
  )
  const { lines } = (await coordinator.asks('cases.chronology', { caseId, person: officer.id })).body
  assert.deepEqual([...new Set(lines.map(({ by }: { by: string }) => by))], ['Ines Invented'])
  const { text } = await coordinator.opens(`/cases/${caseId}/chronology?person=${officer.id}`)
  assert.match(text, /Only: by Ines Invented/)
})

test('whoever does not see the case leaves no trace of having asked', async () => {
  assert.equal((await outsider.asks('cases.overview', { caseId })).status, 404)
  const rows = await world.sql('select from casework.last_read where staff_id = $1', [outsider.id])
  assert.equal(rows.length, 0)
})
