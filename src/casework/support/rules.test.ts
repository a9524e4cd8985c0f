import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, addMonths } from '../../platform/pure/days.ts'
import type { Problems, Refusal } from '../../platform/pure/outcomes.ts'
import { checkAnswers } from '../../platform/pure/questions.ts'
import { recordAfterwards } from './afterwards-rules.ts'
import { leftOpen, recordExit } from './exit-rules.ts'
import type { ActionInSupport, PlannedAction, Support } from './known.ts'
import { nameLead } from './lead-rules.ts'
import { type Plan, planQuestions } from './plan-questions.ts'
import { addAction, endAction, recordSession, reviewPlan, writePlan } from './plan-rules.ts'
import type { Afterwards, Exit, PlanReview } from './review-questions.ts'

const action = (more: Partial<PlannedAction> = {}): PlannedAction => ({
  id: 'action',
  planId: 'plan',
  needId: 'need',
  need: 'Somebody to talk to',
  nature: 'mentoring',
  restsOnConsent: true,
  providerId: 'mina',
  provider: 'Mina Mentor',
  agency: 'Testham Mentors',
  how: 'weekly',
  startsOn: '2026-05-20',
  commissioned: 6,
  delivered: 2,
  missed: 1,
  endedOn: null,
  endedWhy: null,
  sessions: [],
  ...more,
})
const given = { answer: 'given', answeredOn: '2026-05-15', expiresOn: '2027-05-15', requestId: 'one' }
const known = (more: object = {}) =>
  ({
    caseId: 'case',
    today: '2026-06-01',
    adoptedOn: '2026-05-04',
    banner: { leadId: 'lee' },
    ended: null,
    requests: [{ id: 'one' }],
    answers: [given],
    plans: [],
    reviews: [],
    openReviews: [],
    openPanelActions: 0,
    assessed: { on: '2026-05-20', atExitOn: '2026-05-30', unmet: [] },
    ...more,
  }) as unknown as Support
const withPlan = (actions: PlannedAction[], more: object = {}) =>
  known({ plans: [{ id: 'plan', endedAt: null, needs: [{ id: 'need', need: 'x' }], actions }], ...more })
const about = (one: PlannedAction, more: object = {}): ActionInSupport => ({ ...withPlan([one], more), action: one })

const refusal = (outcome: { is: string }) => (
  assert.equal(outcome.is, 'refused', JSON.stringify(outcome)), (outcome as Refusal).sentence
)
const wrong = (outcome: { is: string }) => {
  assert.equal(outcome.is, 'problems', JSON.stringify(outcome))
  return (outcome as Problems).problems.map(({ at }) => at)
}

const need = (more: object = {}) => ({
  need: 'Somebody to talk to',
  answer: 'action' as const,
  nature: 'mentoring' as const,
  provider: 'mina',
  how: 'weekly',
  startsOn: '2026-06-08',
  sessions: 6,
  restsOnConsent: true,
  ...more,
})
const plan = (...needs: ReturnType<typeof need>[]): Plan => ({ needs, asked: true, input: 'a job' })
const write = (before: Support, answers: Plan) => writePlan(before, answers, { today: before.today })

test('a lead professional is named after adoption, and not the same one again', () => {
  assert.match(refusal(nameLead(known({ adoptedOn: null }), { leadId: 'ann' })), /once the panel has adopted/)
  assert.deepEqual(wrong(nameLead(known(), { leadId: 'lee' })), ['leadId'])
  assert.equal(nameLead(known(), { leadId: 'ann' }).is, 'lead professional named')
})

test('every need has an action with all that section 36(5) asks for, or a reason', () => {
  const checked = checkAnswers(planQuestions, { needs: [{ need: 'x' }], asked: false })
  assert.deepEqual(!checked.ok && checked.problems.map(({ at }) => at), ['needs-0-answer', 'noInput'])
  const half = checkAnswers(planQuestions, {
    needs: [
      { need: 'x', answer: 'action' },
      { need: 'y', answer: 'reason' },
    ],
    asked: true,
  })
  assert.deepEqual(!half.ok && half.problems.map(({ at }) => at), [
    'needs-0-nature',
    'needs-0-provider',
    'needs-0-how',
    'needs-0-startsOn',
    'needs-0-sessions',
    'needs-0-restsOnConsent',
    'needs-1-reason',
    'input',
  ])
})

test('a plan follows adoption and the plan to ask for consent, and one stands at a time', () => {
  assert.match(refusal(write(known({ adoptedOn: null }), plan(need()))), /once the panel has adopted/)
  assert.match(refusal(write(known({ requests: [] }), plan(need()))), /36\(5\)\(a\)/)
  assert.match(refusal(write(withPlan([action()]), plan(need()))), /A plan stands already/)
  assert.match(refusal(write(known(), plan(need({ answer: 'reason', reason: 'has it' })))), /at least one action/)
  assert.equal(write(known(), plan(need(), need({ answer: 'reason', reason: 'has it' }))).is, 'support planned')
})

test('without standing consent only what does not rest on it can be planned', () => {
  const states = [
    [],
    [{ ...given, answer: 'refused' }],
    [given, { ...given, answer: 'withdrawn' }],
    [{ ...given, expiresOn: '2026-05-31' }],
  ]
  for (const answers of states) {
    const before = known({ answers })
    assert.deepEqual(wrong(write(before, plan(need({ restsOnConsent: false }), need()))), ['needs-1-restsOnConsent'])
    assert.equal(write(before, plan(need({ restsOnConsent: false }))).is, 'support planned')
    assert.deepEqual(
      wrong(addAction(withPlan([], { answers }), { ...need(), needId: 'need' }, { today: before.today })),
      ['restsOnConsent'],
    )
  }
})

test('what rests on consent starts after consent, and nothing starts before adoption', () => {
  assert.deepEqual(wrong(write(known(), plan(need({ startsOn: '2026-05-14' })))), ['needs-0-startsOn'])
  assert.deepEqual(wrong(write(known(), plan(need({ startsOn: '2026-05-03', restsOnConsent: false })))), [
    'needs-0-startsOn',
  ])
})

const session = (heldOn: string) => ({ heldOn, attended: true, done: 'talked' })

test('a session is within its action and within consent', () => {
  assert.equal(recordSession(about(action()), session('2026-05-20')).is, 'session recorded')
  assert.deepEqual(wrong(recordSession(about(action()), session('2026-05-19'))), ['heldOn'])
  assert.deepEqual(wrong(recordSession(about(action({ endedOn: '2026-05-25' })), session('2026-05-26'))), ['heldOn'])
  const withdrawn = { answers: [given, { ...given, answer: 'withdrawn', answeredOn: '2026-05-22' }] }
  assert.deepEqual(wrong(recordSession(about(action(), withdrawn), session('2026-05-23'))), ['heldOn'])
  assert.equal(
    recordSession(about(action({ restsOnConsent: false }), withdrawn), session('2026-05-23')).is,
    'session recorded',
  )
})

test('an action with sessions missing ends with a reason for them, and ends once', () => {
  const end = { why: 'given' as const, words: 'it is enough' }
  assert.deepEqual(wrong(endAction(about(action()), end)), ['whyFewer'])
  assert.equal(endAction(about(action()), { ...end, whyFewer: 'fell ill' }).is, 'plan action ended')
  assert.equal(endAction(about(action({ delivered: 6 })), end).is, 'plan action ended')
  assert.match(refusal(endAction(about(action({ endedOn: '2026-05-25' })), end)), /ended on 25 May 2026/)
})

const review = (more: Partial<PlanReview> = {}): PlanReview => ({
  reviewedOn: '2026-06-01',
  contributions: [{ who: 'Health', said: 'well' }],
  outcome: 'continue',
  words: 'it goes well',
  nextOn: '2026-06-29',
  ...more,
})
const lead = {
  viewer: { kind: 'staff', id: 'lee', name: 'Lee', agencyId: null, roles: ['lead professional'] },
} as const
const coordinator = { viewer: { ...lead.viewer, roles: ['Channel coordinator'] } }
const chair = { viewer: { ...lead.viewer, roles: ['panel chair'] } }

test('a review says when the next one is while support goes on; withdrawing support is for the panel', () => {
  assert.match(refusal(reviewPlan(known(), review(), coordinator)), /no plan to review/)
  const planned = withPlan([action()])
  assert.deepEqual(wrong(reviewPlan(planned, review({ nextOn: undefined }), lead)), ['nextOn'])
  assert.deepEqual(wrong(reviewPlan(planned, review({ nextOn: '2026-06-01' }), lead)), ['nextOn'])
  assert.match(refusal(reviewPlan(planned, review({ outcome: 'withdraw support' }), lead)), /for the panel/)
  for (const who of [coordinator, chair])
    assert.equal(
      reviewPlan(planned, review({ outcome: 'withdraw support', nextOn: undefined }), who).is,
      'plan reviewed',
    )
  assert.equal(reviewPlan(planned, review({ outcome: 'ready for exit', nextOn: undefined }), lead).is, 'plan reviewed')
  const alone = { outcome: 'ready for exit', nextOn: undefined, words: 'There is no ideology' } as const
  assert.deepEqual(wrong(reviewPlan(planned, review(alone), lead)), ['words'], 'no ideology is no reason by itself')
})

const exit = (more: Partial<Exit> = {}): Exit => ({
  reason: 'concern reduced',
  exitedOn: '2026-06-01',
  words: 'no concern is left',
  views: [{ who: 'Health', view: 'agrees' }],
  ...more,
})

test('no case exits with sessions that nobody explained, an open action or a promise of the panel not kept', () => {
  const missing = withPlan([action(), action({ delivered: 6 }), action({ endedOn: '2026-05-30' })], {
    openPanelActions: 1,
  })
  assert.deepEqual(leftOpen(missing), [
    'Mentoring by Mina Mentor: 2 of 6 sessions delivered, and no reason recorded',
    'Mentoring by Mina Mentor: the action is still open',
    'one action promised at the panel is not done',
  ])
  assert.match(refusal(recordExit(missing, exit(), coordinator)), /2 of 6 sessions delivered/)
  assert.deepEqual(wrong(recordExit(missing, exit({ words: 'No ideology found.' }), coordinator)), ['words'])
  assert.match(refusal(recordExit(missing, exit(), chair)), /give your reason as the chair/)
  assert.deepEqual(wrong(recordExit(missing, exit({ chairsReason: 'moved away' }), coordinator)), ['chairsReason'])
  assert.equal(recordExit(missing, exit({ chairsReason: 'moved away' }), chair).is, 'case exited')
  const done = withPlan([action({ endedOn: '2026-05-30' })])
  assert.equal(recordExit(done, exit(), coordinator).is, 'case exited')
})

test('an exit is of an adopted case, once, and its reason agrees with what is recorded of consent', () => {
  assert.match(refusal(recordExit(known({ adoptedOn: null }), exit(), coordinator)), /not adopted/)
  assert.match(
    refusal(recordExit(known({ ended: { on: '2026-05-30', reviewed: true } }), exit(), coordinator)),
    /ended already/,
  )
  assert.deepEqual(wrong(recordExit(known(), exit({ exitedOn: '2026-05-03' }), coordinator)), ['exitedOn'])
  assert.deepEqual(wrong(recordExit(known(), exit({ reason: 'consent refused' }), coordinator)), ['reason'])
  const refused = known({ answers: [{ ...given, answer: 'refused' }] })
  assert.equal(recordExit(refused, exit({ reason: 'consent refused' }), coordinator).is, 'case exited')
})

const ended = '2026-08-31'
const six = { kind: '6-month review', dueOn: '2027-02-28', rule: '' }
const twelve = { kind: '12-month review', dueOn: '2027-08-31', rule: '' }
const after = (openReviews: object[], more: object = {}) =>
  known({ ended: { on: ended, reviewed: true }, openReviews, ...more })
const looked = (more: Partial<Afterwards> = {}): Afterwards => ({
  kind: '6-month review',
  reviewedOn: '2027-02-28',
  evidence: 'the school sees nothing new',
  outcome: 'no concern',
  ...more,
})

test('a review afterwards is one that is due, in its order', () => {
  assert.match(refusal(recordAfterwards(after([]), looked())), /No review is due/)
  assert.match(
    refusal(recordAfterwards(after([six, twelve]), looked({ kind: '12-month review' }))),
    /6-month review first/,
  )
  const fact = recordAfterwards(after([six, twelve]), looked())
  assert.deepEqual([fact.is, (fact as { kindWord?: string }).kindWord], ['afterwards reviewed', '6-month review'])
})

test('a review more than a month early needs a reason; one before the end cannot be', () => {
  assert.deepEqual(wrong(recordAfterwards(after([six]), looked({ reviewedOn: '2027-01-27' }))), ['whyEarly'])
  assert.equal(recordAfterwards(after([six]), looked({ reviewedOn: '2027-01-28' })).is, 'afterwards reviewed')
  assert.equal(
    recordAfterwards(after([six]), looked({ reviewedOn: '2026-10-01', whyEarly: 'news from the school' })).is,
    'afterwards reviewed',
  )
  assert.deepEqual(wrong(recordAfterwards(after([six]), looked({ reviewedOn: '2026-08-30', whyEarly: 'x' }))), [
    'reviewedOn',
  ])
  const before = { reviews: [{ kind: '6-month review', reviewedOn: '2027-03-15' }] }
  assert.deepEqual(
    wrong(
      recordAfterwards(
        after([twelve], before),
        looked({ kind: '12-month review', reviewedOn: '2027-03-14', whyEarly: 'x' }),
      ),
    ),
    ['reviewedOn'],
  )
})

test('more time is asked for up to 24 months after the end', () => {
  const late = (nextOn?: string) =>
    recordAfterwards(
      after([twelve]),
      looked({ kind: '12-month review', reviewedOn: twelve.dueOn, outcome: 'more time', nextOn }),
    )
  assert.deepEqual(wrong(late()), ['nextOn'])
  assert.deepEqual(wrong(late('2028-09-01')), ['nextOn'])
  assert.equal(late('2028-08-31').is, 'afterwards reviewed')
  assert.equal(recordAfterwards(after([six]), looked({ outcome: 'more time' })).is, 'afterwards reviewed')
  assert.deepEqual(wrong(recordAfterwards(after([six]), looked({ outcome: 'more time', nextOn: '2027-05-01' }))), [
    'nextOn',
  ])
})

test('whatever days are given, no review is taken from before the end, nor early without a reason, nor beyond 24 months', () => {
  const days = fc.integer({ min: -400, max: 900 }).map((count) => addDays(ended, count))
  fc.assert(
    fc.property(days, days, fc.boolean(), (reviewedOn, nextOn, reason) => {
      const answers = looked({
        kind: '12-month review',
        reviewedOn,
        outcome: 'more time',
        nextOn,
        ...(reason ? { whyEarly: 'x' } : {}),
      })
      if (recordAfterwards(after([twelve]), answers).is !== 'afterwards reviewed') return
      assert.ok(reviewedOn >= ended && (reason || reviewedOn >= addMonths(twelve.dueOn, -1)))
      assert.ok(nextOn > reviewedOn && nextOn <= addMonths(ended, 24))
    }),
  )
})
