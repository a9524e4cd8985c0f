import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, addMonths, showDay } from '../../platform/pure/days.ts'
import { newId } from '../../platform/road.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import { letIn, seedAdopted, seedAssessed } from '../../../test/seed-case.ts'
import { openWorld, type Someone, type World } from '../../../test/world.ts'
import { tellConsentEnded } from './jobs.ts'

let world: World
let ann: Someone, lee: Someone, mina: Someone, chris: Someone, pat: Someone, olive: Someone, seth: Someone
const start = new Date()
const day = (days: number) => addDays(start.toISOString().slice(0, 10), days)

before(async () => {
  world = await openWorld()
  ann = await world.someone('Ann', 'Channel coordinator')
  lee = await world.someone('Lee', 'lead professional', 'school')
  mina = await world.someone('Mina', 'intervention provider', 'charity')
  chris = await world.someone('Chris', 'panel chair')
  pat = await world.someone('Pat', 'police case officer', 'police')
  olive = await world.someone('Olive', ['lead professional', 'panel chair', 'intervention provider'], 'health')
  seth = await world.someone('Seth', 'section 36 officer')
})
after(() => world.close())

const dated = (name: string, on: string) => {
  const [year, month, dayOfMonth] = on.split('-') as [string, string, string]
  return { [`${name}-day`]: dayOfMonth, [`${name}-month`]: month, [`${name}-year`]: year }
}
const aCase = (more: Partial<Parameters<typeof seedAdopted>[1]> = {}) =>
  seedAdopted(world, { chairId: chris.id, ...more })
const stageOf = async (caseId: string) => (await ann.asks('cases.banner', { caseId })).body.stage
const tasksOf = async (caseId: string) =>
  (
    await world.sql<{ what: string; due_on: string }>(
      'select what, due_on::text from casework.task where case_id = $1 order by due_on, what',
      [caseId],
    )
  ).map(({ what, due_on }) => `${what}: ${due_on}`)
const grantsOf = (caseId: string, why: string) =>
  world.sql<{ staff_id: string; ended_why: string | null }>(
    'select staff_id, ended_why from casework.case_grant where case_id = $1 and why = $2 order by id',
    [caseId, why],
  )
const ok = (answer: { status: number; body: unknown }) => assert.equal(answer.status, 200, JSON.stringify(answer.body))

const planToAsk = {
  ofWhom: 'parent or guardian',
  parentRisk: false,
  name: 'Robin Sample',
  how: 'in person',
  askOn: day(-20),
  byWhom: '',
}
const agreed = {
  answer: 'given',
  whoMay: 'parent or guardian',
  name: 'Robin Sample',
  evidence: 'named on the birth certificate',
  ownView: 'Sam wants to try it',
  how: 'in person',
  answeredOn: day(-18),
  words: 'Agreed after reading the sheet',
}
const aNeed = (provider: string, more: object = {}) => ({
  need: 'Somebody to talk to',
  answer: 'action',
  nature: 'mentoring',
  provider,
  how: 'An hour each week at school',
  startsOn: day(-15),
  sessions: 2,
  restsOnConsent: true,
  ...more,
})

/** Lee leads, consent was given, and Mina provides two sessions that rest on it. */
async function inSupport({ actions }: { actions?: object[] } = {}) {
  const { caseId } = await aCase()
  const about = { caseId }
  ok(await ann.does('support.name-lead-professional', { about, answers: { leadId: lee.id } }))
  ok(await lee.does('support.plan-consent', { about, answers: { ...planToAsk, byWhom: lee.id } }))
  ok(await lee.does('support.record-consent', { about, answers: agreed }))
  ok(
    await lee.does('support.write-plan', {
      about,
      answers: { needs: actions ?? [aNeed(mina.id)], asked: true, input: 'A job with horses' },
    }),
  )
  const { body } = await lee.asks('support.plan', about)
  return {
    caseId,
    about,
    actions: body.plans[0].actions as { id: string; restsOnConsent: boolean; endedWhy: string | null }[],
  }
}

test('from adoption to the 12-month review, by page, each step when the one before is done', async () => {
  const { caseId } = await aCase()
  const at = (path: string) => `/cases/${caseId}${path}`
  const tab = await ann.opens(at('/plan'))
  assert.equal(tab.status, 200)
  assert.match(tab.text, /Record consent<\/b>: not now. Plan first how, when and by whom consent is asked/)
  assert.equal((await lee.opens(at('/plan'))).status, 404)

  const named = await ann.sends(at('/lead'), { leadId: lee.id })
  assert.equal(named.location, at('/plan'), named.text)
  assert.match((await ann.opens(at('/plan'))).text, /The lead professional was named/)
  const asked = await lee.sends(at('/consent/plan'), {
    ofWhom: 'parent or guardian',
    parentRisk: 'no',
    name: 'Robin Sample',
    how: 'in person',
    ...dated('askOn', day(-20)),
    byWhom: lee.id,
  })
  assert.equal(asked.status, 303, asked.text)
  assert.deepEqual(await tasksOf(caseId), [`Ask for consent: ${day(-20)}`])
  const { parentRisk: _, ...fields } = { parentRisk: 0, ...agreed }
  const consent = await lee.sends(at('/consent'), {
    ...fields,
    ...dated('answeredOn', agreed.answeredOn),
    answeredOn: '',
  })
  assert.equal(consent.status, 303, consent.text)
  assert.equal(await stageOf(caseId), 'planning support')

  assert.equal((await mina.opens(at('/plan'))).status, 404, 'no plan, no need to know')
  const plan = await lee.sends(at('/plan/new'), {
    'needs-0-need': 'Somebody to talk to',
    'needs-0-answer': 'action',
    'needs-0-nature': 'mentoring',
    'needs-0-provider': mina.id,
    'needs-0-how': 'An hour each week',
    'needs-0-sessions': '2',
    'needs-0-restsOnConsent': 'yes',
    ...dated('needs-0-startsOn', day(-15)),
    'needs-1-need': 'A place to live',
    'needs-1-answer': 'reason',
    'needs-1-reason': 'Lives with an aunt now',
    asked: 'no',
    noInput: 'Away this week; will be asked at the first session',
  })
  assert.equal(plan.status, 303, plan.text)
  assert.equal(await stageOf(caseId), 'being supported')
  const shown = (await mina.opens(at('/plan'))).text
  assert.match(shown, /0 of 2 sessions delivered/)
  const work = await mina.opens('/work')
  assert.match(work.text, /Support that you give/)
  assert.ok(work.text.includes(`href="${at('/actions/')}`), 'leads to where sessions are recorded')
  assert.match(shown, /Lives with an aunt now/)
  assert.doesNotMatch(shown, /Record the exit/)

  const [action] = (await mina.asks('support.plan', { caseId })).body.plans[0].actions
  const here = at(`/actions/${action.id}`)
  const session = await mina.sends(`${here}/session`, {
    ...dated('heldOn', day(-14)),
    attended: 'yes',
    done: 'Walked and talked',
  })
  assert.equal(session.location, here, session.text)
  await mina.sends(`${here}/session`, {
    ...dated('heldOn', day(-7)),
    attended: 'no',
    done: 'Did not come; rang the aunt',
  })
  assert.match((await lee.opens(here)).text, /1 of 2 sessions delivered, 1 not attended/)

  const review = await ann.sends(at('/review'), {
    ...dated('reviewedOn', day(-2)),
    'contributions-0-who': 'Testham School',
    'contributions-0-said': 'Calmer in class',
    outcome: 'continue',
    words: 'It goes well',
    ...dated('nextOn', day(26)),
  })
  assert.equal(review.status, 303, review.text)
  assert.ok((await tasksOf(caseId)).includes(`Review the plan at the panel: ${day(26)}`))

  const leaving = {
    reason: 'concern reduced',
    ...dated('exitedOn', day(0)),
    words: 'Nothing is left',
    'views-0-who': 'Testham School',
    'views-0-view': 'Agrees',
  }
  const early = await ann.sends(at('/exit'), leaving)
  assert.equal(early.status, 409)
  assert.match(early.text, /Mentoring by Mina: 1 of 2 sessions delivered, and no reason recorded/)
  assert.match(early.text, /Nothing is left/, 'what was typed is kept')
  const unexplained = await lee.sends(`${here}/end`, { why: 'not needed', words: 'Has a place at the stables' })
  assert.equal(unexplained.status, 422)
  assert.match(unexplained.text, /Enter why 1 of 2 sessions were delivered/)
  assert.equal(
    (await lee.sends(`${here}/end`, { why: 'not needed', words: 'Has a place', whyFewer: 'One was missed' })).status,
    303,
  )
  assert.equal((await mina.opens(at('/plan'))).status, 404, 'the need ended')
  assert.match((await ann.sends(at('/exit'), leaving)).text, /the person was not assessed at the exit/)
  await seedAssessed(world, caseId, { by: lee.id })
  assert.equal((await ann.sends(at('/exit'), leaving)).status, 303)
  assert.equal(await stageOf(caseId), 'after exit')
  assert.equal((await lee.opens(at('/plan'))).status, 404, 'the lead ended with the exit')
  assert.equal((await grantsOf(caseId, 'lead professional'))[0]!.ended_why, 'exit')
  const [sixth, twelfth] = [addMonths(day(0), 6), addMonths(day(0), 12)]
  assert.deepEqual(await tasksOf(caseId), [
    `Carry out the 6-month review: ${sixth}`,
    `Carry out the 12-month review: ${twelfth}`,
  ])

  const afterwards = (kind: string, on: string) => ({
    kind,
    ...dated('reviewedOn', on),
    evidence: 'School and family see nothing new',
    outcome: 'no concern',
  })
  const future = await ann.sends(at('/afterwards'), afterwards('6-month review', sixth))
  assert.equal(future.status, 422, 'not in the future')
  world.time.now = new Date(`${sixth}T10:00:00Z`)
  const order = await ann.sends(at('/afterwards'), afterwards('12-month review', sixth))
  assert.equal(order.status, 409)
  assert.match(order.text, /6-month review first/)
  assert.equal((await ann.sends(at('/afterwards'), afterwards('6-month review', sixth))).status, 303)
  const soon = await ann.sends(at('/afterwards'), afterwards('12-month review', sixth))
  assert.equal(soon.status, 422)
  assert.match(soon.text, /more than a month early/)
  assert.deepEqual(
    await tasksOf(caseId),
    [`Carry out the 12-month review: ${twelfth}`],
    'it stays due until it is done',
  )
  world.time.now = new Date(`${twelfth}T10:00:00Z`)
  assert.equal((await ann.sends(at('/afterwards'), afterwards('12-month review', twelfth))).status, 303)
  assert.deepEqual([await stageOf(caseId), await tasksOf(caseId)], ['finished', []])
  world.time.now = start
  assert.match((await ann.opens(at('/plan'))).text, /no review is due/i)
})

test('a refusal is told to the chair and the police and diarises the further assessment', async () => {
  const { caseId } = await aCase({ born: '1990-01-01' })
  const about = { caseId }
  const ask = { ...planToAsk, ofWhom: 'the person', parentRisk: undefined, byWhom: ann.id }
  ok(await ann.does('support.plan-consent', { about, answers: ask }))
  assert.equal((await chris.asks('support.plan', about)).status, 404)
  const no = { ...agreed, answer: 'refused', whoMay: 'adult', ownView: undefined, words: 'Wants nothing to do with it' }
  ok(await ann.does('support.record-consent', { about, answers: no }))
  assert.equal(await stageOf(caseId), 'consent refused')
  assert.deepEqual(await tasksOf(caseId), [`Carry out the further assessment: ${addMonths(day(0), 3)}`])
  assert.equal((await chris.asks('support.plan', about)).status, 200, 'the chair may read why')
  assert.equal((await pat.asks('support.plan', about)).status, 200, 'and so may the police of the home')
  const written = await ann.does('support.write-plan', {
    about,
    answers: { needs: [aNeed(mina.id)], asked: true, input: 'x' },
  })
  assert.deepEqual([written.status, written.body.problems[0].at], [422, 'needs-0-restsOnConsent'])

  world.time.now = new Date(`${addMonths(day(0), 3)}T10:00:00Z`)
  const found = {
    kind: 'further assessment',
    reviewedOn: addMonths(day(0), 3),
    evidence: 'New posts seen by the school',
    outcome: 'concern found',
  }
  ok(await ann.does('support.record-afterwards', { about, answers: found }))
  assert.equal(await stageOf(caseId), 'ready for the panel')
  world.time.now = start
})

test('a withdrawal ends what rests on consent at once, and nothing else', async () => {
  const { caseId, about, actions } = await inSupport({
    actions: [
      aNeed(mina.id),
      aNeed(olive.id, { need: 'School', nature: 'education', restsOnConsent: false, sessions: 0 }),
    ],
  })
  const resting = actions.find(({ restsOnConsent }) => restsOnConsent)!
  const page = `/cases/${caseId}/actions/${resting.id}`
  assert.equal((await mina.opens(page)).status, 200)
  ok(
    await mina.does('support.record-session', {
      about: { caseId, actionId: resting.id },
      answers: { heldOn: day(-10), attended: true, done: 'Met' },
    }),
  )
  const key = newId()
  const withdrawn = {
    ...agreed,
    answer: 'withdrawn',
    whoMay: 'young person',
    ownView: undefined,
    answeredOn: day(0),
    words: 'Sam has had enough',
  }
  ok(await lee.does('support.record-consent', { about, answers: withdrawn, key }))
  assert.equal((await lee.does('support.record-consent', { about, answers: withdrawn, key })).body.repeated, true)

  assert.equal((await mina.opens(page)).status, 404)
  assert.equal((await mina.opens(`${page}/session`)).status, 404)
  assert.equal((await mina.asks('support.action', { caseId, actionId: resting.id })).status, 404)
  const late = await mina.does('support.record-session', {
    about: { caseId, actionId: resting.id },
    answers: { heldOn: day(0), attended: true, done: 'x' },
  })
  assert.equal(late.status, 404)
  assert.equal((await olive.opens(`/cases/${caseId}/plan`)).status, 200, 'a statutory service goes on')
  const { body } = await lee.asks('support.plan', about)
  assert.deepEqual(
    body.plans[0].actions.map((each: { endedWhy: string | null }) => each.endedWhy),
    ['consent withdrawn', null],
  )
  assert.equal(body.plans[0].endedAt, null)
  assert.equal(body.answers.length, 2)
  assert.equal(await stageOf(caseId), 'consent withdrawn')
  assert.deepEqual(await tasksOf(caseId), [`Carry out the further assessment: ${addMonths(day(0), 3)}`])
  assert.match((await lee.opens(`/cases/${caseId}/plan`)).text, /1 of 2 sessions delivered/)
})

test('the chair, the police and the lead professional are told the same day, by a link and nothing personal', async () => {
  const { caseId, about } = await inSupport()
  ok(
    await lee.does('support.record-consent', {
      about,
      answers: { ...agreed, answer: 'withdrawn', answeredOn: day(0) },
    }),
  )
  const { body } = await lee.asks('support.plan', about)
  assert.notEqual(body.plans[0].endedAt, null, 'nothing else stands in the plan')
  const answerId = body.answers.at(-1).id
  const jobs = async () =>
    (
      await world.sql<{ payload: { staffId?: string } }>(
        "select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'tell-consent-ended' and j.payload ->> 'caseId' = $1",
        [caseId],
      )
    ).map(({ payload }) => payload)
  assert.deepEqual(await jobs(), [{ caseId, answerId }])
  const sent: Mail[] = []
  const tell = tellConsentEnded(world.town, { send: async (mail) => void sent.push(mail), close: () => {} })
  const help = { log: { info() {}, error() {} } }
  for (let twice = 0; twice < 2; twice++) await tell({ caseId, answerId }, help)
  assert.deepEqual(sent, [], 'each is told by a job of their own')
  const each = (await jobs()).filter(({ staffId }) => staffId)
  assert.equal(each.length, 3)
  for (let twice = 0; twice < 2; twice++) for (const one of each) await tell(one, help)
  const emails = await world.sql<{ email: string }>('select email from organisation.staff where id = any($1)', [
    [chris.id, pat.id, lee.id],
  ])
  const inOrder = (all: string[]) => all.sort((one, other) => one.localeCompare(other))
  assert.deepEqual(inOrder([...new Set(sent.map(({ to }) => String(to)))]), inOrder(emails.map(({ email }) => email)))
  assert.equal(new Set(sent.map(({ messageId }) => messageId)).size, 3, 'a repeat is the same mail')
  for (const { text, subject } of sent) {
    assert.match(text, new RegExp(`http://127.0.0.1:3000/cases/${caseId}/plan`))
    assert.doesNotMatch([text, subject].join(' '), /Sam|Sample|Robin|consent|withdrawn/i)
  }
})

test('consent given twice, and a withdrawal of what was never given, are refused in a sentence', async () => {
  const { about } = await inSupport()
  const twice = await lee.does('support.record-consent', { about, answers: agreed })
  assert.equal(twice.status, 409)
  assert.match(twice.body.message, /^Consent was given already and stands until .*\.$/)
  const { caseId } = await aCase()
  ok(await ann.does('support.plan-consent', { about: { caseId }, answers: { ...planToAsk, byWhom: ann.id } }))
  const never = await ann.does('support.record-consent', {
    about: { caseId },
    answers: { ...agreed, answer: 'withdrawn' },
  })
  assert.deepEqual([never.status, never.body.error], [409, 'refused'])
})

test('a new lead professional replaces the one before, who no longer sees the case', async () => {
  const { caseId } = await aCase()
  ok(await ann.does('support.name-lead-professional', { about: { caseId }, answers: { leadId: lee.id } }))
  assert.equal((await lee.opens(`/cases/${caseId}/plan`)).status, 200)
  ok(await ann.does('support.name-lead-professional', { about: { caseId }, answers: { leadId: olive.id } }))
  assert.equal((await lee.opens(`/cases/${caseId}/plan`)).status, 404)
  assert.equal((await olive.opens(`/cases/${caseId}/plan`)).status, 200)
  assert.deepEqual(
    (await grantsOf(caseId, 'lead professional')).map(({ ended_why }) => ended_why),
    ['replaced', null],
  )
  const ledger = await world.sql<{ to_whom: string }>(
    'select to_whom from trust.disclosure where case_id = $1 order by id',
    [caseId],
  )
  assert.deepEqual(
    ledger.map(({ to_whom }) => to_whom),
    ['Lee, Testham School', 'Olive, Testham NHS Trust'],
  )
})

test('a lead who also provides support keeps the sight of a provider when somebody else leads', async () => {
  const { caseId, about } = await inSupport({ actions: [aNeed(lee.id)] })
  ok(await ann.does('support.name-lead-professional', { about, answers: { leadId: olive.id } }))
  assert.equal((await lee.opens(`/cases/${caseId}/plan`)).status, 200)
  const refused = await lee.does('support.record-consent', { about, answers: { ...agreed, answer: 'withdrawn' } })
  assert.equal(refused.status, 403, 'and no more than that')
})

test('somebody with a declared conflict is not offered', async () => {
  const { caseId } = await aCase()
  const [item] = await world.sql<{ id: string }>('select id from casework.panel_item where case_id = $1', [caseId])
  await world.sql(
    "insert into casework.recusal (id, item_id, case_id, staff_id, kind, sealed, declared_at) values ($1, $2, $3, $4, 'conflict', 'x', now())",
    [newId(), item!.id, caseId, olive.id],
  )
  const answer = await ann.does('support.name-lead-professional', { about: { caseId }, answers: { leadId: olive.id } })
  assert.deepEqual([answer.status, answer.body.problems[0].at], [422, 'leadId'])
})

test('consent that ran out stands no more, until it is asked for and given again', async () => {
  const { about, caseId } = await inSupport()
  world.time.now = new Date(`${addDays(addMonths(day(-18), 12), 1)}T10:00:00Z`)
  const today = world.time.now.toISOString().slice(0, 10)
  assert.equal((await ann.asks('cases.banner', about)).body.consent, 'run out')
  const {
    need: _need,
    answer: _answer,
    ...action
  } = aNeed(mina.id, { needId: 'new', newNeed: 'Sleep', startsOn: today })
  const refused = await ann.does('support.add-action', { about, answers: action })
  assert.match(refused.body.problems[0].message, /because it rests on consent and consent ran out on/)
  ok(
    await ann.does('support.plan-consent', {
      about,
      answers: { ...planToAsk, ofWhom: 'the person', parentRisk: undefined, askOn: today, byWhom: ann.id },
    }),
  )
  assert.ok((await tasksOf(caseId)).includes(`Ask for consent: ${today}`))
  const again = { ...agreed, whoMay: 'adult', ownView: undefined, answeredOn: today }
  ok(await ann.does('support.record-consent', { about, answers: again }))
  ok(await ann.does('support.add-action', { about, answers: action }))
  world.time.now = start
})

test('a parent believed to be a source of risk is asked only after a recorded decision with social care', async () => {
  const { caseId } = await aCase()
  const ask = { ...planToAsk, parentRisk: true, byWhom: ann.id }
  const answer = await ann.does('support.plan-consent', { about: { caseId }, answers: ask })
  assert.deepEqual([answer.status, answer.body.problems[0].at], [422, 'socialCareDecision'])
  ok(
    await ann.does('support.plan-consent', {
      about: { caseId },
      answers: { ...ask, socialCareDecision: 'The other parent is asked, see the strategy meeting' },
    }),
  )
})

test('an action can be added, and a provider records sessions of their own actions alone', async () => {
  const { caseId, about, actions } = await inSupport()
  const added = { ...aNeed(olive.id), needId: 'new', newNeed: 'Sleep', nature: 'health awareness' }
  const { need: _need, answer: _answer, ...answers } = added
  ok(await lee.does('support.add-action', { about, answers }))
  const { body } = await lee.asks('support.plan', about)
  const other = body.plans[0].actions.find((each: { providerId: string }) => each.providerId === olive.id)
  assert.equal(other.need, 'Sleep')
  const session = { heldOn: day(-5), attended: true, done: 'Met' }
  assert.equal(
    (await mina.does('support.record-session', { about: { caseId, actionId: other.id }, answers: session })).status,
    403,
  )
  assert.equal(
    (
      await mina.does('support.end-action', {
        about: { caseId, actionId: actions[0]!.id },
        answers: { why: 'given', words: 'x' },
      })
    ).status,
    403,
  )
  assert.equal(
    (await olive.does('support.record-session', { about: { caseId, actionId: other.id }, answers: session })).status,
    200,
  )
  assert.doesNotMatch((await mina.opens(`/cases/${caseId}/actions/${other.id}`)).text, /Record a session/)
  const elsewhere = await aCase()
  const absent = await mina.does('support.record-session', {
    about: { caseId: elsewhere.caseId, actionId: actions[0]!.id },
    answers: session,
  })
  assert.equal(absent.status, 404, 'an action is found in its own case alone')
})

test('a plan starts from the needs that were found, and what it leaves unanswered is warned of until it has an action or a reason', async () => {
  const { caseId } = await aCase()
  const about = { caseId }
  const { needId } = await seedAssessed(world, caseId, { by: ann.id, occasion: 'review', need: 'Quiet at night' })
  ok(await ann.does('support.name-lead-professional', { about, answers: { leadId: lee.id } }))
  ok(await lee.does('support.plan-consent', { about, answers: { ...planToAsk, byWhom: lee.id } }))
  ok(await lee.does('support.record-consent', { about, answers: agreed }))
  const page = `/cases/${caseId}/plan`
  assert.match((await lee.opens(page)).text, /found needs that no plan answers yet/)
  assert.match((await lee.opens(`${page}/new`)).text, /<textarea[^>]*>Quiet at night/)
  const plan = (found: string) => ({ needs: [aNeed(mina.id, { found })], asked: true, input: 'Sleep' })
  const odd = await lee.does('support.write-plan', { about, answers: plan(newId()) })
  assert.deepEqual([odd.status, odd.body.problems[0].at], [422, 'needs-0-need'])
  ok(await lee.does('support.write-plan', { about, answers: { ...plan(needId), needs: [aNeed(mina.id)] } }))
  assert.match((await lee.opens(page)).text, /The plan does not answer everything/)
  const reason = { needId, reason: 'The family has moved to a quiet street' }
  assert.equal((await mina.does('support.give-reason', { about, answers: reason })).status, 403)
  assert.equal((await lee.sends(`${page}/reason`, reason)).location, page)
  const answered = await lee.opens(page)
  assert.match(answered.text, /The family has moved to a quiet street/)
  assert.doesNotMatch(answered.text, /does not answer everything/)
  assert.equal((await lee.does('support.give-reason', { about, answers: reason })).status, 422)
  const next = await seedAssessed(world, caseId, { by: ann.id, occasion: 'review', need: 'A place to paint' })
  const action = { ...aNeed(mina.id), needId: next.needId, need: undefined, answer: undefined }
  ok(await lee.does('support.add-action', { about, answers: action }))
  assert.doesNotMatch((await lee.opens(page)).text, /does not answer everything/)
})

test('the panel withdraws support: the plan ends, and the further assessment is due', async () => {
  const { caseId, about } = await inSupport()
  const review = {
    reviewedOn: day(0),
    contributions: [{ who: 'Police', said: 'No progress' }],
    outcome: 'withdraw support',
    words: 'It does not help',
  }
  const byLead = await lee.does('support.review-plan', { about, answers: review })
  assert.match(byLead.body.message, /for the panel/)
  ok(await ann.does('support.review-plan', { about, answers: review }))
  assert.equal(await stageOf(caseId), 'support withdrawn')
  assert.equal((await mina.opens(`/cases/${caseId}/plan`)).status, 404)
  assert.deepEqual(await tasksOf(caseId), [`Carry out the further assessment: ${addMonths(day(0), 3)}`])
})

test('with work left open only the chair records an exit, with a reason', async () => {
  const { caseId, about, actions } = await inSupport()
  const leaving = {
    reason: 'moved abroad or cannot be found',
    exitedOn: day(0),
    words: 'Gone',
    views: [{ who: 'Police', view: 'Agrees' }],
  }
  await letIn(world, caseId, chris.id, 'pack')
  assert.equal((await chris.does('support.record-exit', { about, answers: leaving })).status, 409)
  const byAnn = await ann.does('support.record-exit', { about, answers: { ...leaving, chairsReason: 'because' } })
  assert.deepEqual([byAnn.status, byAnn.body.problems[0].at], [422, 'chairsReason'])
  ok(
    await chris.does('support.record-exit', {
      about,
      answers: { ...leaving, chairsReason: 'Nobody is left to support' },
    }),
  )
  const { body } = await ann.asks('support.action', { caseId, actionId: actions[0]!.id })
  assert.equal(body.action.endedWhy, 'exit')
  assert.match((await ann.opens(`/cases/${caseId}/plan`)).text, /Nobody is left to support/)
})

test('a case that was not adopted is looked at again after 6 and 12 months, and more time is possible', async () => {
  const { caseId } = await aCase({ outcome: 'not adopted' })
  const about = { caseId }
  assert.equal(await stageOf(caseId), 'after closing')
  const closedOn = day(-30)
  const look = async (kind: string, months: number, more: object = {}) => {
    const on = addMonths(closedOn, months)
    world.time.now = new Date(`${on}T10:00:00Z`)
    ok(
      await ann.does('support.record-afterwards', {
        about,
        answers: { kind, reviewedOn: on, evidence: 'Nothing new', outcome: 'no concern', ...more },
      }),
    )
  }
  await look('6-month review', 6)
  await look('12-month review', 12, { outcome: 'more time', nextOn: addMonths(closedOn, 18) })
  assert.deepEqual(await tasksOf(caseId), [`Carry out the later review: ${addMonths(closedOn, 18)}`])
  await look('later review', 18)
  assert.equal(await stageOf(caseId), 'finished')
  world.time.now = start
})

test('bad input comes back with what was typed, and nothing is saved', async () => {
  const { caseId } = await aCase()
  await ann.does('support.plan-consent', { about: { caseId }, answers: { ...planToAsk, byWhom: ann.id } })
  const typed = {
    answer: 'given',
    whoMay: 'adult',
    name: '‮ Ann-Marié 👩‍🚀',
    evidence: '<script>alert(1)</script>',
    how: 'in person',
    words: '=cmd()',
    'answeredOn-day': '31',
    'answeredOn-month': '2',
    'answeredOn-year': '2026',
  }
  const page = await ann.sends(`/cases/${caseId}/consent`, typed)
  assert.equal(page.status, 422)
  assert.match(page.text, /<title>Error: /)
  assert.match(page.text, /👩‍🚀/)
  assert.match(page.text, /&lt;script(>|&gt;)alert\(1\)/)
  assert.match(page.text, /value="31"/)
  const early = await ann.sends(`/cases/${caseId}/consent`, { ...typed, ...dated('answeredOn', day(-40)) })
  assert.match(early.text, new RegExp(`on or after ${showDay(day(-30))}`))
  const young = await ann.sends(`/cases/${caseId}/consent`, { ...typed, ...dated('answeredOn', day(-2)) })
  assert.match(young.text, /under 18 on that day: a parent or guardian/)
  assert.deepEqual(await world.sql('select id from casework.consent_answer where case_id = $1', [caseId]), [])
})

test('to whoever cannot see the case there is no such page, whatever they may do elsewhere', async () => {
  const { caseId, actions } = await inSupport()
  const absent = newId()
  const paths = (id: string) =>
    [
      '/plan',
      '/lead',
      '/consent/plan',
      '/consent',
      '/plan/new',
      '/plan/action',
      '/review',
      '/exit',
      '/afterwards',
      `/actions/${actions[0]!.id}`,
      `/actions/${actions[0]!.id}/session`,
      `/actions/${actions[0]!.id}/end`,
    ].map((path) => `/cases/${id}${path}`)
  const blank = (text: string, id: string) =>
    text
      .replaceAll(id, 'ID')
      .replace(/(value|nonce)="[^"]*"/g, '')
      .replace(/\d+(:\d\d)?[ap]m|midday|midnight/g, '')
  for (const [index, path] of paths(caseId).entries()) {
    const [here, nowhere] = [await olive.opens(path), await olive.opens(paths(absent)[index]!)]
    assert.deepEqual([here.status, nowhere.status], [404, 404], path)
    assert.equal(blank(here.text, caseId), blank(nowhere.text, absent))
  }
  const commands = {
    'support.name-lead-professional': { leadId: olive.id },
    'support.plan-consent': { ...planToAsk, byWhom: olive.id },
    'support.record-consent': agreed,
    'support.write-plan': { needs: [aNeed(mina.id)], asked: true, input: 'x' },
    'support.review-plan': {
      reviewedOn: day(0),
      contributions: [{ who: 'x', said: 'y' }],
      outcome: 'ready for exit',
      words: 'z',
    },
    'support.record-exit': { reason: 'died', exitedOn: day(0), words: 'x', views: [{ who: 'x', view: 'y' }] },
  }
  for (const [command, answers] of Object.entries(commands)) {
    assert.equal((await olive.does(command, { about: { caseId }, answers })).status, 404, command)
  }
})

test('who sees the case but has no part in its support does nothing to it', async () => {
  const { caseId, about } = await inSupport()
  await letIn(world, caseId, seth.id)
  await letIn(world, caseId, pat.id)
  assert.equal((await seth.opens(`/cases/${caseId}/plan`)).status, 200)
  assert.doesNotMatch((await seth.opens(`/cases/${caseId}/plan`)).text, /Record consent/)
  assert.equal((await seth.does('support.record-exit', { about, answers: {} })).status, 403)
  assert.equal((await pat.does('support.record-consent', { about, answers: agreed })).status, 403)
  assert.equal((await pat.does('support.write-plan', { about, answers: {} })).status, 403)
})
