import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, addMonths } from '../../platform/pure/days.ts'
import type { Problems, Refusal } from '../../platform/pure/outcomes.ts'
import type { ConsentAnswer, ConsentPlan } from './consent-questions.ts'
import { consentState, consentStoodOn, planConsent, recordConsent } from './consent-rules.ts'
import type { ConsentAnswered, ConsentRequest, Support } from './known.ts'

const adoptedOn = '2026-05-04'
const request = (id: string): ConsentRequest => ({
  id,
  ofWhom: 'the person',
  name: 'Sam Sample',
  how: 'in person',
  askOn: '2026-05-11',
  byWhomId: 'ann',
  byWhom: 'Ann',
  setAt: '2026-05-05T09:00:00.000Z',
})
const answered = (answer: ConsentAnswered['answer'], answeredOn: string, requestId = 'one'): ConsentAnswered => ({
  id: answer,
  requestId,
  answer,
  whoMay: 'adult',
  name: 'Sam Sample',
  evidence: 'a passport',
  how: 'in person',
  words: 'yes',
  answeredOn,
  expiresOn: answer === 'given' ? addMonths(answeredOn, 12) : null,
  recordedBy: 'Ann',
  recordedAt: `${answeredOn}T12:00:00.000Z`,
})

/** An adult whose case was adopted; what the consent rules read of it. */
const known = (more: Partial<Support> = {}) =>
  ({
    caseId: 'case',
    today: '2026-06-01',
    adoptedOn,
    ended: null,
    born: '1990-01-01',
    ageAbout: 36,
    consentFor: { months: 12, renewalDays: 28 },
    requests: [request('one')],
    answers: [],
    ...more,
  }) as unknown as Support
const asked = (more: Partial<ConsentPlan> = {}): ConsentPlan => ({
  ofWhom: 'the person',
  name: 'Sam Sample',
  how: 'in person',
  askOn: '2026-06-02',
  byWhom: 'ann',
  ...more,
})
const said = (answer: ConsentAnswer['answer'], more: Partial<ConsentAnswer> = {}): ConsentAnswer => ({
  answer,
  whoMay: 'adult',
  name: 'Sam Sample',
  evidence: 'a passport',
  how: 'in person',
  answeredOn: '2026-06-01',
  words: 'what was said',
  ...more,
})
const record = (about: Support, answer: ConsentAnswer) => recordConsent(about, answer, { today: about.today })
const refusal = (outcome: { is: string }) => (assert.equal(outcome.is, 'refused'), (outcome as Refusal).sentence)
const wrong = (outcome: { is: string }) => {
  assert.equal(outcome.is, 'problems', JSON.stringify(outcome))
  return (outcome as Problems).problems[0]!.at
}

test('how consent is asked is planned only once the panel has adopted the case, for a day after that', () => {
  assert.match(refusal(planConsent(known({ adoptedOn: null }), asked())), /once the panel has adopted/)
  assert.match(refusal(planConsent(known({ ended: { on: '2026-05-30', reviewed: true } }), asked())), /has ended/)
  assert.equal(wrong(planConsent(known(), asked({ askOn: '2026-05-03' }))), 'askOn')
  assert.equal(planConsent(known(), asked()).is, 'consent planned')
})

test('under 18 a parent or guardian is asked, from the eighteenth birthday the person', () => {
  const turns18 = known({ born: '2008-06-02' })
  assert.equal(wrong(planConsent(turns18, asked({ askOn: '2026-06-01' }))), 'ofWhom')
  assert.equal(planConsent(turns18, asked({ askOn: '2026-06-02' })).is, 'consent planned')
  assert.equal(wrong(planConsent(turns18, asked({ askOn: '2026-06-02', ofWhom: 'parent or guardian' }))), 'ofWhom')
  assert.equal(planConsent(turns18, asked({ askOn: '2026-06-01', ofWhom: 'the council' })).is, 'consent planned')
})

test('nobody is asked while no age is known', () => {
  assert.match(refusal(planConsent(known({ born: null, ageAbout: null }), asked())), /age is not known/)
  assert.match(refusal(record(known({ born: null, ageAbout: null }), said('given'))), /age is not known/)
})

test('an adult gives consent for 12 months, unless a shorter time was agreed', () => {
  const given = record(known(), said('given'))
  assert.equal(given.is, 'consent given')
  assert.equal((given as { expiresOn?: string }).expiresOn, '2027-06-01')
  assert.equal(wrong(record(known(), said('given', { expiresOn: '2027-06-02' }))), 'expiresOn')
  assert.equal(wrong(record(known(), said('given', { expiresOn: '2026-06-01' }))), 'expiresOn')
})

test('a young person does not give consent alone, but refuses and withdraws alone', () => {
  const young = known({ born: '2010-01-01' })
  for (const whoMay of ['adult', 'young person', 'best interests'] as const) {
    assert.equal(wrong(record(young, said('given', { whoMay, ownView: 'glad' }))), 'whoMay')
  }
  for (const whoMay of [
    'parent or guardian',
    'each holder of parental responsibility',
    'council under a care order',
  ] as const) {
    assert.equal(
      wrong(record(young, said('given', { whoMay }))),
      'ownView',
      "the young person's own view stands beside it",
    )
    assert.equal(record(young, said('given', { whoMay, ownView: 'glad' })).is, 'consent given')
  }
  assert.equal(record(young, said('refused', { whoMay: 'young person' })).is, 'consent refused')
  const agreed = known({ born: '2010-01-01', answers: [answered('given', '2026-05-20')] })
  assert.equal(record(agreed, said('withdrawn', { whoMay: 'young person' })).is, 'consent withdrawn')
})

test('what a parent gave stands only until the person is 18 and decides', () => {
  const outcome = record(
    known({ born: '2008-09-01' }),
    said('given', { whoMay: 'parent or guardian', ownView: 'glad' }),
  ) as { expiresOn?: string }
  assert.equal(outcome.expiresOn, '2026-08-31')
})

test('nobody answers for an adult, best-interests decisions apart', () => {
  assert.equal(wrong(record(known(), said('given', { whoMay: 'parent or guardian' }))), 'whoMay')
  assert.equal(record(known(), said('given', { whoMay: 'best interests' })).is, 'consent given')
})

test('an answer needs a request, and a request has one answer', () => {
  assert.match(refusal(record(known({ requests: [] }), said('given'))), /Plan first how, when and by whom/)
  const given = known({ answers: [answered('given', '2026-05-20')] })
  assert.match(refusal(record(given, said('given'))), /given already and stands until 20 May 2027/)
  assert.match(refusal(record(given, said('refused'))), /record that it was withdrawn/)
  const refused = known({ answers: [answered('refused', '2026-05-20')] })
  assert.match(refusal(record(refused, said('given'))), /Plan first how, when and by whom consent is asked again/)
  const askedAgain = known({ requests: [request('one'), request('two')], answers: [answered('refused', '2026-05-20')] })
  assert.equal((record(askedAgain, said('given')) as { requestId?: string }).requestId, 'two')
})

test('only what was given can be withdrawn', () => {
  assert.match(refusal(record(known(), said('withdrawn'))), /record that it was refused/)
  const gone = known({ answers: [answered('given', '2026-05-10'), answered('withdrawn', '2026-05-20')] })
  assert.match(refusal(record(gone, said('withdrawn'))), /withdrawn on 20 May 2026, so there is none to withdraw/)
})

test('a withdrawal answers what was given, even when asking again was planned already', () => {
  const about = known({
    today: '2027-05-15',
    requests: [request('one'), request('two')],
    answers: [answered('given', '2026-05-20')],
  })
  assert.equal(
    (record(about, said('withdrawn', { answeredOn: '2027-05-15' })) as { requestId?: string }).requestId,
    'one',
  )
})

test('asking again is planned in the last four weeks, or once consent ran out', () => {
  const given = (today: string) => known({ today, answers: [answered('given', '2026-05-20')] })
  assert.match(
    refusal(planConsent(given('2027-04-21'), asked({ askOn: '2027-05-01' }))),
    /can be planned from 22 April 2027/,
  )
  assert.equal(planConsent(given('2027-04-22'), asked({ askOn: '2027-05-01' })).is, 'consent planned')
  assert.equal(planConsent(given('2027-06-22'), asked({ askOn: '2027-06-23' })).is, 'consent planned')
})

test('days that cannot be are asked for again', () => {
  assert.equal(wrong(record(known(), said('given', { answeredOn: '2026-05-03' }))), 'answeredOn')
  const given = known({ answers: [answered('given', '2026-05-20')] })
  assert.equal(wrong(record(given, said('withdrawn', { answeredOn: '2026-05-19' }))), 'answeredOn')
})

const moves = fc.array(fc.tuple(fc.constantFrom('given', 'refused', 'withdrawn'), fc.nat(40), fc.boolean()), {
  maxLength: 25,
})

test('whatever is tried in whatever order, consent stands exactly when the last answer taken was given and has not run out', () => {
  fc.assert(
    fc.property(moves, (tries) => {
      let about = known({ requests: [], today: adoptedOn })
      let given = false
      for (const [answer, later, plans] of tries) {
        about = { ...about, today: addDays(about.today, later) }
        if (plans && planConsent(about, asked({ askOn: about.today })).is === 'consent planned')
          about = { ...about, requests: [...about.requests, request(`request ${about.requests.length}`)] }
        const outcome = record(about, said(answer, { answeredOn: about.today })) as {
          is: string
          requestId?: string
          expiresOn?: string
        }
        if (outcome.is === 'refused') continue
        assert.equal(outcome.is, `consent ${answer}`)
        if (answer === 'withdrawn') assert.ok(given, 'only what was given was withdrawn')
        given = answer === 'given'
        const taken = { ...answered(answer, about.today, outcome.requestId), expiresOn: outcome.expiresOn ?? null }
        about = { ...about, answers: [...about.answers, taken] }
      }
      const last = about.answers.at(-1)
      const stands = last?.answer === 'given' && last.expiresOn! >= about.today
      assert.equal(consentState(about.answers, about.today).is === 'given', stands)
      for (const { id } of about.requests) {
        const answers = about.answers.filter(({ requestId, answer }) => requestId === id && answer !== 'withdrawn')
        assert.ok(answers.length <= 1, 'a request has one answer')
      }
    }),
  )
})

test('looked back at, consent stood from the day it was given to the day it ended', () => {
  const answers = [answered('given', '2026-05-10'), answered('withdrawn', '2026-05-20')]
  assert.deepEqual(
    ['2026-05-09', '2026-05-10', '2026-05-20', '2026-05-21'].map((day) => consentStoodOn(answers, day)),
    [false, true, true, false],
  )
  assert.equal(consentStoodOn([answered('given', '2026-05-10')], '2027-05-11'), false, 'it ran out')
})
