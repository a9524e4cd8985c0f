import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, test } from 'node:test'
import { openWorld, type Someone } from '../../../test/world.ts'
import { readSpreadsheet } from '../../platform/documents/read-spreadsheet.ts'
import { newId } from '../../platform/road.ts'
import { moveIn } from './jobs.ts'

const world = await openWorld()
after(() => world.close())
const coordinator = await world.someone('Cora Coordinator', 'Channel coordinator')
const officer = await world.someone('Pol Officer', 'police case officer', 'police')

const header = 'Referral date;Ref;First name;Last name;DOB;Source of referral;Type of concern;Summary;Notes;Postcode'
const line = (n: number, more: Partial<Record<number, string>> = {}) =>
  [
    '27/03/2026',
    `OLD-${n}`,
    `Sam${n}`,
    `Zarowsky${n}`,
    '04/05/2009',
    'education',
    'No ideology identified',
    `Said it ${n} times; twice`,
    '',
    '',
  ]
    .map((cell, at) => more[at] ?? cell)
    .map((cell) => (cell.includes(';') ? `"${cell}"` : cell))
    .join(';')
const bytes = (...lines: string[]) => Buffer.from([header, ...lines].join('\r\n'), 'latin1')
const works = (movingInId: string) => moveIn(world.town)({ movingInId }, { log: world.town.log })
const seen = async (movingInId: string, more = {}) =>
  (await coordinator.asks('moving-in.file', { movingInId, ...more })).body

async function sent(file: { name: string; bytes: Buffer }, who: Someone = coordinator): Promise<string> {
  const page = await who.sendsFiles('/moving-in/new', {}, { spreadsheet: file })
  assert.equal(page.status, 303, page.text.slice(0, 3000))
  const movingInId = page.location!.split('/').at(-1)!
  await works(movingInId)
  return movingInId
}

async function checked(file: { name: string; bytes: Buffer }, columns: Record<string, string> = {}): Promise<string> {
  const movingInId = await sent(file)
  const { suggested } = await seen(movingInId)
  const answers = Object.fromEntries(Object.entries(suggested).map(([name, at]) => [name, `${String(at)}`]))
  const mapped = await coordinator.does('moving-in.choose-columns', {
    about: { movingInId },
    answers: { ...answers, ...columns },
  })
  assert.equal(mapped.status, 200, JSON.stringify(mapped.body))
  await works(movingInId)
  return movingInId
}

async function movedIn(file: { name: string; bytes: Buffer }, columns: Record<string, string> = {}): Promise<string> {
  const movingInId = await checked(file, columns)
  const gone = await coordinator.does('moving-in.go', { about: { movingInId }, answers: { sure: true } })
  assert.equal(gone.status, 200, JSON.stringify(gone.body))
  await works(movingInId)
  return movingInId
}

const caseOf = async (reference: string) =>
  (
    await world.sql<{ id: string }>('select case_id as id from casework.referral where given_names = $1', [reference])
  )[0]?.id

test('while a file is worked on, its page says how far it is and can be left; afterwards it says that it is over', async () => {
  const movingInId = await sent({ name: 'under-way.csv', bytes: bytes(line(901), line(902)) })
  const { suggested } = await seen(movingInId)
  const answers = Object.fromEntries(Object.entries(suggested).map(([name, at]) => [name, `${String(at)}`]))
  await coordinator.does('moving-in.choose-columns', { about: { movingInId }, answers })
  const during = (await coordinator.opens(`/moving-in/${movingInId}`)).text
  assert.match(during, /data-under-way/)
  assert.match(during, /role="status"[^>]*>Checking: 0 of 2 done\./)
  assert.match(during, /You can leave this page/)
  await works(movingInId)
  const later = (await coordinator.opens(`/moving-in/${movingInId}`)).text
  assert.doesNotMatch(later, /data-under-way/)
  assert.match(later, /Checked\./)
})

test('a file in Windows letters with semicolons: columns guessed, a report by line, good rows in, bad rows back', async () => {
  const file = {
    name: 'caseload.csv',
    bytes: bytes(
      line(1, { 2: 'Zoë', 3: '=Müller' }),
      line(2, { 4: '31/02/2009' }),
      line(3, { 5: 'Moon', 7: '' }),
      line(1, { 2: 'Zoë', 3: '=Müller' }),
    ),
  }
  const movingInId = await sent(file)
  const page = await coordinator.opens(`/moving-in/${movingInId}/columns`)
  assert.equal(page.status, 200)
  assert.match(page.text, /Referral date/)
  const { suggested } = await seen(movingInId)
  assert.deepEqual(suggested, {
    receivedOn: 0,
    reference: 1,
    givenNames: 2,
    familyName: 3,
    born: 4,
    sector: 5,
    concern: 6,
    words: 7,
    actionTaken: 8,
    postcode: 9,
  })
  const fields = Object.fromEntries(Object.entries(suggested).map(([name, at]) => [name, `${String(at)}`]))
  assert.equal(
    (await coordinator.sends(`/moving-in/${movingInId}/columns`, { ...fields, keepAs: 'Our old sheet' })).status,
    303,
  )
  await works(movingInId)
  const report = await seen(movingInId)
  assert.equal(report.step, 'checked')
  assert.deepEqual(
    report.rows.map((row: { line: number; state: string }) => [row.line, row.state]),
    [
      [2, 'good'],
      [3, 'bad'],
      [4, 'bad'],
      [5, 'there already'],
    ],
  )
  assert.deepEqual(
    report.rows[1].reasons,
    [
      'Birth date: this is no day that can be told for certain. Write it as 27/03/2026',
      'Approximate age: Enter the birth date or an approximate age: a guess is enough',
    ].slice(0, report.rows[1].reasons.length),
  )
  assert.deepEqual(report.rows[2].reasons, [
    'What happened or was said: this is needed, and the cell is empty',
    'Sector of origin: this is not in the list',
  ])
  assert.deepEqual(report.rows[3].reasons, ['The same as line 2 of this file'])
  assert.equal(await caseOf('Zoë'), undefined, 'nothing is a case before the report is confirmed')
  assert.equal((await coordinator.sends(`/moving-in/${movingInId}/go`, { sure: 'yes' })).status, 303)
  await works(movingInId)
  const caseId = (await caseOf('Zoë'))!
  const [referral] = await world.sql(
    'select family_name, born::text, came_by, received_at, sector from casework.referral where case_id = $1',
    [caseId],
  )
  assert.deepEqual(
    { ...referral, received_at: undefined },
    { family_name: '=Müller', born: '2009-05-04', came_by: 'moved in', received_at: undefined, sector: 'Education' },
  )
  assert.match(new Date(referral!.received_at as string).toISOString(), /^2026-03-27T00:00/)
  assert.match(
    (await coordinator.opens(`/cases/${caseId}/referral`)).text,
    /Moved in from “caseload.csv”, line 2, where it is OLD-1/,
  )
  assert.match((await coordinator.opens(`/cases/${caseId}/chronology`)).text, /moved in from a spreadsheet/)
  const [act] = await world.sql<{ viewer_id: string }>(
    "select viewer_id from platform.act where subject_id = $1 and command = 'moving-in.move-row'",
    [caseId],
  )
  assert.equal(act!.viewer_id, coordinator.id)
  const [held] = await world.sql('select sealed from casework.moving_in_row where case_id = $1', [caseId])
  assert.equal(held!.sealed, null)
  const back = await coordinator.opens(`/moving-in/${movingInId}/sent-back/csv`)
  const read = await readSpreadsheet(Buffer.from(back.text), { mostRows: 10, name: 'x.csv' })
  assert.ok('rows' in read)
  assert.deepEqual(read.rows[0]!.cells, [...header.split(';'), 'Why it was sent back'])
  assert.equal(read.rows.length, 3)
  assert.equal(read.rows[1]!.cells[4], '31/02/2009')
})

test('the same file again moves nothing in twice, and a corrected one only what was wrong', async () => {
  const count = async () => (await world.sql('select id from casework.case')).length
  const before = await count()
  const first = { name: 'again.csv', bytes: bytes(line(10), line(11, { 4: 'soon' })) }
  await movedIn(first)
  assert.equal(await count(), before + 1)
  const again = await checked(first)
  const report = await seen(again)
  assert.equal(report.sameFile, true)
  assert.deepEqual(report.counts.good, 0)
  assert.equal(
    (await coordinator.does('moving-in.go', { about: { movingInId: again }, answers: { sure: true } })).status,
    409,
  )
  await movedIn({ name: 'corrected.csv', bytes: bytes(line(10), line(11)) })
  assert.equal(await count(), before + 2)
  // a job that is broken off and begun again does nothing twice
  await works(again)
  assert.equal(await count(), before + 2)
})

test('nobody like them is recorded: a new person; somebody like them: a human says who it is', async () => {
  const force = { policeForce: world.agencyId.police }
  const movingInId = await movedIn(
    { name: 'alone.csv', bytes: bytes(line(20, { 2: 'Oluwaseun', 3: 'Quintrell', 4: '11/11/2001' })) },
    force,
  )
  const caseId = (await caseOf('Oluwaseun'))!
  const [matched] = await world.sql('select person_id from casework.case where id = $1', [caseId])
  assert.ok(matched!.person_id)
  assert.equal((await officer.asks('cases.banner', { caseId })).status, 200, 'the police of the home do the gateway')
  assert.equal((await seen(movingInId)).rows[0].alike, 0)
  const other = await checked(
    { name: 'alike.csv', bytes: bytes(line(21, { 2: 'Oluwaseyi', 3: 'Quintrel', 4: '11/11/2001' })) },
    force,
  )
  assert.equal((await seen(other)).rows[0].alike, 1)
  assert.match((await coordinator.opens(`/moving-in/${other}`)).text, /Somebody like them is recorded/)
  await coordinator.does('moving-in.go', { about: { movingInId: other }, answers: { sure: true } })
  await works(other)
  const [open] = await world.sql('select person_id from casework.case where id = $1', [await caseOf('Oluwaseyi')])
  assert.equal(open!.person_id, null)
})

test('a name alike alone stops no row whose birth date speaks against it; the same name does', async () => {
  const force = { policeForce: world.agencyId.police }
  const rows = [
    line(25, { 2: 'Theodoric', 3: 'Wrenfield', 4: '11/11/1961' }),
    line(26, { 2: 'Theodora', 3: 'Wrenfeld', 4: '02/03/1999' }),
    line(27, { 2: 'Theodor', 3: 'Wrenfeldt', 4: '12/11/1961' }),
    line(28, { 2: 'Theodoric', 3: 'Wrenfield', 4: '05/06/1985' }),
  ]
  await movedIn({ name: 'births.csv', bytes: bytes(...rows) }, force)
  const persons = await world.sql<{ given_names: string; person: boolean }>(
    `select r.given_names, c.person_id is not null as person from casework.referral r
     join casework.case c on c.id = r.case_id where r.family_name like 'Wrenf%' order by r.family_name, c.person_id is null`,
  )
  assert.deepEqual(
    persons.map(({ given_names, person }) => [given_names, person]),
    [
      ['Theodora', true],
      ['Theodor', false],
      ['Theodoric', true],
      ['Theodoric', false],
    ],
  )
})

test('it is taken back as one act: what nobody has worked on goes, with its key; what somebody has is named and left', async () => {
  const force = { policeForce: world.agencyId.police }
  const movingInId = await movedIn(
    {
      name: 'back.csv',
      bytes: bytes(
        line(30, { 2: 'Gone', 3: 'Alpha' }),
        line(31, { 2: 'Left', 3: 'Bravowitz', 4: '1/1/1980' }),
        line(32, { 2: 'Shown', 3: 'Charlesworth', 4: '2/2/1990' }),
      ),
    },
    force,
  )
  const [gone, left, shown] = [(await caseOf('Gone'))!, (await caseOf('Left'))!, (await caseOf('Shown'))!]
  const [person] = await world.sql<{ id: string }>('select person_id as id from casework.case where id = $1', [gone])
  assert.equal(
    (
      await officer.does('referrals.record-gateway', {
        about: { caseId: left },
        answers: { outcome: 'proceed', grounds: 'Nothing is cut across' },
      })
    ).status,
    200,
  )
  const exported = {
    purpose: 'a court or tribunal',
    agency: world.agencyId.health,
    whom: 'A judge',
    lawfulBasis: 'Public task: the Channel panel',
    format: 'csv',
  }
  assert.equal(
    (await coordinator.does('exports.export-chronology', { about: { caseId: shown }, answers: exported })).status,
    200,
  )
  assert.equal((await coordinator.sends(`/moving-in/${movingInId}/take-back`, { sure: 'yes' })).status, 303)
  await works(movingInId)
  const report = await seen(movingInId)
  assert.equal(report.step, 'taken back')
  assert.deepEqual(
    report.rows.map((row: { state: string; caseId: string }) => [row.state, row.caseId]),
    [
      ['undone', null],
      ['kept', left],
      ['kept', shown],
    ],
  )
  assert.equal((await coordinator.opens(`/cases/${gone}`)).status, 404)
  assert.equal((await coordinator.opens(`/cases/${left}`)).status, 200)
  for (const table of ['referral', 'case_state', 'task', 'match_answer', 'case_grant', 'case_name'])
    assert.equal((await world.sql(`select from casework.${table} where case_id = $1`, [gone])).length, 0, table)
  assert.equal((await world.sql('select from casework.person where id = $1', [person!.id])).length, 0)
  assert.deepEqual(
    [world.town.keys.has(gone), world.town.keys.has(person!.id), world.town.keys.has(left)],
    [false, false, true],
  )
  const acts = await world.sql("select id from platform.act where command = 'moving-in.take-back' and fact is not null")
  assert.equal(acts.length, 1)
  // what was taken back may come again
  const again = await checked({
    name: 'back again.csv',
    bytes: bytes(line(30, { 2: 'Gone', 3: 'Alpha' }), line(31, { 2: 'Left', 3: 'Bravowitz', 4: '1/1/1980' })),
  })
  assert.deepEqual(
    (await seen(again)).rows.map((row: { state: string }) => row.state),
    ['good', 'there already'],
  )
})

test('columns are kept under a name and used for the next file of the kind', async () => {
  const odd = (name: string) => ({
    name,
    bytes: Buffer.from('Wann;Wer;Alter;Woher;Was;Warum\n1 March 2026;Kim;30;Police;No ideology identified;Reasons\n'),
  })
  const movingInId = await sent(odd('odd.csv'))
  assert.deepEqual((await seen(movingInId)).suggested, {})
  const columns = { receivedOn: '0', givenNames: '1', ageAbout: '2', sector: '3', concern: '4', words: '5' }
  const clash = await coordinator.sends(`/moving-in/${movingInId}/columns`, {
    ...columns,
    concern: '3',
    keepAs: 'The odd one',
  })
  assert.equal(clash.status, 422)
  assert.match(clash.text, /This column holds “Sector of origin” already/)
  assert.match(clash.text, /The odd one/)
  await coordinator.sends(`/moving-in/${movingInId}/columns`, { ...columns, keepAs: 'The odd one' })
  const next = await sent(odd('odd again.csv'))
  assert.deepEqual((await seen(next)).suggested, {
    receivedOn: 0,
    givenNames: 1,
    ageAbout: 2,
    sector: 3,
    concern: 4,
    words: 5,
  })
  assert.match((await coordinator.opens(`/moving-in/${next}/columns`)).text, /Use the columns kept as The odd one/)
})

test('the template comes as either format, and goes back in as it is', async () => {
  const { headers, text } = await coordinator.opens('/moving-in/template/csv')
  assert.match(String(headers['content-disposition']), /caseload-template\.csv/)
  const movingInId = await checked({ name: 'template.csv', bytes: Buffer.from(text) })
  assert.deepEqual(
    (await seen(movingInId)).rows.map((row: { state: string; reasons: string[] }) => [row.state, row.reasons]),
    [['good', []]],
  )
  assert.match(String((await coordinator.opens('/moving-in/template/xlsx')).headers['content-type']), /spreadsheetml/)
})

test('a file as somebody else’s program writes it: a hidden first sheet, a title, dates as numbers, formulas, merged and empty rows', async () => {
  const file = { name: 'other.xlsx', bytes: await readFile(new URL('by-another-writer.xlsx', import.meta.url)) }
  const movingInId = await checked(file)
  const { rows, header: columns } = await seen(movingInId)
  assert.equal(columns[0], 'Referral date')
  assert.deepEqual(
    rows.map(({ line, state, reasons }: { line: number; state: string; reasons: string[] }) => [line, state, reasons]),
    [
      [4, 'good', []],
      [5, 'good', []],
      [6, 'good', []],
      [9, 'good', []],
      [10, 'good', []],
      [11, 'good', []],
      [12, 'good', []],
    ],
  )
})

test('a file with too many rows is told so before anything of it is kept', async () => {
  const bytes = Buffer.from(`Referral date,First name\n${'27/03/2026,Sam\n'.repeat(100_000)}`)
  const { step, wrong, rows } = await seen(await sent({ name: 'all.csv', bytes }))
  assert.deepEqual([step, wrong, rows], ['not readable', 'has more than 10,000 rows. Send it in several files', []])
})

test('only whoever coordinates moves anything in; for others and for what is not there it is the same', async () => {
  const movingInId = await sent({ name: 'mine.csv', bytes: bytes(line(40)) })
  for (const path of [
    '/moving-in',
    '/moving-in/new',
    `/moving-in/${movingInId}`,
    `/moving-in/${movingInId}/columns`,
    `/moving-in/${movingInId}/sent-back/csv`,
    '/moving-in/template/csv',
  ])
    assert.equal((await officer.opens(path)).status, 403, path)
  const about = { movingInId }
  assert.equal((await officer.does('moving-in.go', { about, answers: { sure: true } })).status, 403)
  assert.equal((await officer.does('moving-in.take-back', { about, answers: { sure: true } })).status, 403)
  assert.equal((await coordinator.opens(`/moving-in/${newId()}`)).status, 404)
  assert.equal((await coordinator.does('moving-in.go', { about, answers: { sure: true } })).status, 409)
  assert.equal((await coordinator.does('moving-in.take-back', { about, answers: { sure: true } })).status, 409)
})

test('what is no spreadsheet is told so, and for whoever has left another goes on', async () => {
  const empty = await sent({ name: 'empty.csv', bytes: Buffer.from('Only,A,Header\n') })
  assert.deepEqual(
    [(await seen(empty)).step, (await seen(empty)).wrong],
    ['not readable', 'has no row below the names of its columns'],
  )
  const leaver = await world.someone('Lea Leaver', 'Channel coordinator')
  const movingInId = await checked({ name: 'leaver.csv', bytes: bytes(line(50, { 2: 'Never' })) })
  await world.sql('update casework.moving_in set staff_id = $1, go_at = now() where id = $2', [leaver.id, movingInId])
  await world.sql('update organisation.staff set left_at = now() where id = $1', [leaver.id])
  await works(movingInId)
  assert.equal(await caseOf('Never'), undefined)
  const page = await coordinator.opens(`/moving-in/${movingInId}`)
  assert.match(page.text, /Lea Leaver does not work here any more[\s\S]*Go on in my name/)
  assert.doesNotMatch(page.text, /data-under-way/)
  const about = { movingInId }
  assert.equal((await officer.does('moving-in.go-on', { about })).status, 403)
  assert.equal((await coordinator.does('moving-in.go-on', { about: { movingInId: newId() } })).status, 404)
  const key = newId()
  assert.equal((await coordinator.does('moving-in.go-on', { about, key })).status, 200)
  assert.equal((await coordinator.does('moving-in.go-on', { about, key })).body.repeated, true)
  assert.equal((await coordinator.does('moving-in.go-on', { about })).status, 409, 'it goes on')
  await works(movingInId)
  const [act] = await world.sql<{ viewer_id: string }>(
    "select viewer_id from platform.act where subject_id = $1 and command = 'moving-in.move-row'",
    [await caseOf('Never')],
  )
  assert.deepEqual([act!.viewer_id, (await seen(movingInId)).by], [coordinator.id, 'Cora Coordinator'])
  const pdf = await coordinator.sendsFiles(
    '/moving-in/new',
    {},
    { spreadsheet: { name: 'x.png', bytes: Buffer.from('MZ\x90\0') } },
  )
  assert.equal(pdf.status, 422)
})
