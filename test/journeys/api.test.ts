import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import * as story from '../../demo/story.ts'
import { modules } from '../../src/app.ts'
import { codeOf, tokenOf } from '../../src/casework/enquiries/index.ts'
import { keyedHash } from '../../src/platform/keys.ts'
import { commandsOf, queriesOf } from '../../src/platform/module.ts'
import { today } from '../../src/platform/pure/days.ts'
import { newId } from '../../src/platform/road.ts'
import { type AgencyKey, type ApiAnswer, openWorld, type Someone } from '../world.ts'

const world = await openWorld()
after(() => world.close())

const dayMs = 86_400_000
const cast = {
  coordinator: await world.someone('Morgan Madeup', 'Channel coordinator'),
  chair: await world.someone('Frances Fictive', 'panel chair'),
  deputy: await world.someone('Desmond Dreamt', ['panel chair', 'panel member']),
  officer: await world.someone('Ines Invented', ['police case officer', 'panel member'], 'police'),
  authoriser: await world.someone('Paul Pretend', 'section 36 officer', 'police'),
  senior: await world.someone('Sana Supposed', 'senior officer'),
  health: await world.someone('Noor Notional', ['panel member', 'partner contact'], 'health'),
  probation: await world.someone('Tomasz Thoughtup', 'panel member', 'charity'),
  youth: await world.someone('Yara Yarn', 'panel member', 'charity'),
  caf: await world.someone('Callum Concocted', 'panel member'),
  lead: await world.someone('Leila Legend', 'lead professional'),
  mentor: await world.someone('Ivo Imaginary', 'intervention provider', 'charity'),
  teacher: await world.someone('Ruth Rhetorical', 'partner contact', 'school'),
} satisfies Record<story.Cast, Someone>
const agencyOf: Record<story.Cast, AgencyKey> = {
  coordinator: 'council',
  chair: 'council',
  deputy: 'council',
  officer: 'police',
  authoriser: 'police',
  senior: 'council',
  health: 'health',
  probation: 'charity',
  youth: 'charity',
  caf: 'council',
  lead: 'council',
  mentor: 'charity',
  teacher: 'school',
}

// Everybody from whom the case must be hidden at every step: of the right role but not let in, and of other zones.
const outsiders = {
  'a panel member of no panel': await world.someone('Olive Outside', ['panel member', 'panel chair'], 'health'),
  'a lead professional of other cases': await world.someone(
    'Oscar Outside',
    ['lead professional', 'intervention provider'],
    'charity',
  ),
  'a community worker': await world.someone('Cora Conjured', 'cohesion worker'),
  'an administrator': await world.someone('Adi Abstract', 'administrator'),
}

const hash = (use: string, value: string) => keyedHash(world.town.keys, use, value)
const ok = ({ status, body }: ApiAnswer, what: string) => assert.equal(status, 200, `${what}: ${JSON.stringify(body)}`)

const tell: story.Teller<story.Cast> = {
  async act(who, command, about, answers) {
    world.time.now = new Date(world.time.now.getTime() + 60_000)
    const answer = await cast[who].does(command, { about, answers, key: newId() })
    ok(answer, `${command} by ${who}`)
    return { ...answer.body.fact, ...answer.body.shownOnce }
  },
  async see(who, query, about) {
    const answer = await cast[who].asks(query, about)
    ok(answer, `${query} by ${who}`)
    return answer.body
  },
  idOf: (who) => cast[who].id,
  agencyOf: (who) => world.agencyId[agencyOf[who]],
  today: () => today(world.time.now),
  wait(days) {
    world.time.now = new Date(world.time.now.getTime() + days * dayMs)
  },
  async reply(enquiryId, answers) {
    const [link] = await world.sql<{ id: string }>('select id from casework.enquiry_link where enquiry_id = $1', [
      enquiryId,
    ])
    const token = tokenOf(hash, link!.id)
    await anybody('enquiries.send-code', { token }, {})
    const { body } = await anybody('enquiries.confirm-code', { token }, { code: codeOf(hash, link!.id, 1) })
    const answer = await anybody('enquiries.reply', { token }, answers, body.shownOnce.token)
    ok(answer, 'enquiries.reply')
  },
}

async function anybody(command: string, about: object, answers: object, bearer?: string): Promise<ApiAnswer> {
  const answer = await world.app.inject({
    method: 'POST',
    url: `/api/v1/${command}`,
    payload: { about, answers },
    headers: bearer ? { authorization: `Bearer ${bearer}` } : {},
  })
  return { status: answer.statusCode, body: answer.json() }
}

/** The ids that addresses may name, with the tables they come from. */
const places: Record<string, string> = {
  caseId: 'select id from casework.case',
  itemId: 'select id from casework.panel_item',
  meetingId: 'select id from casework.meeting',
  panelId: 'select panel_id as id from casework.terms_of_reference',
  seatId: 'select id from casework.panel_seat',
  enquiryId: 'select id from casework.enquiry',
  actionId: 'select id from casework.plan_action union select id from casework.panel_action',
}
let asked = 0
const atOnce = 8

/** What each outsider got for what does not exist, by address: asked once. */
const absences = new Map<string, { status: number; text: string }>()

/** For each outsider, each page, query and command of casework: what is there and what is not get the same answer. */
async function hiddenIsAbsent(step: string) {
  const ids = Object.fromEntries(
    await Promise.all(
      Object.entries(places).map(
        async ([name, text]) => [name, (await world.sql<{ id: string }>(text)).map(({ id }) => id)] as const,
      ),
    ),
  )
  const todo = Object.entries(outsiders).flatMap(([called, outsider]) =>
    addresses(ids).map((address) => ({ called, outsider, ...address })),
  )
  asked += todo.length
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = todo.pop(); next; next = todo.pop()) {
        const { called, outsider, what, there, absent } = next
        const key = `${called} ${what}`
        if (!absences.has(key)) absences.set(key, await there(outsider, absent))
        const real = await there(outsider)
        assert.deepEqual(real, absences.get(key), `after ${step}, ${called}: ${what}`)
        assert.ok(real.status === 403 || real.status === 404, `after ${step}, ${called}: ${what} gave ${real.status}`)
      }
    }),
  )
}

interface Address {
  what: string
  absent: Record<string, string>
  there(outsider: Someone, about?: Record<string, string>): Promise<{ status: number; text: string }>
}

function addresses(ids: Record<string, string[]>): Address[] {
  const casework = modules.filter(({ name }) =>
    ['desk', 'cases', 'people', 'referrals', 'enquiries', 'panel', 'support'].includes(name),
  )
  const pages = casework
    .flatMap(({ routes }) => routes.map(({ path }) => path))
    .flatMap((path) =>
      named(
        ids,
        [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!),
      ).map((about) => ({
        what: path,
        ...both(about, (outsider, used) => outsider.opens(path.replace(/:(\w+)/g, (_, name: string) => used[name]!))),
      })),
    )
  const queries = queriesOf(casework).flatMap((query) =>
    named(ids, namesIn(query.about.shape)).map((about) => ({
      what: query.name,
      ...both(about, async (outsider, used) => flat(await outsider.asks(query.name, used))),
    })),
  )
  const commands = commandsOf(casework).flatMap((command) =>
    named(ids, namesIn(command.knows.about.shape)).map((about) => ({
      what: command.name,
      ...both(about, async (outsider, used) => flat(await outsider.does(command.name, { about: used, answers: {} }))),
    })),
  )
  return [...pages, ...queries, ...commands]
}

const namesIn = (shape: Record<string, { safeParse(value: unknown): { success: boolean } }>) =>
  Object.keys(shape).filter((name) => !shape[name]!.safeParse(undefined).success)
const flat = ({ status, body }: ApiAnswer) => ({ status, text: JSON.stringify(body) })

function both(
  about: Record<string, string>,
  open: (outsider: Someone, about: Record<string, string>) => Promise<{ status: number; text: string }>,
) {
  const absent = Object.fromEntries(Object.keys(about).map((name) => [name, newId()]))
  return {
    absent,
    async there(outsider: Someone, used = about) {
      const { status, text } = await open(outsider, used)
      return {
        status,
        text: text
          .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'an id')
          .replace(/nonce="[^"]*"/g, '')
          .replace(/value="[^"]{30,}"/g, ''),
      }
    },
  }
}

/** One address for each place with an id in it that exists now; none where it has no id, or none exists yet. */
function named(ids: Record<string, string[]>, names: string[]): Record<string, string>[] {
  if (!names.length || !names.every((name) => ids[name]?.length)) return []
  const most = Math.max(...names.map((name) => ids[name]!.length))
  return Array.from({ length: most }, (_, n) =>
    Object.fromEntries(names.map((name) => [name, ids[name]![n % ids[name]!.length]!])),
  )
}

const stageOf = async (caseId: string) =>
  (await world.sql<{ stage: string }>('select stage from casework.case_state where case_id = $1', [caseId]))[0]!.stage

test('one concern goes the whole road by API alone, and at every step it is hidden from those outside', async () => {
  const panelId = await story.seatThePanel(tell, ['officer', 'health'])
  const progress: story.Progress = await story.refer(tell, {
    given: 'Toni',
    family: 'Hyphen',
    born: '2012-02-26',
    sector: 'Education',
    concern: 'No ideology identified',
    worry: 'Spoke of leaving the country.',
  })
  const at = async (stage: string) => {
    assert.equal(await stageOf(progress.caseId), stage)
    await hiddenIsAbsent(stage)
  }
  await at('referral received')
  await story.match(tell, progress)
  await at('with the police')
  await story.passTheGateway(tell, progress)
  const enquiryId = await story.askAPartner(tell, progress)
  await at('asking partners')
  await story.replyAndRelease(tell, enquiryId)
  await story.decideSection36(tell, progress)
  await at('ready for the panel')
  const meetingId = await story.callMeeting(tell, panelId, 10)
  await story.listCase(tell, progress, meetingId)
  await at('on the agenda')
  tell.wait(10)
  await story.openMeeting(tell, meetingId, ['chair', 'officer', 'health'])
  await story.decideAtThePanel(tell, progress)
  await story.closeMeeting(tell, meetingId)
  await at('asking for consent')
  await story.askForConsent(tell, progress)
  tell.wait(2)
  await story.giveConsent(tell, progress)
  await at('planning support')
  await story.planSupport(tell, progress)
  await at('being supported')
  await story.deliverSessions(tell, progress)
  await story.reviewPlan(tell, progress)
  await story.exitSupport(tell, progress)
  const exitedOn = tell.today()
  await at('after exit')
  await story.reviewAfterwards(tell, progress, 6, exitedOn)
  await at('after exit')
  await story.reviewAfterwards(tell, progress, 12, exitedOn)
  await at('finished')
})

test('the sweep really asked: pages, queries and commands, at every stage, by each outsider', () => {
  assert.ok(asked > 1500, `only ${asked} were asked`)
  console.log(`hidden = absent: ${asked} addresses asked twice`)
})

test('who was let in at one step is out again after it', async () => {
  const [{ id: caseId } = { id: '' }] = await world.sql<{ id: string }>('select id from casework.case')
  const standing = await world.sql<{ why: string }>(
    'select why from casework.case_grant where case_id = $1 and ended_at is null order by why',
    [caseId],
  )
  assert.deepEqual(
    standing.map(({ why }) => why),
    ['gateway'],
  )
  for (const who of ['authoriser', 'health', 'chair', 'deputy', 'lead', 'mentor'] as const) {
    assert.equal((await cast[who].asks('cases.banner', { caseId })).status, 404, who)
  }
})

test('the chronology tells the whole road', async () => {
  const [{ id: caseId } = { id: '' }] = await world.sql<{ id: string }>('select id from casework.case')
  const { lines } = await tell.see('coordinator', 'cases.chronology', { caseId })
  const told = lines.map(({ what }: { what: string }) => what).reverse()
  assert.ok(told[0].startsWith('Referral received'), told[0])
  for (const word of [
    'matched',
    'Gateway',
    'Section 36',
    'Panel decided',
    'Consent given',
    'Support planned',
    'Session',
    'exited',
  ]) {
    assert.ok(
      told.some((line: string) => line.toLowerCase().includes(word.toLowerCase())),
      `${word}: ${told.join(' | ')}`,
    )
  }
})
