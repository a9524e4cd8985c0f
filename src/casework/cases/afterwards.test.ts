import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, addMonths } from '../../platform/pure/days.ts'
import { afterAnEnd, openReviews } from './afterwards.ts'
import { dueOn } from './due.ts'
import { type CaseFacts, type Review, stageOf } from './lifecycle.ts'

const at = (day: string) => `${day}T12:00:00.000Z`
const none: ReadonlySet<string> = new Set()
const [request, lead] = ['request', 'lead']

/** A case that the panel adopted on 4 May 2026, with whatever came after. */
const adopted = (more: Partial<CaseFacts> = {}): CaseFacts => ({
  caseId: 'case',
  openedAt: at('2026-03-02'),
  matchedAt: at('2026-03-03'),
  homeForceId: 'force',
  isRepeat: false,
  leadId: lead,
  gateway: { outcome: 'proceed', at: at('2026-03-04') },
  closure: null,
  section36: { refers: true, at: at('2026-03-05') },
  item: null,
  decision: { outcome: 'adopted', at: at('2026-05-04') },
  consentRequest: null,
  consent: null,
  plan: null,
  exit: null,
  reviews: [],
  assessments: [],
  enquiries: [],
  actions: [],
  handOvers: [],
  mistakeAskedAt: null,
  mistaken: null,
  policeLead: null,
  targets: [],
  ...more,
})
const consent = (answer: 'given' | 'refused' | 'withdrawn', day: string) => ({
  requestId: request,
  answer,
  at: at(day),
  expiresOn: answer === 'given' ? addMonths(day, 12) : null,
})
const review = (kind: Review['kind'], day: string, outcome: string, nextOn: string | null = null): Review => ({
  kind,
  on: day,
  at: at(day),
  nextOn,
  outcome,
})
const left = { on: '2026-08-31', at: at('2026-08-31'), reviewsFollow: true }
const stage = (facts: CaseFacts) => stageOf(facts).stage
const due = (facts: CaseFacts) => dueOn(facts, none).map(({ what, dueOn: by }) => `${what}: ${by}`)

test('until it is planned how consent is asked, that is due; then asking is, on the day planned, by whom it was planned', () => {
  assert.deepEqual(due(adopted()), ['Plan how, when and by whom consent is asked: 2026-05-18'])
  const planned = adopted({ consentRequest: { id: request, askOn: '2026-05-11', byWhom: 'ann', at: at('2026-05-05') } })
  assert.deepEqual(due(planned), ['Ask for consent: 2026-05-11'])
  assert.equal(dueOn(planned, none)[0]!.staffId, 'ann')
})

test('a plan is reviewed when the last review said, and what was found ready for exit is ended', () => {
  const supported = (...reviews: Review[]) =>
    adopted({
      consent: consent('given', '2026-05-11'),
      plan: { writtenAt: at('2026-05-12'), endedAt: null },
      reviews,
    })
  assert.equal(stage(supported()), 'being supported')
  assert.ok(due(supported()).includes('Review the plan at the panel: 2026-06-09'))
  assert.ok(due(supported()).includes('Ask for consent again before it runs out: 2027-05-11'))
  const later = supported(review('plan review', '2026-06-09', 'continue', '2026-07-01'))
  assert.ok(due(later).includes('Review the plan at the panel: 2026-07-01'))
  const ready = supported(review('plan review', '2026-06-09', 'ready for exit'))
  assert.ok(due(ready).includes('Record the exit: 2026-06-23'))
})

test('a refusal or withdrawal diarises the further assessment, and it stays due until it is done', () => {
  for (const answer of ['refused', 'withdrawn'] as const) {
    const stopped = adopted({ consent: consent(answer, '2026-05-29') })
    assert.equal(stage(stopped), `consent ${answer}`)
    assert.deepEqual(due(stopped), ['Carry out the further assessment: 2026-08-29'])
    const longer = { ...stopped, reviews: [review('further assessment', '2026-08-20', 'more time', '2026-10-01')] }
    assert.deepEqual(due(longer), ['Carry out the further assessment: 2026-10-01'])
    const ended = { ...stopped, exit: left }
    assert.ok(due(ended).includes('Carry out the further assessment: 2026-08-29'), 'an exit does not end it')
    const done = { ...stopped, reviews: [review('further assessment', '2026-08-20', 'no concern')] }
    assert.deepEqual(due(done), ['Record the exit, or offer support again: 2026-09-03'])
  }
})

test('support that the panel withdrew is assessed further too (section 36(4)(e))', () => {
  const withdrawn = adopted({
    consent: consent('given', '2026-05-11'),
    plan: { writtenAt: at('2026-05-12'), endedAt: at('2026-06-09') },
    reviews: [review('plan review', '2026-06-09', 'withdraw support')],
  })
  assert.equal(stage(withdrawn), 'support withdrawn')
  assert.deepEqual(due(withdrawn), ['Carry out the further assessment: 2026-09-09'])
  const further = { ...withdrawn, plan: { writtenAt: at('2026-06-20'), endedAt: null } }
  assert.equal(stage(further), 'being supported', 'a further plan was prepared: section 36(4)(f)')
})

test('6 and 12 months after exit a review is due, in the short month on its last day', () => {
  const facts = adopted({ exit: left })
  assert.equal(stage(facts), 'after exit')
  assert.deepEqual(due(facts), [
    'Carry out the 6-month review: 2027-02-28',
    'Carry out the 12-month review: 2027-08-31',
  ])
})

test('a town that chose other months for its reviews has them, for cases that end from then on', () => {
  const targets = [
    { name: 'firstReview', amount: 4, at: at('2026-08-01') },
    { name: 'secondReview', amount: 10, at: at('2026-09-01') },
  ]
  assert.deepEqual(
    dueOn(adopted({ exit: left, targets }), none).map(({ dueOn: by, rule }) => `${by} ${rule}`),
    ['2026-12-31 Target: 4 months after the case ended', '2027-08-31 Target: 12 months after the case ended'],
  )
})

test('the same follows when the panel did not adopt, closed by an act or not', () => {
  const refused = adopted({ decision: { outcome: 'not adopted', at: at('2026-05-04') } })
  const closed = {
    ...refused,
    closure: { at: at('2026-05-06'), needsSecond: false, agreed: false, declined: false, answeredAt: null },
  }
  for (const facts of [refused, closed]) {
    assert.equal(stage(facts), 'after closing')
    assert.deepEqual(due(facts), [
      'Carry out the 6-month review: 2026-11-04',
      'Carry out the 12-month review: 2027-05-04',
    ])
    const done = [
      review('6-month review', '2026-11-04', 'no concern'),
      review('12-month review', '2027-05-04', 'no concern'),
    ]
    assert.equal(stage({ ...facts, reviews: done }), 'finished')
  }
})

test('a referral found mistaken once the panel had adopted it is left by an exit, and the list says so until it is', () => {
  const mistaken = { at: at('2026-05-06'), letterAt: at('2026-05-07'), deferredUntil: null }
  assert.ok(
    due(adopted({ mistaken })).includes('Record the exit of the person who was referred by mistake: 2026-05-08'),
  )
  assert.ok(!due(adopted({ mistaken, exit: left })).some((task) => /by mistake/.test(task)))
})

test('after an exit by death or in error nothing is reviewed', () => {
  const facts = adopted({ consent: consent('refused', '2026-05-11'), exit: { ...left, reviewsFollow: false } })
  assert.deepEqual([stage(facts), due(facts)], ['finished', []])
})

test('a concern found afterwards brings the case back to the panel, which decides anew', () => {
  const found = review('6-month review', '2027-02-26', 'concern found')
  const back = adopted({ consent: consent('given', '2026-05-11'), exit: left, reviews: [found] })
  assert.deepEqual(stageOf(back), { stage: 'ready for the panel', since: found.at })
  assert.deepEqual(due(back), ['Put the case on an agenda: 2027-03-26'])
  const again = { ...back, decision: { outcome: 'adopted' as const, at: at('2027-03-20') } }
  assert.equal(stage(again), 'asking for consent', 'consent of the time before does not stand')
  const second = { ...again, exit: { on: '2027-09-01', at: at('2027-09-01'), reviewsFollow: true } }
  assert.deepEqual(
    openReviews(second).map(({ kind }) => kind),
    ['6-month review', '12-month review'],
    'counted anew',
  )
  const refused = adopted({
    consent: consent('refused', '2026-05-11'),
    reviews: [review('further assessment', '2026-08-11', 'concern found')],
  })
  assert.equal(stage(refused), 'ready for the panel')
})

const aDay = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2020-01-01', days))
const outcome = fc.constantFrom('no concern', 'more time')

test('whatever day a case ends, the two reviews are due in their order, and not before they are months away', () => {
  fc.assert(
    fc.property(aDay, (end) => {
      const open = afterAnEnd({ on: end, at: at(end) }, [], [])
      assert.deepEqual(
        open.map(({ kind }) => kind),
        ['6-month review', '12-month review'],
      )
      assert.ok(open[0]!.dueOn > addMonths(end, 5) && open[0]!.dueOn < open[1]!.dueOn)
      assert.ok(open[1]!.dueOn > addMonths(end, 11))
    }),
  )
})

test('whatever was recorded, a review stays due until it is done, and more time keeps the case open', () => {
  fc.assert(
    fc.property(
      aDay,
      outcome,
      outcome,
      fc.subarray(['6-month review', '12-month review'] as const),
      (end, one, other, kinds) => {
        const done = kinds.map((kind, index) =>
          review(kind, addMonths(end, 6 * (index + 1)), [one, other][index]!, addMonths(end, 18)),
        )
        const open = afterAnEnd({ on: end, at: at(end) }, done, []).map(({ kind }) => kind)
        for (const kind of ['6-month review', '12-month review'] as const) {
          assert.equal(open.includes(kind), !done.some((each) => each.kind === kind))
        }
        const last = done.findLast(({ kind }) => kind === '12-month review')
        assert.equal(open.includes('later review'), last?.outcome === 'more time')
      },
    ),
  )
})
