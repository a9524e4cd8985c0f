import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { daysUpTo, meetsInDays, steps, walk } from '../demo/journeys.ts'
import { movePeopleIn } from '../demo/load.ts'
import type { JourneyName } from '../demo/proportions.ts'
import * as story from '../demo/story.ts'
import { tellerOn } from '../demo/teller.ts'
import { people } from '../demo/town.ts'
import { modules, openTown } from '../src/app.ts'
import { startWork } from '../src/jobs.ts'
import { keepDraft } from '../src/platform/http/drafts.ts'
import { commandsOf } from '../src/platform/module.ts'
import { addDays } from '../src/platform/pure/days.ts'
import { isAsked, type Question, type Questions } from '../src/platform/pure/questions/question.ts'
import { thePublic, type Viewer } from '../src/platform/viewer.ts'
import { freshDatabase } from './database.ts'
import { referralAnswers } from './referral.ts'
import { imagesUnderOtherKeys, unsealed } from './sweeps/ciphertext.ts'
import {
  tellOfARecord,
  tellOfARefusedEnquiry,
  tellOfARefusedHandOver,
  tellOfExports,
  tellOfGiving,
  tellOfAPoliceLead,
} from './told/beside.ts'
import { tellOfAMistake } from './told/story.ts'

// Every journey of the demo is told with a mark in everything that somebody types, and then the marks are looked for.

/** What must be found or counted stands in columns, and only there: a list finds a case, and matching a person, by names. */
const findable = [
  'casework.case_name: people.add-name familyName',
  'casework.case_name: people.add-name givenNames',
  'casework.case_name: referrals.make familyName',
  'casework.case_name: referrals.make givenNames',
  'casework.case_name: referrals.make otherNames familyName',
  'casework.case_name: referrals.make otherNames givenNames',
  'casework.case_name: referrals.make-public familyName',
  'casework.case_name: referrals.make-public givenNames',
  'casework.case_state: referrals.make familyName',
  'casework.case_state: referrals.make givenNames',
  'casework.case_state: referrals.make-public familyName',
  'casework.case_state: referrals.make-public givenNames',
  'casework.gateway_outcome: referrals.record-gateway trackerReference',
  'casework.meeting: panel.call-meeting place',
  'casework.person: referrals.make familyName',
  'casework.person: referrals.make givenNames',
  'casework.person_key: people.add-name familyName',
  'casework.person_key: people.add-name givenNames',
  'casework.person_key: referrals.make familyName',
  'casework.person_key: referrals.make givenNames',
  'casework.person_key: referrals.make otherNames familyName',
  'casework.person_key: referrals.make otherNames givenNames',
  'casework.person_name: people.add-name familyName',
  'casework.person_name: people.add-name givenNames',
  'casework.person_name: referrals.make familyName',
  'casework.person_name: referrals.make givenNames',
  'casework.person_name: referrals.make otherNames familyName',
  'casework.person_name: referrals.make otherNames givenNames',
  'casework.referral: referrals.make familyName',
  'casework.referral: referrals.make givenNames',
  'casework.referral: referrals.make-public familyName',
  'casework.referral: referrals.make-public givenNames',
  // why a term of the town was changed: about no person and no case
  'casework.target: targets.set why',
  'organisation.agency: agencies.add mailbox',
  'organisation.agency: agencies.add name',
  'organisation.agency: agencies.add seniorMailbox',
]

type Who = story.Cast | 'administrator' | 'public'
type Answers = Record<string, unknown>

const dayMs = 86_400_000
const commands = new Map(commandsOf(modules).map((command) => [command.name, command]))
const fresh = await freshDatabase()
const folder = mkdtempSync(join(tmpdir(), 'onetown-'))
const mails = join(folder, 'mail')
const superuser = new pg.Pool({ connectionString: fresh.superUrl, max: 1 })
const logged: string[] = []
const log = (message: string, about?: object) => void logged.push(`${message} ${JSON.stringify(about)}`)
const settings = { smtpUrl: undefined, mailFolder: mails, baseUrl: 'http://127.0.0.1:3000' }
const town = await openTown({
  serviceUrl: fresh.serviceUrl,
  keysFolder: join(folder, 'keys'),
  baseUrl: settings.baseUrl,
  log: { info: log, error: log },
  pool: 8,
})
after(async () => {
  await town.database.close()
  town.keys.close()
  await superuser.end()
  await fresh.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** Where each mark was typed: `referrals.make statements words`. */
const marks: string[] = []
/** Where something was typed and saved. */
const typed = new Set<string>()

before(async () => {
  const viewers = { ...(await movePeopleIn(town)), public: thePublic } as Record<Who, Viewer>
  const tellerFrom = (days: number) => tellerOn(town, viewers, new Date(Date.now() - days * dayMs))
  const seats = people.filter(({ seat }) => seat).map(({ key }) => key as story.Cast)
  const panelId = await story.seatThePanel(tellerFrom(930), seats)
  await everyJourney((days) => marking(tellerFrom(days)), panelId)
  await whatNoJourneyTells(marking(tellerFrom(60)), panelId)
  await whatIsBesideTheRoad(marking(tellerFrom(30)))
  await keepDraft(town, viewers.coordinator, '/refer', { needs: mark('a draft') })
  await letJobsEnd()
})

test('every question whose answer is sealed was answered, by every command that asks it', () => {
  const unasked = [...commands.values()]
    .flatMap(({ name, asks }) => sealedIn(name, asks))
    .filter((one) => !typed.has(one))
  assert.deepEqual(unasked, [])
})

test('no row of any table has in plain text what somebody typed, but for what must be found', async () => {
  const { rows: tables } = await superuser.query<{ name: string }>(`select c.oid::regclass::text as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1`)
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await superuser.query<{ row: string }>(`select t::text as row from ${name} t`)
    found.push(...marksIn(rows.map(({ row }) => row).join('\n')).map((where) => `${name}: ${where}`))
  }
  assert.deepEqual(found.toSorted(), findable)
})

test('every sealed value opens with the key that the adoption of its table names, and every image of the journal lies under that', async () => {
  const sql = async <Row extends object>(text: string, values?: unknown[]) =>
    (await superuser.query(text, values)).rows as Row[]
  const found = await unsealed(sql, town.keys)
  const tables = new Set(found.map(({ table }) => table))
  assert.ok(tables.has('casework.person_name') && tables.has('platform.draft') && tables.size >= 35, `${tables.size}`)
  const images = found.filter(({ table }) => table === 'trust.journal_image')
  assert.ok(images.length > 500, `${images.length}`)
  assert.deepEqual(await imagesUnderOtherKeys(sql, images), [])
  await superuser.query("update platform.adopted set sealed_by = 'person_id' where name = 'casework.person_name'")
  await assert.rejects(unsealed(sql, town.keys))
  assert.deepEqual(await imagesUnderOtherKeys(sql, images), ['casework.person_name: person_id'])
  await superuser.query("update platform.adopted set sealed_by = 'case_id' where name = 'casework.person_name'")
})

test('the search finds a mark, as text and as the bytes of a text', () => {
  const one = mark('a trial')
  assert.deepEqual(marksIn(`…${one}…`), ['a trial'])
  assert.deepEqual(marksIn(`\\x00${Buffer.from(`…${one}…`).toString('hex')}`), ['a trial'])
})

test('neither do the mails', () => {
  const written = readdirSync(mails)
  assert.ok(written.length > 20)
  assert.deepEqual(marksIn(written.map((name) => readFileSync(join(mails, name), 'utf8')).join('\n')), [])
})

test('neither do the logs', () => {
  assert.deepEqual(marksIn(logged.join('\n')), [])
})

test('neither does a dump of the database', async (t) => {
  const dumper = await newestDumper()
  if (!dumper) return t.skip('there is no pg_dump that can read this server')
  const dump = execFileSync(dumper, [fresh.superUrl], { encoding: 'utf8', maxBuffer: 2 ** 30 })
  assert.match(dump, /COPY casework\.referral /)
  const mayBe = new Set(findable.map((one) => one.split(': ')[1]))
  assert.deepEqual(
    marksIn(dump).filter((where) => !mayBe.has(where)),
    [],
  )
})

async function everyJourney(tellerFrom: (days: number) => story.Teller<Who>, panelId: string) {
  const person = {
    given: 'Sam',
    family: 'Sample',
    born: '2011-05-04',
    sector: 'Education',
    concern: 'No ideology identified',
    worry: 'He drew weapons in a maths lesson.',
  }
  for (const [index, [name, all]] of Object.entries(steps).entries()) {
    const [journey, upTo] = [name as JourneyName, all.at(-1)!.name]
    // The panel meets once a day at most, so each journey begins on a day of its own.
    const tell = tellerFrom(daysUpTo(journey, upTo) + 2 + 3 * index)
    const { caseId } = await story.refer(tell, person)
    await walk({ tell, progress: { caseId, adult: false }, panelId }, journey, upTo)
  }
}

/** A case on which everything is otherwise, and two acts of people from outside. */
async function whatNoJourneyTells(tell: story.Teller<Who>, panelId: string) {
  const answers = { ...referralAnswers(), livesWithChild: 'yes', harm: 'yes', leadConsulted: true }
  const fromOutside = await tell.act('public', 'referrals.make-public', {}, answers)
  const release = { reasons: 'A mother who asked.' }
  await tell.act('coordinator', 'referrals.release-progress', { caseId: fromOutside.caseId! }, release)
  const { caseId } = await tell.act('teacher', 'referrals.make', {}, answers)
  const [about, progress] = [{ caseId: caseId! }, { caseId: caseId!, adult: false } as story.Progress]
  await walk({ tell, progress, panelId }, 'supported', 'asking')
  const no = { outcome: 'refused', ground: 'not practicable', by: 'Noor Notional' }
  await tell.reply(progress.enquiryId!, no)
  await shareOnce(tell, about)
  await setADocumentAside(tell, progress)
  await story.decideSection36(tell, progress)
  await story.listCase(tell, progress, await story.callMeeting(tell, panelId, meetsInDays))
  tell.wait(meetsInDays)
  await story.openMeeting(tell, progress.meetingId!, ['chair', 'officer', 'health'])
  const item = { itemId: progress.itemId! }
  await tell.act('health', 'panel.declare-conflict', item, { kind: 'conflict', words: 'A neighbour.', copies: 'none' })
  await tell.act('chair', 'panel.record-decision', item, {
    outcome: 'adopted',
    rung: 'consensus',
    reasons: 'As heard.',
  })
  await supportOtherwise(tell, progress)
}

/** Advice, a mistake, the record of a person, a service and a partner who refuse, and what leaves. */
async function whatIsBesideTheRoad(tell: story.Teller<Who>) {
  await tellOfAMistake({ tell })
  await tellOfARecord({ tell })
  await tellOfARefusedHandOver({ tell })
  await tellOfARefusedEnquiry({ tell })
  await tellOfExports({ tell })
  await tellOfGiving({ tell })
  await tellOfAPoliceLead({ tell })
}

async function setADocumentAside(tell: story.Teller<Who>, progress: story.Progress) {
  await story.fileALetter(tell, progress)
  const { caseId } = progress
  const { documents } = await tell.see('coordinator', 'attachments.of-case', { caseId })
  const [{ attachmentId }] = documents
  await tell.act(
    'coordinator',
    'attachments.set-aside',
    { attachmentId },
    { as: 'not accurate', why: 'The dates are wrong.' },
  )
}

async function shareOnce(tell: story.Teller<Who>, about: { caseId: string }) {
  const { agencyId } = await tell.act('administrator', 'agencies.add', {}, { name: 'Madeup Homes', kind: 'housing' })
  const { options } = await tell.see('coordinator', 'enquiries.ready-to-ask', about)
  const until = { lawfulBasis: options.bases[0].value, endsOn: addDays(tell.today(), 30) }
  await tell.act('coordinator', 'enquiries.decide-sharing', about, { agency: agencyId, reasons: 'Soon.', ...until })
}

/** A parent who is a source of risk, a plan without the person, an exit with work left open. */
async function supportOtherwise(tell: story.Teller<Who>, progress: story.Progress) {
  const about = { caseId: progress.caseId }
  await tell.act('coordinator', 'support.name-lead-professional', about, { leadId: tell.idOf('lead') })
  const asked = { ofWhom: 'parent or guardian', parentRisk: true, socialCareDecision: 'Ask the mother alone.' }
  const how = { name: 'The mother', how: 'in person', askOn: tell.today(), byWhom: tell.idOf('lead') }
  await tell.act('coordinator', 'support.plan-consent', about, { ...asked, ...how })
  await story.giveConsent(tell, progress)
  const action = { nature: 'mentoring', provider: tell.idOf('mentor'), how: 'Weekly', startsOn: tell.today() }
  const weekly = { ...action, sessions: 4, restsOnConsent: true }
  const plan = { asked: false, noInput: 'Away.', needs: [{ need: 'Somebody to talk to', answer: 'action', ...weekly }] }
  await tell.act('lead', 'support.write-plan', about, plan)
  await tell.act('lead', 'support.add-action', about, { needId: 'new', newNeed: 'A place to sleep', ...weekly })
  await assessTwice(tell, about)
  const exit = { reason: 'concern reduced', exitedOn: tell.today(), words: 'Moved.', chairsReason: 'Nobody is here.' }
  await tell.act('chair', 'support.record-exit', about, { ...exit, views: [{ who: 'The council', view: 'Agrees.' }] })
}

/** One assessment set aside, and one whose needs get a reason. */
async function assessTwice(tell: story.Teller<Who>, about: { caseId: string }) {
  const { options } = await tell.see('lead', 'assessment.of-case', about)
  const answers = { occasion: 'review', instrument: options.instruments[0].value }
  const { assessmentId } = await tell.act('lead', 'assessment.begin', about, answers)
  await tell.act('lead', 'assessment.set-aside', { ...about, assessmentId: assessmentId! }, { reason: 'Too early.' })
  await story.assess(tell, about, { told: 'before the panel', who: 'lead', occasion: 'review' })
  const { assessed } = await tell.see('lead', 'support.plan', about)
  const reason = { needId: assessed.unmet[0].id, reason: 'Her aunt does.' }
  await tell.act('lead', 'support.give-reason', about, reason)
}

async function letJobsEnd() {
  const work = await startWork(town, settings, fresh.serviceUrl)
  while ((await superuser.query('select from graphile_worker.jobs where run_at <= now()')).rowCount) await pause(20)
  await work.stop()
}

/** Marks everything that can be typed; where a rule does not take so much, only what the story itself answers. */
function marking(teller: story.Teller<Who>): story.Teller<Who> {
  const asMuchAsMayBe = async <T>(name: string, given: Answers, act: (answers: Answers) => Promise<T>): Promise<T> => {
    const { asks } = commands.get(name)!
    const attempt = async (fill: boolean) => {
      const answers = withMarks(name, asks, { given, fill })
      const done = await act(answers)
      for (const where of answeredIn(name, asks, answers)) typed.add(where)
      return done
    }
    return attempt(true).catch(() => attempt(false))
  }
  return {
    ...teller,
    act: (who, name, about, given) => asMuchAsMayBe(name, given, (answers) => teller.act(who, name, about, answers)),
    reply: (enquiryId, given) => asMuchAsMayBe('enquiries.reply', given, (answers) => teller.reply(enquiryId, answers)),
  }
}

/** The same answers, with a mark in all that is typed; with `fill`, in what was left out as well. */
function withMarks(where: string, questions: Questions, { given, fill }: { given: Answers; fill: boolean }): Answers {
  const answers = { ...given }
  for (const [name, question] of Object.entries(questions)) {
    if (!isAsked(questions, name, given) || (given[name] === undefined && !fill)) continue
    answers[name] = withMark(`${where} ${name}`, question, given[name])
  }
  return answers
}

function withMark(where: string, question: Question, given: unknown): unknown {
  if (question.kind === 'list') {
    const items = (given ?? (canBeMarked(question.of) ? [{}] : undefined)) as Answers[] | undefined
    return items?.map((item) => withMarks(where, question.of, { given: item, fill: true }))
  }
  if (question.kind === 'email') return `${mark(where)}@example.org`
  const isFree = question.kind === 'narrative' || (question.kind === 'text' && !question.shape && question.most > 20)
  return isFree ? [given, mark(where)].filter(Boolean).join(' ') : given
}

/** An item that the story does not give can be made up of marks alone. */
const canBeMarked = (questions: Questions) =>
  Object.values(questions).every(({ kind, optional }) => optional || kind === 'text' || kind === 'narrative')

const mark = (where: string) => `Zq${marks.push(where) - 1}qZ`

/** Where the marks that stand in a text were typed; bytes stand in it as hexadecimal. */
function marksIn(text: string): string[] {
  const found = [...text.matchAll(/Zq(\d+)qZ|5a71((?:3\d)+)715a/gi)]
  return [...new Set(found.map(([, plain, hex]) => marks[Number(plain ?? Buffer.from(hex!, 'hex').toString())]!))]
}

const sealedIn = (where: string, questions: Questions): string[] =>
  Object.entries(questions).flatMap(([name, question]) =>
    question.kind === 'list' ? sealedIn(`${where} ${name}`, question.of) : question.sealed ? [`${where} ${name}`] : [],
  )

const answeredIn = (where: string, questions: Questions, answers: Answers): string[] =>
  Object.entries(questions).flatMap(([name, question]) => {
    if (question.kind !== 'list') return answers[name] === undefined ? [] : [`${where} ${name}`]
    return ((answers[name] ?? []) as Answers[]).flatMap((item) => answeredIn(`${where} ${name}`, question.of, item))
  })

/** A pg_dump reads servers of its own version and before; the built-in server brings none. */
async function newestDumper(): Promise<string | undefined> {
  const { rows } = await superuser.query<{ number: number }>(
    "select current_setting('server_version_num')::int / 10000 as number",
  )
  const versionOf = (program: string) =>
    Number(/ (\d+)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1] ?? 0)
  const programs = [...globSync('/usr/lib/postgresql/*/bin/pg_dump'), 'pg_dump']
  return programs.toSorted((a, b) => versionOf(b) - versionOf(a)).find((one) => versionOf(one) >= rows[0]!.number)
}
