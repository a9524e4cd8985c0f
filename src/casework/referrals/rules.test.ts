import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stages } from '../cases/index.ts'
import { thePublic, type Viewer } from '../../platform/viewer.ts'
import { referralAnswers } from '../../../test/referral.ts'
import { concerns, optionsOn, sectors } from './code-lists.ts'
import { groundsThatEnd } from '../cases/pure.ts'
import { progressAt } from './progress.ts'
import type { ReferralAnswers } from './questions.ts'
import {
  answerTheClosing,
  childWhy,
  proposeToClose,
  receiveReferral,
  recordGatewayOutcome,
  type ReferredCase,
} from './rules.ts'

const someone = (id: string): Viewer => ({ kind: 'staff', id, name: 'Someone', agencyId: null, roles: [] })
const today = '2026-03-02'
const base = { ...referralAnswers(), otherNames: [], addresses: [], conditions: [] } as unknown as ReferralAnswers
const receive = (more: Partial<ReferralAnswers>, viewer = someone('a')) =>
  receiveReferral({ ...base, ...more }, { today, viewer })
const problemsOf = (outcome: { is: string; problems?: { at: string }[] }) =>
  (outcome.problems ?? []).map(({ at }) => at)

test('another name is a name, and an age is enough', () => {
  const nameless = { givenNames: undefined, familyName: undefined }
  assert.deepEqual(problemsOf(receive(nameless)), ['familyName'])
  assert.equal(receive({ ...nameless, otherNames: [{ familyName: 'Ace' }] }).is, 'referral received')
  assert.deepEqual(problemsOf(receive({ born: undefined })), ['ageAbout'])
  assert.equal(receive({ born: undefined, ageAbout: 0 }).is, 'referral received')
})

test('an age that the birth date contradicts, a birth date of an impossible age and a concern before birth are said', () => {
  assert.deepEqual(problemsOf(receive({ ageAbout: 30 })), ['ageAbout'])
  assert.equal(receive({ ageAbout: 17 }).is, 'referral received', 'a year is within a guess')
  assert.deepEqual(problemsOf(receive({ born: '1890-01-01' })), ['born'])
  assert.deepEqual(problemsOf(receive({ aroseOn: '2008-01-01' })), ['aroseOn'])
})

test('a professional says until when the person is not told; a member of the public need not', () => {
  assert.deepEqual(problemsOf(receive({ notToldUntil: undefined })), ['notToldUntil'])
  assert.equal(receive({ notToldUntil: undefined }, thePublic).is, 'referral received')
})

test('under 18 until the day before the birthday, children’s social care is told', () => {
  const why = (born: string) => childWhy({ ...base, born }, today)
  assert.equal(why('2008-03-03'), 'a child was referred')
  assert.equal(why('2008-03-02'), undefined)
  assert.equal(childWhy({ ...base, born: undefined, ageAbout: 17 }, today), 'a child was referred')
  assert.match(
    childWhy({ ...base, born: '1980-01-01', livesWithChild: 'yes' }, today)!,
    /^an adult who lives with a child/,
  )
})

test('the national lists offer what was in force on the day, and no ideology is a valid type of concern', () => {
  const values = (day: string) => optionsOn(concerns, day).map(({ value }) => value)
  assert.ok(values('2024-03-31').includes('School massacre') && !values('2024-04-01').includes('School massacre'))
  assert.ok(values('2026-03-02').includes('No ideology identified'))
  assert.ok(optionsOn(sectors, today).some(({ value }) => value === 'Friends and family'))
  assert.deepEqual(values('2001-01-01'), [])
})

const bare: ReferredCase = {
  caseId: 'case',
  stage: 'with the police',
  personId: 'person',
  homeForceId: 'force',
  isRepeat: false,
  isReferredToPanel: false,
  gateway: [],
  pending: null,
}
const notSuitable = {
  outcome: 'not suitable',
  ground: 'explained',
  grounds: 'The drawing was for an art lesson',
} as const

test('the gateway waits for the match, because earlier referrals must be known first', () => {
  assert.equal(recordGatewayOutcome({ ...bare, personId: null }, notSuitable).is, 'refused')
})

test('no ideology alone is never accepted as a ground', () => {
  for (const grounds of [
    'No ideology',
    'no ideology identified.',
    'There is no evidence of any extremist ideology',
    'No clear ideological motivation was found in this case!',
    'NO  IDEOLOGY\nnone',
  ])
    assert.deepEqual(problemsOf(recordGatewayOutcome(bare, { ...notSuitable, grounds })), ['grounds'], grounds)
  for (const grounds of [
    'No ideology; the drawing was set by his art teacher, who confirms it',
    'School explained the context',
    'Idea of a game with friends',
  ])
    assert.equal(recordGatewayOutcome(bare, { ...notSuitable, grounds }).is, 'gateway recorded', grounds)
  assert.equal(
    groundsThatEnd('reasons', 'There is none'),
    undefined,
    'what does not speak of ideology is for a person to judge',
  )
  const proposed = { reason: 'explained', reasons: 'There is no ideology', together: 'x' } as const
  assert.deepEqual(problemsOf(proposeToClose(bare, proposed)), ['reasons'])
  const police = { outcome: 'police-led', grounds: 'No ideology found' } as const
  assert.deepEqual(problemsOf(recordGatewayOutcome(bare, police)), ['grounds'])
  const waiting = { ...bare, pending: { closureId: 'one', proposedById: 'other', passedTo: null } }
  const answer = { answer: 'agree', reasons: 'No ideology' } as const
  const viewer = { kind: 'staff' as const, id: 'second', name: 'S', agencyId: null, roles: [] }
  assert.deepEqual(problemsOf(answerTheClosing(waiting, answer, viewer)), ['reasons'])
  assert.equal(answerTheClosing(waiting, { ...answer, answer: 'decline' }, viewer).is, 'closing answered')
})

test('a reference in the national tracker goes with its date', () => {
  const proceed = { outcome: 'proceed', grounds: 'Nothing is cut across' } as const
  assert.deepEqual(problemsOf(recordGatewayOutcome(bare, { ...proceed, trackerReference: 'T1' })), ['trackerOn'])
  assert.deepEqual(problemsOf(recordGatewayOutcome(bare, { ...proceed, trackerOn: today })), ['trackerReference'])
  assert.equal(
    recordGatewayOutcome(bare, { ...proceed, trackerReference: 'T1', trackerOn: today }).is,
    'gateway recorded',
  )
})

const closing = { reason: 'explained', reasons: 'School explained the context' } as const
const needsSecond = (known: Partial<ReferredCase>, more = {}) => {
  const outcome = proposeToClose({ ...bare, ...known }, { ...closing, ...more })
  return outcome.is === 'closing proposed' ? (outcome as { needsSecond: boolean }).needsSecond : outcome.is
}

test('a repeat always needs a second person, and the closing says what all referrals show together', () => {
  assert.equal(needsSecond({ isRepeat: true }), 'problems')
  assert.equal(
    needsSecond({ isRepeat: true, gateway: [{ outcome: 'police-led', byId: 'x' }] }, { together: 'Less each time' }),
    true,
  )
})

test('a first referral needs none when the police ended it too, and one when the coordinator is alone', () => {
  assert.equal(needsSecond({ stage: 'police-led', gateway: [{ outcome: 'police-led', byId: 'x' }] }), false)
  assert.equal(needsSecond({ gateway: [] }), true)
  assert.equal(
    needsSecond({
      stage: 'asking partners',
      gateway: [
        { outcome: 'not suitable', byId: 'x' },
        { outcome: 'proceed', byId: 'x' },
      ],
    }),
    true,
  )
})

test('a closing is refused while another waits, when all is finished, before the match, and once the panel has it', () => {
  const pending = { closureId: 'k', proposedById: 'a', passedTo: null }
  for (const known of [
    { pending },
    { stage: 'finished' },
    { personId: null },
    { stage: 'on the agenda' },
    { stage: 'being supported' },
  ])
    assert.equal(needsSecond(known), 'refused', JSON.stringify(known))
})

test('a closing is answered by neither its proposer nor whoever recorded the gateway outcome', () => {
  const known = {
    ...bare,
    gateway: [{ outcome: 'not suitable', byId: 'officer' }],
    pending: { closureId: 'k', proposedById: 'coordinator', passedTo: null },
  }
  const answer = { answer: 'agree', reasons: 'I read all three' } as const
  assert.equal(answerTheClosing(known, answer, someone('coordinator')).is, 'refused')
  assert.equal(answerTheClosing(known, answer, someone('officer')).is, 'refused')
  assert.equal(answerTheClosing(known, answer, someone('third')).is, 'closing answered')
  assert.equal(answerTheClosing(bare, answer, someone('third')).is, 'refused')
})

test('a professional sees four steps, anyone else two, and never what the panel decided', () => {
  const seen = (professional: boolean) => [...new Set(stages.map((stage) => progressAt(stage, professional)))]
  assert.deepEqual(seen(true), ['received', 'being checked', 'being considered', 'finished with or passed on'])
  assert.deepEqual(seen(false), ['received', 'finished with'])
})
