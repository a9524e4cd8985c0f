import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { openWorld, type Someone } from '../../../test/world.ts'
import { readSpreadsheet } from '../../platform/documents/read-spreadsheet.ts'
import { writeWorkbook } from '../../platform/documents/spreadsheet.ts'
import { today } from '../../platform/pure/days.ts'
import { newId } from '../../platform/road.ts'
import { readTrackerList } from './jobs.ts'

const world = await openWorld()
after(() => world.close())
const officer = await world.someone('Pat Police', 'police case officer', 'police')
const coordinator = await world.someone('Cleo Coordinator', 'Channel coordinator')
const on = today(world.time.now)

async function seeded() {
  const { caseId } = await seedCase(world, { upTo: 'gateway' })
  await letIn(world, caseId, officer.id)
  const [row] = await world.sql<{ outcomeId: string; reference: string }>(
    'select o.id as "outcomeId", c.reference from casework.gateway_outcome o join casework.case c on c.id = o.case_id where c.id = $1',
    [caseId],
  )
  return { caseId, ...row! }
}

const confirmed = (...outcomes: string[]) =>
  world.sql<{ reference: string; day: string }>(
    `select tracker_reference as reference, tracker_on::text as day from casework.gateway_confirmation
    where outcome_id = any ($1) and came_by = 'import' order by 1`,
    [outcomes],
  )

const ours = ['Case', 'Outcome', 'Recorded on', 'Tracker reference', 'Tracker date']
const csv = (header: string[], ...lines: string[][]) =>
  Buffer.from([header, ...lines].map((cells) => cells.join(';')).join('\r\n'))
const works = (listId: string) => readTrackerList(world.town)({ listId }, { log: world.town.log })
const seen = async (listId: string, more = {}) => (await officer.asks('gateway.list', { listId, ...more })).body

async function sent(bytes: Buffer, name = 'list.csv', who: Someone = officer): Promise<string> {
  const page = await who.sendsFiles('/gateway/lists/new', {}, { spreadsheet: { name, bytes } })
  assert.equal(page.status, 303, page.text.slice(0, 2000))
  const listId = page.location!.split('/').at(-1)!
  await works(listId)
  return listId
}

test('a list as a file: checked line by line, the good lines recorded, the others kept and given back with the reason', async () => {
  const [one, two, three] = [await seeded(), await seeded(), await seeded()]
  const listId = await sent(
    csv(
      ours,
      [one.reference.toLowerCase(), 'Proceed', on, 'PT-F1', on],
      [two.reference, 'police-led', on, 'PT-F2', on],
      ['C-NOBODY', 'proceed', on, '=PT-F3', on],
      [three.reference, 'proceed', on, '', ''],
    ),
  )
  const report = await seen(listId)
  assert.equal(report.step, 'checked', 'columns that are called as ours need nobody to say which is which')
  assert.deepEqual(report.counts, { matches: 1, 'does not match': 2, 'without a reference': 1 })
  assert.match(report.lines[1].why, /it says police-led/)
  assert.deepEqual(await confirmed(one.outcomeId), [], 'nothing is recorded before the report was read')
  const page = (await officer.opens(`/gateway/lists/${listId}`)).text
  assert.match(page, /no unconfirmed result belongs to the case C-NOBODY/)
  assert.match(page, /Record the line that matches/)
  const unsure = await officer.sends(`/gateway/lists/${listId}/record`, {})
  assert.equal(unsure.status, 422)
  assert.deepEqual(await confirmed(one.outcomeId), [])
  const key = newId()
  const record = () => officer.does('gateway.record-list', { about: { listId }, answers: { sure: true }, key })
  assert.equal((await record()).status, 200)
  assert.equal((await record()).body.repeated, true)
  assert.deepEqual(await confirmed(one.outcomeId, two.outcomeId), [{ reference: 'PT-F1', day: on }])
  const later = await officer.does('gateway.record-list', { about: { listId }, answers: { sure: true } })
  assert.deepEqual([later.status, later.body.message], [409, 'The lines of this list were recorded already.'])
  const after = await seen(listId)
  assert.deepEqual([after.step, after.recorded, after.lines.length], ['recorded', 1, 2])
  for (const format of ['csv', 'xlsx']) {
    const file = await officer.opens(`/gateway/lists/${listId}/sent-back/${format}`)
    assert.equal(file.status, 200)
    const { body } = await officer.asks('gateway.list-sent-back', { listId, format })
    assert.deepEqual(body.header, [...ours, 'Why it was not recorded'])
    assert.deepEqual(
      body.rows.map((row: string[]) => row[3]),
      ['PT-F2', '=PT-F3'],
    )
  }
  assert.match((await coordinator.opens(`/cases/${one.caseId}/referral`)).text, /PT-F1[^<]*imported by Pat Police/)
  const [line] = await world.sql<{ kinds: string[] }>(
    "select array_agg(distinct kind) as kinds from trust.journal where what like 'gateway.list%' and viewer_id = $1",
    [officer.id],
  )
  assert.deepEqual(line!.kinds.toSorted(), ['look', 'search'])
})

test('a workbook with columns of another name: somebody says which is which, once, and the next list of the kind needs it no more', async () => {
  const [one, two] = [await seeded(), await seeded()]
  const header = ['Force no.', 'Council ref.', 'Found', 'Found when', 'Entry', 'Entered']
  const workbook = (rows: string[][]) =>
    writeWorkbook({
      title: 'List',
      above: ['From the tracker'],
      columns: header.map((text) => ({ text, is: text.includes('when') || text === 'Entered' ? 'day' : 'text' })),
      rows,
    })
  const listId = await sent(await workbook([['7', one.reference, 'proceed', on, 'PT-W1', on]]), 'list.xlsx')
  assert.equal((await seen(listId)).step, 'to map')
  const page = `/gateway/lists/${listId}/columns`
  const columns = { caseReference: '1', outcome: '2', recordedOn: '3', trackerReference: '4', trackerDate: '4' }
  const twice = await officer.sends(page, { ...columns, keepAs: 'From the force' })
  assert.equal(twice.status, 422)
  assert.match(twice.text, /holds “Tracker reference” already/)
  assert.match(twice.text, /value="From the force"/, 'what was typed stays')
  assert.equal((await officer.sends(page, { ...columns, trackerDate: '5', keepAs: 'From the force' })).status, 303)
  assert.deepEqual((await seen(listId)).counts.matches, 1)
  const next = await sent(await workbook([['8', two.reference, 'proceed', on, 'PT-W2', on]]), 'next.xlsx')
  const known = await seen(next)
  assert.deepEqual(
    [known.step, known.keptMappings.map(({ label }: { label: string }) => label)],
    ['checked', ['From the force']],
  )
  const caseload = await world.sql("select from casework.column_mapping where used_for = 'caseload'")
  assert.deepEqual(caseload, [], 'a caseload has columns of its own')
})

test('what was confirmed meanwhile is not recorded twice: the lines are read again in the act', async () => {
  const { reference, outcomeId } = await seeded()
  const listId = await sent(csv(ours, [reference, 'proceed', on, 'PT-M1', on]))
  const answers = { trackerReference: 'PT-MEANWHILE', trackerOn: on }
  await officer.does('gateway.confirm', { about: { outcomeId }, answers })
  const late = await officer.does('gateway.record-list', { about: { listId }, answers: { sure: true } })
  assert.deepEqual([late.status, late.body.message], [409, 'No line of this list can be recorded.'])
})

test('the template comes filled with what is not confirmed, names nobody, and goes back in as it is', async () => {
  const { reference } = await seeded()
  for (const format of ['csv', 'xlsx']) {
    const { body } = await officer.asks('gateway.list-template', { format })
    assert.ok(body.unconfirmed.some((each: { reference: string }) => each.reference === reference))
    assert.equal((await officer.opens(`/gateway/template/${format}`)).status, 200)
  }
  const { templateFile } = await import('./list-files.ts')
  const { body } = await officer.asks('gateway.list-template', { format: 'xlsx' })
  const file = await templateFile(body)
  const read = await readSpreadsheet(file.body, { mostRows: 1000, name: file.name })
  assert.ok('rows' in read && read.rows[0]!.cells.join() === ours.join())
  const report = await seen(await sent(file.body, file.name))
  assert.deepEqual([report.step, report.counts.matches, report.counts['does not match']], ['checked', 0, 0])
})

test('what is no spreadsheet, has too many lines or is empty is told so, by its content', async () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const picture = await officer.sendsFiles('/gateway/lists/new', {}, { spreadsheet: { name: 'list.csv', bytes: png } })
  assert.equal(picture.status, 422)
  const many = await sent(
    csv(ours, ...Array.from({ length: 2_001 }, (_, at) => [`C-${at}`, 'proceed', on, `P-${at}`, on])),
  )
  assert.match((await seen(many)).wrong, /has more than 2,000 rows/)
  assert.equal((await seen(await sent(csv(ours)))).wrong, 'has no row below the names of its columns')
  assert.match((await officer.opens(`/gateway/lists/${many}`)).text, /The file has more than 2,000 rows/)
})

test('a list is its sender’s alone: for a colleague it is absent, for any other role it is forbidden', async () => {
  const { reference } = await seeded()
  const listId = await sent(csv(ours, [reference, 'proceed', on, 'PT-S1', on]))
  const colleague = await world.someone('Cat Colleague', 'police case officer', 'police')
  const hidden = await colleague.asks('gateway.list', { listId })
  const absent = await colleague.asks('gateway.list', { listId: newId() })
  assert.deepEqual([hidden.status, hidden.body], [404, absent.body])
  assert.equal((await colleague.opens(`/gateway/lists/${listId}/sent-back/csv`)).status, 404)
  const answers = { sure: true }
  assert.equal((await colleague.does('gateway.record-list', { about: { listId }, answers })).status, 404)
  assert.deepEqual((await colleague.asks('gateway.lists')).body.lists, [])
  assert.equal((await coordinator.does('gateway.record-list', { about: { listId }, answers })).status, 403)
  assert.equal((await coordinator.opens('/gateway/lists/new')).status, 403)
  assert.equal((await coordinator.asks('gateway.list', { listId })).status, 403)
})
