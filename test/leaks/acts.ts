import assert from 'node:assert/strict'
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as story from '../../demo/story.ts'
import { buildApp } from '../../src/app.ts'
import { today } from '../../src/platform/pure/days.ts'
import { newId } from '../../src/platform/road.ts'
import { tellingIn } from '../sweeps/one-of-each.ts'
import { hiddenFields, visitor } from '../world.ts'
import { fieldsOf, otherwise, somebody } from './somebody.ts'
import type { WatchedTown } from './town.ts'
import { watched } from './watch.ts'

export async function refer({ as, stranger }: WatchedTown) {
  for (const [who, path] of [
    [as('teacher'), '/refer'],
    [stranger(), '/refer/public'],
  ] as const) {
    assert.equal((await who.sends(path, { ...fieldsOf(otherwise), sector: '' })).status, 422)
    assert.equal((await who.sends(path, { ...fieldsOf(otherwise), _add: 'statements' })).status, 200)
    assert.equal((await who.sends(path, fieldsOf(somebody))).status, 200)
  }
  const form = await as('teacher').opens('/refer/the-concern')
  const csrf = /name="_csrf" value="([^"]*)"/.exec(form.text)![1]!
  await as('teacher').posts('/drafts/refer/the-concern', { ...fieldsOf(otherwise), _csrf: csrf })
  await stranger().sends('/referral-status', { reference: 'R-AAA-AAA-AAAA', code: 'K-AAA-AAA-AAAA' })
}

/** The demo's own walk: what it offers is of somebody invented for it. */
export async function takeAStepOfTheWalk({ stranger }: WatchedTown) {
  const walker = stranger()
  const { _csrf } = hiddenFields((await walker.opens('/walk')).text)
  assert.equal((await walker.posts('/walk/go/referred', { _csrf: _csrf! })).location, '/refer')
  const offered = await walker.opens('/refer/who-the-person-is')
  const name = (field: string) => new RegExp(`name="${field}" type="text" value="([^"]+)"`).exec(offered.text)![1]!
  const fields = { ...fieldsOf(otherwise), givenNames: name('givenNames'), familyName: name('familyName') }
  assert.equal((await walker.sends('/refer', fields)).status, 200)
  assert.match((await walker.opens('/walk')).text, /referral received/)
}

export async function signThePledge({ as, stranger }: WatchedTown) {
  const answers = { name: 'One town', message: 'Many voices', pledgeText: 'I listen.', fromOn: '2024-01-01' }
  assert.equal((await as('cohesion').does('campaign.set-up', { answers })).status, 200)
  const pledge = { thirteen: 'yes', madeBy: 'person', name: 'Ola Openly', listed: 'yes' }
  assert.equal((await stranger().sends('/pledge', pledge)).status, 200)
}

/** By the road of the demo's own story, and by page and mail where a partner answers. */
export async function aCaseComesToThePanel(watching: WatchedTown): Promise<string> {
  const { as } = watching
  const tell = { ...tellingIn(watching), reply: (enquiryId: string) => answerByMail(watching, enquiryId) }
  const { caseId } = await tell.act('teacher', 'referrals.make', {}, somebody)
  const progress: story.Progress = { caseId: caseId! }
  await as('coordinator').opens(`/cases/${caseId}/match`)
  await story.match(tell, progress)
  await story.passTheGateway(tell, progress)
  await story.replyAndRelease(tell, await story.askAPartner(tell, progress))
  await story.decideSection36(tell, progress)
  const { body } = await as('coordinator').asks('panel.panels')
  const meeting = { kind: 'extraordinary', meetsOn: today(), meetsAt: '23:45', place: 'Committee room 2' }
  const { meetingId } = await tell.act(
    'coordinator',
    'panel.call-meeting',
    { panelId: body.panels[0].panelId },
    meeting,
  )
  await story.listCase(tell, progress, meetingId!)
  await story.openMeeting(tell, meetingId!, ['chair', 'officer', 'health'])
  await story.decideAtThePanel(tell, progress)
  await story.closeMeeting(tell, meetingId!)
  return caseId!
}

async function answerByMail({ sql, mailFolder, stranger }: WatchedTown, enquiryId: string) {
  const mailSaying = mailIn(mailFolder)
  const [link] = await sql<{ id: string }>('select id from casework.enquiry_link where enquiry_id = $1', [enquiryId])
  const [, path] = await mailSaying(`enquiry-${link!.id}`, /(\/answer\/\S+)/)
  const contact = stranger()
  await contact.sends(path!, {})
  const [, code] = await mailSaying(`enquiry-code-${link!.id}-1`, /The code is (\d{6})/)
  await contact.sends(`${path}/code`, { code: '000000' })
  await contact.sends(`${path}/code`, { code: code! })
  assert.equal((await contact.sends(`${path}/reply`, { outcome: 'held', answer: somebody.needs })).status, 422)
  const reply = { outcome: 'held', answer: `Brunhyld Quorblatt told us: ${somebody.needs}`, by: 'Noor Notional' }
  assert.equal((await contact.sends(`${path}/reply`, reply)).status, 303)
  assert.equal((await contact.opens(path!)).status, 404)
}

const mailIn =
  (mailFolder: string) =>
  async (name: string, words: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const file = readdirSync(mailFolder).find((each) => each.startsWith(`${name}@`) && each.endsWith('.eml'))
      const found = file && words.exec(readFileSync(join(mailFolder, file), 'utf8'))
      if (found) return found
      await pause(20)
    }
  }

/** What the process does not allow, what somebody may not see, and what was sent wrongly, by page and by API. */
export async function whatIsRefused({ as }: WatchedTown, caseId: string) {
  const [coordinator, administrator, mentor] = [as('coordinator'), as('administrator'), as('mentor')]
  const [chair, teacher] = [as('chair'), as('teacher')]
  for (const tab of ['', '/referral', '/chronology', '/match']) {
    assert.equal((await administrator.opens(`/cases/${caseId}${tab}`)).status, 403)
    assert.ok([403, 404].includes((await mentor.opens(`/cases/${caseId}${tab}`)).status))
  }
  const statuses = [
    await coordinator.sends(`/cases/${caseId}/match`, { answer: 'unsure', reason: otherwise.needs }),
    await coordinator.sends(`/cases/${caseId}/match`, { answer: '', reason: otherwise.needs }),
    await coordinator.sends(`/cases/${caseId}/enquiries/new`, { question: otherwise.needs }),
    await chair.sends(`/cases/${caseId}/panel/list`, {}),
    await teacher.posts('/refer', fieldsOf(otherwise)),
    await coordinator.opens(`/cases/${encodeURIComponent('Wyvrin Unsavedson')}`),
  ].map(({ status }) => status)
  assert.deepEqual(new Set(statuses), new Set([403, 404, 409, 422]))
  const key = newId()
  const answers: object = somebody
  const about = { caseId }
  const apis = [
    await teacher.does('referrals.make', { answers, key }),
    await teacher.does('referrals.make', { answers: otherwise, key }),
    await teacher.does('referrals.make', { answers: { ...otherwise, sector: 'Wyvrin Unsavedson' } }),
    await teacher.does('referrals.make', { answers: { ...otherwise, unasked: otherwise.needs } }),
    await coordinator.does('people.match', { about, answers: { answer: 'different', reason: otherwise.needs } }),
    await coordinator.does('people.match', { about: { caseId: newId() }, answers: { reason: otherwise.needs } }),
    await mentor.does('people.match', { about, answers: { reason: otherwise.needs } }),
    await teacher.does('referrals.make', { answers, key: 'Wyvrin Unsavedson' }),
  ].map(({ status }) => status)
  assert.deepEqual(new Set(apis), new Set([200, 400, 403, 404, 409, 422]))
}

/** In this process: over a network, whoever sends too much may be cut off before they hear why. */
export async function whatCannotBeRead({ town, said }: WatchedTown) {
  const server = await buildApp(town)
  const here = watched(server, said)
  const payload = `{"answers": {"givenNames": "${otherwise.givenNames} ${otherwise.familyName}"`
  const headers = { 'content-type': 'application/json' }
  const long = { ...fieldsOf(otherwise), needs: `${otherwise.needs} `.repeat(200_000) }
  for (const [url, body] of [
    ['/api/v1/referrals.make-public', payload],
    ['/api/v1/referrals.make-public', JSON.stringify({ answers: long })],
    ['/refer/public', payload],
  ] as const)
    assert.ok([400, 413, 415].includes((await here.inject({ method: 'POST', url, headers, payload: body })).statusCode))
  assert.equal((await visitor(here).sends('/refer/public', long)).status, 413)
  await server.close()
}

/** A database's own words quote the row that they are about: none of them may come out. */
export async function faultsOfOurs({ as, sql }: WatchedTown, caseId: string) {
  await sql(`create function public.complain() returns trigger language plpgsql as $$
    begin raise exception 'what is to be done with "% %"?', new.given_names, new.family_name; end $$`)
  await sql(
    'create trigger complains before insert on casework.referral for each row execute function public.complain()',
  )
  assert.equal((await as('teacher').sends('/refer', fieldsOf(otherwise))).status, 500)
  assert.equal((await as('teacher').does('referrals.make', { answers: otherwise })).status, 500)
  await sql('drop trigger complains on casework.referral')
  await sql('alter table casework.referral rename column family_name to away')
  assert.equal((await as('coordinator').opens(`/cases/${caseId}/referral`)).status, 500)
  await sql('alter table casework.referral rename column away to family_name')
  const spoil =
    'update casework.referral set sealed = set_byte(sealed, 40, 255 - get_byte(sealed, 40)) where case_id = $1'
  await sql(spoil, [caseId])
  assert.equal((await as('coordinator').opens(`/cases/${caseId}/referral`)).status, 500)
  assert.equal((await as('coordinator').asks('referrals.referral', { caseId })).status, 500)
  await sql(spoil, [caseId])
}

/** Nobody but a superuser is let in any more, and whoever was in is put out. */
export async function theDatabaseIsLost({ as, site, sql, database }: WatchedTown, caseId: string) {
  await sql(`alter database ${database} connection limit 0`)
  await sql('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()', [
    database,
  ])
  const answers = [
    await as('coordinator').opens(`/cases/${caseId}`),
    await as('teacher').posts('/refer', fieldsOf(otherwise)),
    await as('teacher').does('referrals.make', { answers: otherwise }),
    await as('coordinator').asks('cases.banner', { caseId }),
  ]
  await sql(`alter database ${database} connection limit -1`)
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([503]))
  while ((await site.inject({ method: 'GET', url: '/readyz' })).statusCode !== 200) await pause(20)
}

/** The folder for mails is none for a while: whoever is invited waits, and the log says why. */
export async function aMailCannotBeSent({ as, sql, mailFolder, staffOf }: WatchedTown) {
  renameSync(mailFolder, `${mailFolder}-away`)
  writeFileSync(mailFolder, '')
  const answers = {
    name: 'Una Unreached',
    email: 'una@exampleham.example',
    jobTitle: 'Nobody',
    agencyId: staffOf('chair').agency_id,
    roles: [],
  }
  await as('administrator').does('staff.invite', { answers })
  while (!(await sql('select from graphile_worker._private_jobs where last_error is not null')).length) await pause(20)
  rmSync(mailFolder)
  renameSync(`${mailFolder}-away`, mailFolder)
}
