import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openWorld } from '../../../test/world.ts'
import { addDays, addMonths } from '../../platform/pure/days.ts'
import { newId } from '../../platform/road.ts'
import { fields } from './fields.ts'
import type { FieldName } from './mapping.ts'
import { moveIn } from './jobs.ts'

const world = await openWorld()
after(() => world.close())
const coordinator = await world.someone('Cora Coordinator', 'Channel coordinator')
const officer = await world.someone('Pol Officer', 'police case officer', 'police')
const decider = await world.someone('Sid Decider', 'section 36 officer')
const lead = await world.someone('Lea Lead', 'lead professional', 'health')
const mentor = await world.someone('Mo Mentor', 'intervention provider', 'health')
const chair = await world.someone('Chas Chair', 'panel chair')
const today = world.time.now.toISOString().slice(0, 10)
const ago = (months: number, days = 0) => addDays(addMonths(today, -months), days)
const emailOf = async (who: { id: string }) =>
  (await world.sql<{ email: string }>('select email from organisation.staff where id = $1', [who.id]))[0]!.email

const panelId = newId()
await world.sql(
  `insert into casework.terms_of_reference (id, panel_id, name, interval_weeks, chair_id, council_id, reports_to, from_on)
   values ($1, $1, 'The Testham panel', 4, $2, $3, '{}', $4)`,
  [panelId, chair.id, world.agencyId.council, ago(30)],
)
const nextMeeting = addDays(today, 14)
await world.sql(
  "insert into casework.meeting (id, panel_id, kind, meets_on, meets_at, place, called_by) values ($1, $2, 'ordinary', $3, '10:00', 'Town hall', $4)",
  [newId(), panelId, nextMeeting, chair.id],
)

type Row = Partial<Record<FieldName, string>>
const referred: Row = {
  receivedOn: ago(20),
  familyName: 'Sample',
  born: '2001-02-03',
  sector: 'Education',
  concern: 'No ideology identified',
  words: 'Said that he would join a group',
}
const gateway: Row = {
  gatewayOutcome: 'Proceed',
  gatewayOn: ago(20, 4),
  gatewayBy: 'DS Amber Jones',
  gatewayGrounds: 'No investigation is cut across',
  trackerReference: 'PCMT-77',
  trackerOn: ago(20, 5),
}
const section36: Row = {
  section36: 'Yes',
  section36On: ago(20, 10),
  section36By: await emailOf(decider),
  section36Grounds: 'What he wrote and whom he met',
}
const adopted: Row = {
  panelOn: ago(19),
  panelOutcome: 'Adopted',
  panelBy: 'Cllr Grey',
  panelReasons: 'He needs somebody to talk to',
}
const consent: Row = {
  consent: 'Given',
  consentOn: ago(19, 7),
  consentOf: 'Himself',
  consentBy: 'Lea Lead',
  consentWords: 'He said that he would try it',
  consentUntil: ago(8),
}
const plan: Row = {
  planOn: ago(19, 14),
  planBy: 'Lea Lead',
  needs: 'Somebody to talk to; Work',
  supportHow: 'Each week, at the youth centre',
  nature: 'Mentoring',
  provider: await emailOf(mentor),
  sessions: '12',
}
const supported: Row = { ...referred, ...gateway, ...section36, ...adopted, ...consent, ...plan, lead: 'Lea Lead' }
const left: Row = {
  exitOn: ago(7),
  exitReason: 'The vulnerability was removed or significantly lessened',
  exitBy: 'Cllr Grey',
  exitWords: 'He has work, and new friends',
}

const works = (movingInId: string) => moveIn(world.town)({ movingInId }, { log: world.town.log })
const seen = async (movingInId: string) => (await coordinator.asks('moving-in.file', { movingInId })).body

function fileOf(rows: Row[]) {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
  const lines = [fields.map(({ label }) => label), ...rows.map((row) => fields.map(({ name }) => row[name] ?? ''))]
  return Buffer.from(lines.map((line) => line.map(cell).join(',')).join('\r\n'))
}

async function checked(name: string, rows: Row[], columns: Record<string, string> = {}): Promise<string> {
  const page = await coordinator.sendsFiles('/moving-in/new', {}, { spreadsheet: { name, bytes: fileOf(rows) } })
  assert.equal(page.status, 303, page.text.slice(0, 2000))
  const movingInId = page.location!.split('/').at(-1)!
  await works(movingInId)
  const { suggested } = await seen(movingInId)
  const answers = Object.fromEntries(Object.entries(suggested).map(([field, at]) => [field, `${String(at)}`]))
  const mapped = await coordinator.does('moving-in.choose-columns', {
    about: { movingInId },
    answers: { policeForce: world.agencyId.police, ...answers, ...columns },
  })
  assert.equal(mapped.status, 200, JSON.stringify(mapped.body))
  await works(movingInId)
  return movingInId
}

async function movedIn(name: string, rows: Row[]): Promise<string> {
  const movingInId = await checked(name, rows)
  const { counts, rows: report } = await seen(movingInId)
  assert.equal(counts.good, rows.length, JSON.stringify(report))
  await coordinator.does('moving-in.go', { about: { movingInId }, answers: { sure: true } })
  await works(movingInId)
  return movingInId
}

const stageOf = async (givenNames: string) =>
  (
    await world.sql<{ stage: string; id: string; since: Date }>(
      `select s.stage, s.case_id as id, s.stage_since as since from casework.case_state s join casework.referral r on r.case_id = s.case_id where r.given_names = $1`,
      [givenNames],
    )
  )[0]!
/** People who are alike to nobody. */
const called = (givenNames: string, familyName: string, born: string): Row => ({ givenNames, familyName, born })

test('a caseload comes in at every stage, and the stage of each follows from what was decided', async () => {
  const rows: [string, Row][] = [
    ['referral received', { ...referred, ...called('Oriel', 'Vantongeren', '1970-01-02') }],
    ['asking partners', { ...referred, ...gateway, ...called('Bartholomew', 'Quigley', '1975-03-04') }],
    [
      'police-led',
      { ...referred, ...gateway, gatewayOutcome: 'Police-led', ...called('Xanthe', 'Mbeki', '1980-05-06') },
    ],
    ['ready for the panel', { ...referred, ...gateway, ...section36, ...called('Thaddeus', 'Ferreira', '1985-07-08') }],
    [
      'on the agenda',
      { ...referred, ...gateway, ...section36, panelOn: nextMeeting, ...called('Ingeborg', 'Lindqvist', '1990-09-10') },
    ],
    [
      'after closing',
      {
        ...referred,
        ...gateway,
        ...section36,
        ...adopted,
        panelOutcome: 'Not adopted',
        ...called('Dashiell', 'Rousseau', '1991-11-12'),
      },
    ],
    [
      'asking for consent',
      { ...referred, ...gateway, ...section36, ...adopted, ...called('Philippa', 'Okonkwo', '1992-01-14') },
    ],
    [
      'consent refused',
      {
        ...referred,
        ...gateway,
        ...section36,
        ...adopted,
        ...consent,
        consent: 'Refused',
        consentUntil: '',
        ...called('Mordecai', 'Zielinski', '1993-03-16'),
      },
    ],
    ['being supported', { ...supported, ...called('Guinevere', 'Tanaka', '1994-05-18') }],
    ['after exit', { ...supported, ...left, ...called('Leopold', 'Haverford', '1995-07-20') }],
    [
      'finished',
      {
        ...supported,
        ...left,
        exitOn: ago(15),
        sixMonthsOn: ago(9),
        sixMonthsBy: 'Cllr Grey',
        sixMonthsWords: 'All is well',
        twelveMonthsOn: ago(3),
        twelveMonthsBy: 'Cllr Grey',
        twelveMonthsWords: 'All is still well',
        ...called('Clementine', 'Abernathy', '1996-09-22'),
      },
    ],
  ]
  const movingInId = await movedIn(
    'caseload.csv',
    rows.map(([, row]) => row),
  )
  const report = await seen(movingInId)
  assert.deepEqual(
    report.rows.map(({ state, reasons, waits }: { state: string; reasons: string[]; waits: boolean }) => [
      state,
      reasons,
      waits,
    ]),
    rows.map(() => ['moved in', [], false]),
  )
  for (const [stage, { givenNames }] of rows) {
    const expected = stage === 'referral received' ? 'with the police' : stage
    assert.equal((await stageOf(givenNames!)).stage, expected, givenNames)
  }
})

test('every step is an act of whoever moved it in, with the owner, the grounds and the day of the record before', async () => {
  const { id } = await stageOf('Leopold')
  const acts = await world.sql<{ viewer_id: string; fact: Record<string, string> }>(
    "select viewer_id, fact from platform.act where subject_id = $1 and command = 'moving-in.move-step' order by at, id",
    [id],
  )
  assert.deepEqual(
    acts.map(({ viewer_id, fact }) => [viewer_id, fact.stepWord, fact.onWord]),
    [
      [coordinator.id, 'gateway', gateway.gatewayOn],
      [coordinator.id, 'section 36', section36.section36On],
      [coordinator.id, 'panel', adopted.panelOn],
      [coordinator.id, 'consent', consent.consentOn],
      [coordinator.id, 'plan', plan.planOn],
      [coordinator.id, 'exit', left.exitOn],
    ],
  )
  const { text } = await coordinator.opens(`/cases/${id}/panel`)
  assert.match(text, /As the record before has it, by Cllr Grey: He needs somebody to talk to/)
  assert.match(text, /The record before does not say/)
  const owners = await world.sql<{ owner: string | null }>(
    `select decided_by as owner from casework.gateway_outcome where case_id = $1
     union all select decided_by from casework.panel_decision where case_id = $1
     union all select by_whom from casework.consent_request where case_id = $1
     union all select recorded_by from casework.consent_answer where case_id = $1
     union all select written_by from casework.support_plan where case_id = $1
     union all select recorded_by from casework.exit where case_id = $1`,
    [id],
  )
  assert.deepEqual(
    owners.map(({ owner }) => owner),
    [null, null, null, null, null, null],
    'whoever is not here is nobody else',
  )
  const { plans, answers, exits } = (await coordinator.asks('support.plan', { caseId: id })).body
  const found = (await coordinator.asks('referrals.referral', { caseId: id })).body.gateway[0].by
  for (const name of [plans[0].writtenBy, answers[0].recordedBy, exits[0].recordedBy, found])
    assert.equal(name, 'As the record before has it')
  assert.match(text, /<dt[^>]*>\s*Recorded\s*<\/dt>\s*<dd[^>]*>\s*As the record before has it, /)
  const [decision] = await world.sql(
    'select decided_by, decided_for from casework.section36_decision where case_id = $1',
    [id],
  )
  assert.deepEqual({ ...decision }, { decided_by: decider.id, decided_for: world.agencyId.council })
  assert.match((await coordinator.opens(`/cases/${id}/plan`)).text, /As the record before has it, by Lea Lead/)
  const { lines } = (await coordinator.asks('cases.chronology', { caseId: id })).body
  const line = lines.find(({ kind }: { kind: string }) => kind === 'section 36')
  assert.deepEqual(
    [line.what, line.said, line.happenedOn, line.by],
    [
      'There are reasonable grounds: the person was referred to the panel (section 36) (as the record before has it)',
      'As the record before has it, by Sid Decider: What he wrote and whom he met',
      section36.section36On,
      'Cora Coordinator',
    ],
  )
  for (const row of await world.sql<{ sealed: Buffer | null }>(
    'select sealed from casework.moving_in_row where case_id = $1',
    [id],
  ))
    assert.equal(row.sealed, null, 'what the row held is with the case')
})

test('the reviews 6 and 12 months after an exit come due from its day, and consent that ran out is asked for again', async () => {
  const due = async (givenNames: string) => {
    const { id } = await stageOf(givenNames)
    return world.sql<{ what: string; on: string }>(
      'select what, due_on::text as on from casework.task where case_id = $1 order by due_on',
      [id],
    )
  }
  assert.deepEqual(
    (await due('Leopold')).map(({ on }) => on),
    [addMonths(left.exitOn!, 6), addMonths(left.exitOn!, 12)],
  )
  assert.equal((await due('Clementine')).length, 0)
  assert.ok((await due('Guinevere')).some(({ what }) => /consent/i.test(what)))
})

test('who leads and who provides support see what is moved in, and nobody does once the person has left', async () => {
  const [open, over] = [(await stageOf('Guinevere')).id, (await stageOf('Leopold')).id]
  for (const who of [lead, mentor]) {
    assert.equal((await who.opens(`/cases/${open}`)).status, 200, who.name)
    assert.equal((await who.opens(`/cases/${over}`)).status, 404, who.name)
  }
  assert.equal((await decider.opens(`/cases/${(await stageOf('Bartholomew')).id}`)).status, 200, 'decides next')
  assert.equal((await decider.opens(`/cases/${open}`)).status, 404, 'decided before')
  const told = await world.sql('select to_whom from trust.disclosure where case_id = $1', [open])
  assert.equal(told.length, 2, 'the ledger says that another agency was let in')
})

test('what is told of a step is told whole, in order, and under the law: every reason by line', async () => {
  const movingInId = await checked('wrong.csv', [
    { ...referred, ...gateway, gatewayBy: '', gatewayOn: ago(20, -3), givenNames: 'A' },
    { ...referred, ...section36, givenNames: 'B' },
    { ...referred, ...gateway, ...section36, section36: 'No', ...adopted, givenNames: 'C' },
    { ...supported, lead: 'Nobody Here', provider: await emailOf(officer), givenNames: 'D' },
    {
      ...supported,
      born: '2015-01-01',
      consentMay: 'The person, who is 18 or over and able to decide',
      givenNames: 'E',
    },
    { ...supported, panelOn: ago(40), receivedOn: ago(50), gatewayOn: ago(49), section36On: ago(48), givenNames: 'F' },
    { ...referred, ...gateway, gatewayOutcome: 'Not suitable', givenNames: 'G' },
    { ...referred, ...gateway, ...section36, panelOn: addDays(nextMeeting, 1), givenNames: 'H' },
    { ...supported, exitOn: addDays(today, 3), exitReason: 'Bored', exitBy: 'X', exitWords: 'Y', givenNames: 'I' },
    { ...supported, born: '', givenNames: 'J' },
  ])
  const { rows } = await seen(movingInId)
  assert.deepEqual(
    rows.map(({ reasons }: { reasons: string[] }) => reasons),
    [
      [
        'Gateway decided by: this is needed with what else is told of this step',
        'Gateway decided on: this is before the day of the step before it',
      ],
      ['Section 36 grounds: the gateway decision before it is not told'],
      ['Panel outcome: it cannot follow, because the section 36 decision before it ended otherwise'],
      [
        'Lead professional: nobody who works here and may do this has this name or email address',
        'Support provided by: nobody who works here and may do this has this name or email address',
      ],
      ['Why they may consent: they were under 18 on that day'],
      ['Panel met on: no terms of reference of the panel stood on that day: set them from an earlier day first'],
      ['Why not suitable: this is needed where it was not suitable'],
      ['Panel met on: no meeting of the panel is called for that day: call it first'],
      ['Left Channel on: this must be today or in the past', 'Reason for leaving: this is not in the list'],
      [
        'Consent: who may answer depends on the age: a birth date or an approximate age is needed with it',
        'Approximate age: Enter the birth date or an approximate age: a guess is enough',
      ],
    ],
  )
})

test('somebody like them is recorded: what was decided waits until a human says who it is, and then follows', async () => {
  const movingInId = await movedIn('waits.csv', [{ ...supported, ...called('Guinevere', 'Tanakka', '1994-05-18') }])
  const [row] = (await seen(movingInId)).rows
  assert.equal(row.waits, true)
  assert.match((await coordinator.opens(`/moving-in/${movingInId}`)).text, /follows once you have said in the case/)
  const { candidates } = (await coordinator.asks('people.match-page', { caseId: row.caseId })).body
  const same = {
    answer: 'same',
    candidate: candidates?.[0]?.personId,
    homeForce: world.agencyId.police,
    reason: 'The same birth date and name',
  }
  const matched = await coordinator.does('people.match', { about: { caseId: row.caseId }, answers: same })
  assert.equal(matched.status, 200, JSON.stringify(matched.body))
  await works(movingInId)
  const [state] = await world.sql<{ stage: string }>('select stage from casework.case_state where case_id = $1', [
    row.caseId,
  ])
  assert.equal(state!.stage, 'being supported')
})

const matchedAnew = async (caseId: string) => {
  const answers = { answer: 'different', homeForce: world.agencyId.police, reason: 'Another birth place' }
  const { status, body } = await coordinator.does('people.match', { about: { caseId }, answers })
  assert.equal(status, 200, JSON.stringify(body))
}
const keptOf = async (caseId: string) =>
  (
    await world.sql<{ sealed: Buffer | null; reasons: string[] }>(
      'select sealed, reasons from casework.moving_in_row where case_id = $1',
      [caseId],
    )
  )[0]!

test('what cannot be moved in stays sealed with its reason, is read and left out by a person, and never goes by itself', async () => {
  const movingInId = await movedIn('held.csv', [
    { ...supported, ...called('Guinevere', 'Tanaka', '1994-05-18'), words: 'Said it again' },
    { ...referred, ...gateway, ...called('Guinevere', 'Tanakaa', '1994-05-18'), words: 'Said it once more' },
  ])
  const [held, told] = (await seen(movingInId)).rows.map(({ caseId }: { caseId: string }) => caseId)
  for (const caseId of [held, told]) {
    await matchedAnew(caseId)
    const answers = { outcome: 'proceed', grounds: 'Nothing is cut across' }
    assert.equal((await officer.does('referrals.record-gateway', { about: { caseId }, answers })).status, 200)
  }
  await works(movingInId)
  assert.equal((await keptOf(told)).sealed, null, 'all that it told is recorded here')
  const why = 'What was decided before was not moved in from “gateway” on: This was recorded here already.'
  assert.deepEqual((await keptOf(held)).reasons, [why])
  assert.ok((await keptOf(held)).sealed)
  const report = await seen(movingInId)
  assert.deepEqual([report.held, report.waiting, report.rows[0].held, report.rows[0].waits], [1, 0, true, false])
  const page = await coordinator.opens(`/moving-in/${movingInId}`)
  assert.ok(page.text.includes(why))
  assert.match(page.text, /One row tells of decisions that could not be moved in[\s\S]*Go on in my name/)
  const { rowId } = report.rows[0]
  const alone = (await coordinator.asks('moving-in.file', { movingInId, only: 'held' })).body.rows
  assert.deepEqual(alone, [report.rows[0]])
  const left = await coordinator.opens(`/moving-in/rows/${rowId}`)
  assert.match(left.text, /Cllr Grey[\s\S]*He needs somebody to talk to/)
  assert.equal((await officer.opens(`/moving-in/rows/${rowId}`)).status, 403)
  assert.equal((await coordinator.sends(`/moving-in/${movingInId}`, {})).status, 303)
  await works(movingInId)
  assert.deepEqual((await keptOf(held)).reasons, [why], 'tried again, and as it was')
  assert.equal((await coordinator.sends(`/moving-in/rows/${rowId}`, {})).status, 422)
  assert.ok((await keptOf(held)).sealed)
  assert.equal((await coordinator.sends(`/moving-in/rows/${rowId}`, { sure: 'yes' })).status, 303)
  assert.equal((await keptOf(held)).sealed, null)
  assert.equal((await coordinator.opens(`/moving-in/rows/${rowId}`)).status, 404)
  assert.match((await coordinator.opens(`/cases/${held}/chronology`)).text, /told further was left out/)
  const again = await coordinator.does('moving-in.go-on', { about: { movingInId } })
  assert.deepEqual([again.status, (await seen(movingInId)).held], [409, 0])
})

test('a meeting that is known from a spreadsheet alone goes with its case, whatever its place is called', async () => {
  const on = ago(18, 3)
  const rows = [{ ...supported, ...called('Ignatius', 'Featherstonehaugh', '1968-04-04'), panelOn: on }]
  const later = { consentOn: ago(18, 7), planOn: ago(18, 14), consentUntil: ago(7) }
  const movingInId = await movedIn('a-meeting.csv', [{ ...rows[0], ...later }])
  const meetings = () =>
    world.sql<{ came_by: string }>('select came_by from casework.meeting where meets_on = $1', [on])
  assert.deepEqual(await meetings(), [{ came_by: 'moved in' }])
  await world.sql("update casework.meeting set place = 'Town hall' where meets_on = $1", [on])
  await coordinator.does('moving-in.take-back', { about: { movingInId }, answers: { sure: true } })
  await works(movingInId)
  assert.deepEqual(await meetings(), [])
})

test('the whole file is taken back as one act; what somebody let in has opened stays, with the reason', async () => {
  const rows = [
    { ...supported, ...called('Marmaduke', 'Ellsworth', '1971-02-02') },
    { ...supported, ...called('Persephone', 'Underhill', '1972-03-03') },
  ]
  const movingInId = await movedIn('back.csv', rows)
  const opened = (await stageOf('Persephone')).id
  assert.equal((await lead.opens(`/cases/${opened}`)).status, 200)
  await coordinator.does('moving-in.take-back', { about: { movingInId }, answers: { sure: true } })
  await works(movingInId)
  const report = await seen(movingInId)
  assert.deepEqual(
    report.rows.map(({ state }: { state: string }) => state),
    ['undone', 'kept'],
  )
  assert.equal((await world.sql("select from casework.meeting where place like 'As the record%'")).length, 1)
  assert.match((await coordinator.opens(`/moving-in/${movingInId}`)).text, /or opened by somebody of another agency/)
})

test('a job that is broken off goes on where it was, and records nothing twice', async () => {
  const movingInId = await movedIn('broken.csv', [
    { ...supported, ...called('Bartleby', 'Winterbourne', '1969-08-08') },
  ])
  const { id } = await stageOf('Bartleby')
  await world.sql('update casework.moving_in_work set moved_at = null where moving_in_id = $1', [movingInId])
  await works(movingInId)
  for (const table of ['gateway_outcome', 'section36_decision', 'panel_decision', 'consent_answer', 'support_plan'])
    assert.equal((await world.sql(`select from casework.${table} where case_id = $1`, [id])).length, 1, table)
})
