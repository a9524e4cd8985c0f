import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { caseFacts } from '../../casework/cases/index.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { openMail } from '../../platform/mail/mail.ts'
import { newId } from '../../platform/road.ts'
import { aProcess } from '../../platform/viewer.ts'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { openWorld } from '../../../test/world.ts'
import { inviteLink } from './index.ts'
import { sendInvitation } from './jobs.ts'
import { mayHoldTogether } from './roles.ts'
import { answerRole, endRole, giveRole, invite, recordLeaver } from './rules.ts'

const world = await openWorld()
const folder = mkdtempSync(join(tmpdir(), 'onetown-mail-'))
after(async () => {
  rmSync(folder, { recursive: true })
  await world.close()
})
const admin = await world.someone('Ada Admin', 'administrator')
const coordinator = await world.someone('Cora Coordinator', 'Channel coordinator')
const log = { info: () => {}, warn: () => {}, error: () => {} }

const invitation = (email: string, more: object = {}) => ({
  name: 'Nils Newcomer',
  email,
  jobTitle: 'Youth worker',
  agencyId: world.agencyId.council,
  roles: ['lead professional'],
  ...more,
})
const holder = {
  staffId: newId(),
  leftAt: null,
  roles: [{ role: 'administrator' }],
  waiting: [],
  secondWord: true,
  otherAdministrators: 1,
}
const byStaff = { viewer: { kind: 'staff' as const } }

/** What stage and deadlines are computed from: it must not name somebody who has left. */
const factsOf = (caseId: string) =>
  inTransaction(world.town.database, { viewer: aProcess('test'), role: 'casework_writer' }, (tx) =>
    caseFacts(tx, caseId),
  )

test('nobody is all-powerful: an administrator reads neither cases nor the journal', () => {
  assert.equal(mayHoldTogether(['administrator']), true)
  assert.equal(mayHoldTogether(['administrator', 'cohesion worker']), true)
  assert.equal(mayHoldTogether(['administrator', 'Channel coordinator']), false)
  assert.equal(mayHoldTogether(['administrator', 'data protection officer']), false)
  assert.equal(giveRole(holder, { role: 'panel chair' }, byStaff).is, 'problems')
})

test('the last administrator neither leaves nor stops being one', () => {
  const last = { ...holder, otherAdministrators: 0 }
  assert.equal(recordLeaver(last).is, 'refused')
  assert.equal(endRole(last, { role: 'administrator' }).is, 'refused')
  assert.equal(recordLeaver(holder).is, 'member of staff left')
})

test('who has left is given nothing more', () => {
  const left = { ...holder, leftAt: '2026-01-01T00:00:00.000Z' }
  for (const decided of [giveRole(left, { role: 'panel chair' }, byStaff), recordLeaver(left)])
    assert.equal(decided.is, 'refused')
})

test('an administrator invites somebody by page, and the mail with the link goes out from a job that holds ids only', async () => {
  const sent = await admin.sends('/staff/invite', invitation('Nils@Testham.example'))
  assert.equal(sent.status, 303)
  assert.match((await admin.opens(sent.location!)).text, /Invited, not joined yet/)
  const [job] = await world.sql<{ payload: { invitationId: string } }>(
    "select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'send-invitation'",
  )
  assert.deepEqual(Object.keys(job!.payload), ['invitationId'])
  const mail = openMail({ smtpUrl: undefined, folder, from: 'town@testham.example' })
  await sendInvitation(world.town, mail)(job!.payload, { log })
  const [file] = readdirSync(folder)
  const text = readFileSync(join(folder, file!), 'utf8')
  assert.match(text, /^To: nils@testham\.example$/m)
  assert.doesNotMatch(text, /Nils/)
  const link = /http:\/\/127\.0\.0\.1:3000(\/join\/[\w-]{43})/.exec(text)![1]!
  assert.equal((await world.stranger().opens(link)).status, 200)
  const [row] = await world.sql<{ row: string }>('select i::text as row from organisation.invitation i')
  assert.ok(!row!.row.includes(link.split('/').at(-1)!))
})

test('an invitation that has ended is not mailed any more', async () => {
  const { body } = await admin.does('staff.invite', { answers: invitation('late@testham.example') })
  const [row] = await world.sql<{ id: string }>(
    "update organisation.invitation set expires_at = '2020-01-01' where staff_id = $1 returning id",
    [body.fact.staffId],
  )
  const before = readdirSync(folder).length
  await sendInvitation(world.town, openMail({ smtpUrl: undefined, folder, from: 'town@testham.example' }))(
    { invitationId: row!.id },
    { log },
  )
  assert.equal(readdirSync(folder).length, before)
})

test('a second invitation ends the first', async () => {
  const { body } = await admin.does('staff.invite', { answers: invitation('twice@testham.example') })
  const { staffId } = body.fact
  assert.equal((await admin.does('staff.invite-again', { about: { staffId } })).status, 200)
  const open = await world.sql('select 1 from organisation.invitation where staff_id = $1 and expires_at > now()', [
    staffId,
  ])
  assert.equal(open.length, 1)
})

test('an address that is taken, and roles that do not go together, are problems of the form', async () => {
  await admin.does('staff.invite', { answers: invitation('taken@testham.example') })
  const again = await admin.sends('/staff/invite', invitation('TAKEN@testham.example'))
  assert.equal(again.status, 422)
  assert.match(again.text, /is here already, or was/)
  const mighty = await admin.sends(
    '/staff/invite',
    invitation('mighty@testham.example', { roles: ['administrator', 'panel chair'] }),
  )
  assert.equal(mighty.status, 422)
  assert.match(mighty.text, /give these roles to different people/)
  assert.match(mighty.text, /value="Nils Newcomer"/)
  assert.deepEqual(await world.sql("select 1 from organisation.staff where email = 'mighty@testham.example'"), [])
})

test('of several who invite one address at the same moment, one does', async () => {
  const sent = Array.from({ length: 4 }, () =>
    admin.does('staff.invite', { answers: invitation('together@testham.example') }),
  )
  assert.deepEqual(
    (await Promise.all(sent)).map(({ status }) => status).toSorted((one, other) => one - other),
    [200, 422, 422, 422],
  )
})

test('roles that do not go together are not given at one moment either, however the id is written', async () => {
  for (const n of [1, 2, 3]) {
    const { body } = await admin.does('staff.invite', {
      answers: invitation(`both${n}@testham.example`, { roles: [] }),
    })
    const { staffId } = body.fact
    const given = [
      admin.does('staff.give-role', { about: { staffId }, answers: { role: 'administrator' } }),
      admin.does('staff.give-role', { about: { staffId: staffId.toUpperCase() }, answers: { role: 'panel chair' } }),
    ]
    assert.deepEqual(
      (await Promise.all(given)).map(({ status }) => status).toSorted((one, other) => one - other),
      [200, 422],
    )
  }
})

test('of administrators who end one another at the same moment, one stays', async () => {
  const administering = "role = 'administrator' and ended_at is null"
  for (const [command, answers] of [
    ['staff.end-role', { role: 'administrator' }],
    ['staff.record-leaver', { sure: true }],
  ] as const) {
    await world.sql(`update organisation.staff_role set ended_at = now() where ${administering}`)
    const one = await world.someone('Una One', 'administrator')
    const other = await world.someone('Otto Other', 'administrator')
    await Promise.all([
      one.does(command, { about: { staffId: other.id }, answers }),
      other.does(command, { about: { staffId: one.id }, answers }),
    ])
    assert.equal((await world.sql(`select 1 from organisation.staff_role where ${administering}`)).length, 1, command)
  }
  await world.sql('update organisation.staff_role set ended_at = null where staff_id = $1', [admin.id])
})

test('an agency that was not offered is refused', async () => {
  const { status } = await admin.does('staff.invite', {
    answers: invitation('nowhere@testham.example', { agencyId: newId() }),
  })
  assert.equal(status, 422)
})

test('a role given or ended counts from the next page on', async () => {
  const person = await world.someone('Rolf Roleless', [])
  const about = { staffId: person.id }
  assert.equal((await person.asks('cases.list')).status, 403)
  assert.equal((await admin.does('staff.give-role', { about, answers: { role: 'Channel coordinator' } })).status, 200)
  assert.equal((await person.asks('cases.list')).status, 403, 'an administrator alone lets nobody into casework')
  const yes = { role: 'Channel coordinator', answer: 'given' }
  assert.equal((await coordinator.does('staff.answer-role', { about, answers: yes })).status, 200)
  assert.equal((await person.asks('cases.list')).status, 200)
  assert.equal((await admin.sends(`/staff/${person.id}/end-role`, { role: 'Channel coordinator' })).status, 303)
  assert.equal((await person.asks('cases.list')).status, 403)
  assert.equal((await admin.does('staff.end-role', { about, answers: { role: 'Channel coordinator' } })).status, 422)
})

test('what reads cases or the journal waits for somebody who administers nothing, whoever is invited with it', async () => {
  const roles = ['panel member', 'data protection officer', 'cohesion worker']
  const { body } = await admin.does('staff.invite', { answers: invitation('sock@testham.example', { roles }) })
  const about = { staffId: body.fact.staffId as string }
  const held = async () => (await admin.asks('staff.one', about)).body
  assert.deepEqual(
    (await held()).roles.map(({ role }: { role: string }) => role),
    ['cohesion worker'],
  )
  const again = await admin.does('staff.give-role', { about, answers: { role: 'panel member' } })
  assert.equal(again.status, 422, 'it waits already')
  const yes = { role: 'panel member', answer: 'given' }
  assert.equal((await admin.does('staff.answer-role', { about, answers: yes })).status, 403)
  const chair = await world.someone('Cleo Chair', 'panel chair')
  assert.equal((await chair.does('staff.answer-role', { about, answers: yes })).status, 403)
  assert.equal((await chair.opens('/staff/roles-waiting')).status, 403)

  assert.match((await admin.opens(`/staff/${about.staffId}`)).text, /Roles that wait for a second person/)
  assert.match((await coordinator.opens('/staff/roles-waiting')).text, /Nils Newcomer/)
  const page = `/staff/${about.staffId}/roles-asked-for`
  assert.match((await coordinator.opens(page)).text, /sock@testham\.example/)
  assert.equal((await coordinator.sends(page, { role: 'panel member' })).status, 422)
  assert.equal((await coordinator.sends(page, { role: 'panel member', answer: 'not given' })).status, 303)
  const officer = await world.someone('Dot Officer', 'data protection officer')
  const given = { role: 'data protection officer', answer: 'given' }
  assert.equal((await officer.does('staff.answer-role', { about, answers: given })).status, 200)
  assert.equal((await officer.opens(page)).status, 404, 'nothing waits any more')
  const now = await held()
  assert.deepEqual(
    now.roles.map(({ role, givenBy }: { role: string; givenBy: string }) => [role, givenBy]),
    [
      ['cohesion worker', 'Ada Admin'],
      ['data protection officer', 'Dot Officer'],
    ],
  )
  assert.deepEqual(now.waiting, [])
})

test('the second word is somebody else’s than who asked, and whom it is about; until there was one, one is enough', () => {
  const waiting = [{ role: 'panel chair', askedById: 'asker' }]
  const asked = { staffId: 'person', leftAt: null, roles: [], waiting }
  const says = (id: string, more: object = {}) =>
    answerRole({ ...asked, ...more }, { role: 'panel chair', answer: 'given' }, { viewer: { id } }).is
  assert.deepEqual([says('person'), says('asker'), says('other')], ['refused', 'refused', 'role given'])
  assert.equal(says('other', { roles: [{ role: 'administrator' }] }), 'problems')
  assert.equal(says('other', { leftAt: '2026-01-01T00:00:00.000Z' }), 'refused')
  const nobody = { ...holder, roles: [] }
  const role = { role: 'panel chair' } as const
  assert.equal(giveRole(nobody, role, byStaff).is, 'role asked for')
  assert.equal(giveRole({ ...nobody, secondWord: false }, role, byStaff).is, 'role given')
  const given = { name: 'A', email: 'a@b.example', jobTitle: 'C', agencyId: newId(), roles: ['panel chair' as const] }
  const invited = invite({ taken: [], secondWord: true }, given, { viewer: { kind: 'process' } })
  assert.deepEqual('waiting' in invited && invited.waiting, [], 'the command line is whoever runs the town')
})

test('everybody reads who works here; only an administrator changes it, and only some open one person', async () => {
  assert.equal((await coordinator.asks('staff.list')).status, 200)
  const listed = await coordinator.opens('/staff')
  assert.match(listed.text, /Ada Admin/)
  assert.doesNotMatch(listed.text, /Invite somebody|@testham/)
  assert.equal((await coordinator.asks('staff.one', { staffId: admin.id })).status, 403)
  assert.equal((await coordinator.opens('/staff/invite')).status, 403)
  const about = { staffId: admin.id }
  for (const [name, answers] of [
    ['staff.give-role', { role: 'panel chair' }],
    ['staff.end-role', { role: 'administrator' }],
    ['staff.record-leaver', { sure: true }],
    ['staff.invite-again', {}],
  ] as const)
    assert.equal((await coordinator.does(name, { about, answers })).status, 403, name)
  assert.equal((await coordinator.does('staff.invite', { answers: invitation('x@testham.example') })).status, 403)
  assert.equal((await admin.opens(`/staff/${newId()}`)).status, 404)
})

test('the list goes on by name, a hundred at a time', async () => {
  await world.sql(
    `insert into organisation.staff (id, agency_id, name, email)
     select gen_random_uuid(), $1, 'Person ' || lpad(n::text, 3, '0'), 'person' || n || '@testham.example' from generate_series(1, 120) n`,
    [world.agencyId.school],
  )
  const first = (await coordinator.asks('staff.list')).body
  assert.equal(first.staff.length, 100)
  const second = (await coordinator.asks('staff.list', { after: first.next })).body
  const all = [...first.staff, ...second.staff] as { staffId: string; name: string }[]
  assert.equal(new Set(all.map(({ staffId }) => staffId)).size, all.length)
  const names = all.map(({ name }) => name)
  assert.equal(second.next, null)
  assert.ok(names.includes('Person 001') && names.includes('Person 120'))
})

test('a leaver is out at once: page, token, roles, grants, seats and cases to lead end, and tasks pass on', async () => {
  const { caseId } = await seedCase(world)
  const leaver = await world.someone('Lea Leaver', 'lead professional')
  await letIn(world, caseId, leaver.id)
  await world.sql(
    'insert into casework.lead_professional (id, case_id, staff_id, named_by, from_at) values ($1, $2, $3, $3, now())',
    [newId(), caseId, leaver.id],
  )
  await world.sql(
    "insert into casework.task (id, case_id, what, rule, due_on, staff_id) values ($1, $2, 'Visit', 'Target', current_date, $3)",
    [newId(), caseId, leaver.id],
  )
  await world.sql('update casework.case_state set lead_id = $1 where case_id = $2', [leaver.id, caseId])
  await world.sql(
    "insert into casework.consent_request (id, case_id, of_whom, how, ask_on, by_whom, sealed, set_by, set_at) values ($1, $2, 'the person', 'at home', current_date, $3, 'x', $3, now())",
    [newId(), caseId, leaver.id],
  )
  assert.equal((await factsOf(caseId))?.consentRequest?.byWhom, leaver.id)
  const seat = await world.sql<{ id: string }>(
    `with t as (insert into casework.terms_of_reference (id, panel_id, name, interval_weeks, chair_id, council_id, reports_to, from_on)
       values ($1, $1, 'Panel', 4, $2, $3, '{}', '2026-01-01') returning id)
     insert into casework.panel_seat (id, panel_id, agency_id, staff_id, from_on) select $4, id, $3, $5, '2026-01-01' from t returning id`,
    [newId(), coordinator.id, world.agencyId.council, newId(), leaver.id],
  )
  assert.equal((await leaver.asks('cases.banner', { caseId })).status, 200)

  const gone = await admin.sends(`/staff/${leaver.id}/left`, { sure: 'yes' })
  assert.equal(gone.status, 303)

  assert.equal((await leaver.asks('cases.banner', { caseId })).status, 401)
  assert.match((await leaver.opens('/work')).location ?? '', /^\/sign-in/)
  const count = async (text: string, values: unknown[] = [leaver.id]) => (await world.sql(text, values)).length
  assert.equal(await count('select 1 from organisation.staff_role where staff_id = $1 and ended_at is null'), 0)
  assert.equal(await count('select 1 from organisation.session where staff_id = $1 and ended_at is null'), 0)
  assert.equal(await count('select 1 from casework.case_grant where staff_id = $1 and ended_at is null'), 0)
  assert.equal(await count('select 1 from casework.lead_professional where staff_id = $1 and until_at is null'), 0)
  assert.equal(await count('select 1 from casework.case_state where lead_id = $1'), 0)
  assert.equal(
    await count('select 1 from casework.panel_seat where id = $1 and until_on < current_date', [seat[0]!.id]),
    1,
  )
  assert.equal(await count('select 1 from casework.task where staff_id = $1'), 0)
  assert.equal(
    await count("select 1 from casework.task where case_id = $1 and what = 'Visit' and role = 'Channel coordinator'", [
      caseId,
    ]),
    1,
  )
  assert.match((await admin.opens(`/staff/${leaver.id}`)).text, /Left/)
  const facts = await factsOf(caseId)
  assert.equal(facts?.leadId, null)
  assert.deepEqual(facts?.consentRequest?.byWhom, null)
  const ended = await world.sql(
    "select 1 from trust.journal where about_table = 'casework.case_grant' and subject_id = $1 and what = 'staff.record-leaver'",
    [caseId],
  )
  assert.equal(ended.length, 1)
})

test('what reaches into casework is open to nobody in casework, nor to the community', async () => {
  const rows = await world.sql<{ may: boolean; role: string }>(
    `select has_function_privilege($1 || '_' || role, 'casework.follow_leaver(uuid, timestamptz)', 'execute')
       or has_function_privilege($1 || '_' || role, 'casework.follow_ended_role(uuid, text, timestamptz)', 'execute') as may, role
     from unnest(array['casework_reader', 'casework_writer', 'casework_guest', 'community_writer', 'organisation_reader', 'organisation_writer']) role`,
    [world.town.database.prefix],
  )
  assert.deepEqual(
    rows.filter(({ may }) => may).map(({ role }) => role),
    ['organisation_writer'],
  )
})

test('whoever runs the installation gets a link for the first administrator, and again for somebody who is here', async () => {
  const person = {
    name: 'Fay First',
    email: 'fay@testham.example',
    jobTitle: 'Head of service',
    agency: 'Testham Council',
    roles: ['administrator'] as const,
  }
  const link = await inviteLink(world.town, person)
  assert.match(link, /^http:\/\/127\.0\.0\.1:3000\/join\/[\w-]{43}$/)
  const another = await inviteLink(world.town, person)
  assert.notEqual(another, link)
  const open = (url: string) => world.stranger().opens(new URL(url).pathname)
  assert.equal((await open(another)).status, 200)
  assert.notEqual((await open(link)).status, 200)
  await assert.rejects(
    inviteLink(world.town, { ...person, email: 'no address' }),
    /email address in the correct format/,
  )
  await assert.rejects(
    inviteLink(world.town, { ...person, email: 'other@testham.example', agency: 'Nowhere' }),
    /There is no agency called "Nowhere"/,
  )
})

test('in a town without agencies the first person brings their council with them', async () => {
  const empty = await openWorld()
  try {
    await empty.sql('delete from organisation.agency')
    const person = { name: 'Fay First', email: 'fay@newtown.example', jobTitle: 'Head', agency: 'Newtown Council' }
    const link = await inviteLink(empty.town, { ...person, roles: ['administrator'] })
    assert.equal((await empty.stranger().opens(new URL(link).pathname)).status, 200)
    const agencies = await empty.sql('select name, kind from organisation.agency')
    assert.deepEqual(agencies, [{ name: 'Newtown Council', kind: 'council' }])
  } finally {
    await empty.close()
  }
})
