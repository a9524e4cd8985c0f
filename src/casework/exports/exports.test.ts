import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readXlsx } from 'hucre/xlsx'
import { referralAnswers } from '../../../test/referral.ts'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { openWorld, type Someone } from '../../../test/world.ts'
import { readSpreadsheet } from '../../platform/documents/read-spreadsheet.ts'
import { fileOf } from '../../platform/documents/spreadsheet.ts'
import { newId } from '../../platform/road.ts'
import { stages } from '../cases/index.ts'
import { sheetOf } from './file.ts'
import { stageMeanings } from './meanings.ts'
import { exportTheList, mostCases } from './rules.ts'

const workbookOf = async (known: Parameters<typeof sheetOf>[0]) => (await fileOf('xlsx', 'x', sheetOf(known))).body

const world = await openWorld()
after(() => world.close())
const coordinator = await world.someone('Cora Coordinator', 'Channel coordinator')
const other = await world.someone('Olu Other', 'Channel coordinator')
const officer = await world.someone('Pol Officer', 'police case officer', 'police')
const mentor = await world.someone('Mo Mentor', 'intervention provider', 'charity')
const lead = await world.someone('Leo Lead', 'lead professional')

const answers = (more: Record<string, string> = {}) => ({
  purpose: 'an inspection or audit',
  agency: world.agencyId.health,
  whom: '=The inspector',
  lawfulBasis: 'Public task: the Channel panel',
  format: 'csv',
  ...more,
})
const ledger = (caseId: string) =>
  world.sql<{ why: string; to_agency_id: string }>(
    "select why, to_agency_id from trust.disclosure where case_id = $1 and why like 'export%'",
    [caseId],
  )
const fetched = async (who: Someone, exportId: string) => {
  const file = await who.opens(`/exports/${exportId}/file`)
  return { ...file, rows: file.status === 200 ? await rowsOf(Buffer.from(file.text)) : [] }
}
async function rowsOf(bytes: Buffer) {
  const read = await readSpreadsheet(bytes, { mostRows: 10_000, name: 'x.csv' })
  assert.ok('rows' in read, JSON.stringify(read))
  return read.rows.map(({ cells }) => cells)
}

test('a list leaves as it is filtered, over all its pages, marked, with the reader and what it is for', async () => {
  const seeded = []
  for (let n = 0; n < 53; n++) seeded.push(await seedCase(world, { upTo: 'gateway', name: `=Sum${n} Sample` }))
  await seedCase(world, { upTo: 'matched', name: 'Else Where' })
  const page = await coordinator.opens('/cases/export?stage=asking+partners')
  assert.equal(page.status, 200)
  assert.match(page.text, /53 cases, only at the stage “asking partners”/)
  const sent = await coordinator.sends('/cases/export?stage=asking+partners', answers())
  assert.equal(sent.status, 303)
  const exportId = sent.location!.split('/').at(-1)!
  assert.match((await coordinator.opens(sent.location!)).text, /Fetch the file/)
  const file = await fetched(coordinator, exportId)
  assert.match(String(file.headers['content-disposition']), /^attachment; filename="cases-\d{4}-\d\d-\d\d\.csv"$/)
  assert.equal(file.headers['cache-control'], 'no-store')
  assert.match(file.text, /^\ufeffOFFICIAL-SENSITIVE\r\n/)
  assert.match(file.rows[1]![0]!, /^Read by Cora Coordinator on /)
  assert.match(file.rows[2]!.join(), /^For =The inspector, Testham NHS Trust: an inspection or audit/)
  assert.equal(file.rows.length, 5 + 53)
  assert.match(file.text, /\r\n'=Sum\d+ Sample,C-/)
  assert.doesNotMatch(file.text, /Else/)
  assert.deepEqual(await ledger(seeded[52]!.caseId), [
    { why: 'export: an inspection or audit', to_agency_id: world.agencyId.health },
  ])
  assert.match((await coordinator.opens(`/cases/${seeded[0]!.caseId}/sharing`)).text, /Export: an inspection or audit/)
})

test('only whoever coordinates takes a list out, and only whoever asked fetches the file, for a day', async () => {
  for (const who of [officer, mentor, lead]) {
    assert.equal((await who.opens('/cases/export')).status, 403)
    assert.equal((await who.does('exports.export-list', { about: {}, answers: answers() })).status, 403)
    assert.doesNotMatch((await who.opens('/cases')).text, /cases\/export/)
  }
  const made = await coordinator.does('exports.export-list', {
    about: { stage: 'asking partners' },
    answers: answers(),
  })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const { exportId } = made.body.fact
  assert.equal((await coordinator.asks('exports.file', { exportId })).body.rows.length, 53)
  const absent = await other.opens(`/exports/${newId()}`)
  const hidden = await other.opens(`/exports/${exportId}`)
  assert.deepEqual([hidden.status, absent.status], [404, 404])
  assert.equal((await mentor.asks('exports.file', { exportId })).status, 403)
  world.time.now = new Date(world.time.now.getTime() + 25 * 3_600_000)
  assert.equal((await fetched(coordinator, exportId)).status, 404)
  world.time.now = new Date()
})

test('what somebody may not see any more is not in the file that they fetch', async () => {
  const made = await coordinator.does('exports.export-list', {
    about: { stage: 'asking partners' },
    answers: answers(),
  })
  await world.sql(
    'update casework.case set sealed_to = $1 where id = (select case_id from casework.case_state where stage = $2 limit 1)',
    [[other.id], 'asking partners'],
  )
  assert.equal((await coordinator.asks('exports.file', { exportId: made.body.fact.exportId })).body.rows.length, 52)
})

test('bad answers keep what was typed and let nothing out; a repeat lets it out once', async () => {
  const before = await world.sql('select id from trust.disclosure')
  const bad = await coordinator.sends('/cases/export', answers({ agency: newId(), whom: 'The judge' }))
  assert.equal(bad.status, 422)
  assert.match(bad.text, /The judge/)
  assert.equal((await world.sql('select id from trust.disclosure')).length, before.length)
  const { caseId } = await seedCase(world, { upTo: 'matched', name: 'Once Only' })
  const once = { about: { caseId }, answers: answers(), key: newId() }
  const [first, second] = [
    await coordinator.does('exports.export-chronology', once),
    await coordinator.does('exports.export-chronology', once),
  ]
  assert.equal(second.body.repeated, true)
  assert.equal(first.body.fact.exportId, second.body.fact.exportId)
  assert.equal((await ledger(caseId)).length, 1)
})

test('an empty list and one that is too long are refused', () => {
  const given = answers() as never
  assert.equal(exportTheList({ cases: [], tooMany: false }, given).is, 'refused')
  assert.equal(exportTheList({ cases: ['x'], tooMany: true }, given).is, 'refused')
  assert.equal(exportTheList({ cases: ['x'], tooMany: false }, given).is, 'cases exported')
  assert.equal(mostCases, 2_000)
})

test('a chronology leaves as it is narrowed, for those who work the case, the oldest entry first', async () => {
  const { body } = await other.does('referrals.make', { answers: { ...referralAnswers(), wishesUnnamed: false } })
  const { caseId } = body.fact
  await letIn(world, caseId, lead.id)
  await letIn(world, caseId, mentor.id, 'pack')
  await letIn(world, caseId, officer.id, 'pack')
  const path = `/cases/${caseId}/chronology/export`
  assert.equal((await mentor.opens(path)).status, 403)
  // they may read the pack, and take nothing of it away
  assert.equal((await officer.opens(path)).status, 403)
  assert.doesNotMatch((await officer.opens(`/cases/${caseId}/chronology`)).text, /chronology\/export/)
  assert.equal((await lead.opens(`/cases/${newId()}/chronology/export`)).status, 404)
  assert.match(
    (await lead.opens(`/cases/${caseId}/chronology?kind=referral`)).text,
    /chronology\/export\?kind=referral/,
  )
  const sent = await lead.sends(`${path}?kind=referral`, answers({ format: 'xlsx' }))
  assert.equal(sent.status, 303)
  const { body: file } = await lead.asks('exports.file', { exportId: sent.location!.split('/').at(-1)! })
  assert.deepEqual(
    file.rows.map((row: string[]) => row.slice(2, 7)),
    [['Referral', 'A referral was received and the case was opened', null, 'Olu Other', 'Testham Council']],
  )
  assert.match(file.above.at(-1), /^Chronology of Sam Sample, case C-.*, only Referral$/)
  const page = await lead.opens(`${sent.location}/file`)
  assert.match(String(page.headers['content-type']), /spreadsheetml/)
  const all = await lead.asks('cases.chronology', { caseId })
  assert.equal(all.body.lines[0].what, 'The chronology was exported as XLSX')
})

test('a workbook begins with what it is, who took it out, to what it is narrowed and what its words mean', async () => {
  const { caseId } = await seedCase(world, { upTo: 'gateway', name: 'Lee Led' })
  await world.sql('update casework.case_state set lead_id = $1 where case_id = $2', [lead.id, caseId])
  const sent = await coordinator.sends(`/cases/export?lead=${lead.id}`, answers({ format: 'xlsx' }))
  assert.equal(sent.status, 303)
  const exportId = sent.location!.split('/').at(-1)!
  const { body } = await coordinator.asks('exports.file', { exportId })
  const { sheets } = await readXlsx(new Uint8Array(await workbookOf(body)))
  assert.equal(sheets.length, 2)
  const said = sheets[0]!.rows.map((cells) => cells.join(' | '))
  assert.equal(sheets[0]!.name, 'About this file')
  for (const line of [
    'This file | Narrowed to | led by Leo Lead',
    'This file | For whom | =The inspector, Testham NHS Trust',
    'This file | What for | An inspection or an audit',
    'Stage | Asking partners | It may proceed; partners are asked what they know',
  ])
    assert.ok(said.includes(line), `${line}\n${said.join('\n')}`)
  assert.ok(said.some((line) => line.startsWith('This file | Taken out by | Cora Coordinator, ')))
  assert.ok(said.some((line) => line.startsWith('Type of concern | Islamist')))
  const page = await coordinator.opens(`/exports/${exportId}`)
  assert.match(page.text, /Can be fetched until/)
})

test('what each stage and section means is said, whichever there are', () => {
  for (const stage of stages) assert.ok(stageMeanings[stage], stage)
})

test('what somebody exported stays listed for them alone, and what is over cannot be fetched', async () => {
  const { caseId } = await seedCase(world, { upTo: 'matched', name: 'Over Soon' })
  const made = await other.does('exports.export-chronology', { about: { caseId }, answers: answers() })
  const { exportId } = made.body.fact
  const file = new RegExp(`href="/exports/${exportId}"`)
  assert.match((await other.opens('/exports')).text, file)
  assert.doesNotMatch((await coordinator.opens('/exports')).text, file)
  assert.equal((await mentor.opens('/exports')).status, 403)
  world.time.now = new Date(world.time.now.getTime() + 25 * 3_600_000)
  const later = (await other.opens('/exports')).text
  assert.doesNotMatch(later, file)
  assert.match(later, /Its time is over/)
  world.time.now = new Date()
})
