import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dueOn } from './due.ts'
import { type CaseFacts, stageOf } from './lifecycle.ts'

const at = (day: string) => `${day}T12:00:00.000Z`
const referred = (more: Partial<CaseFacts> = {}): CaseFacts => ({
  caseId: 'case',
  openedAt: at('2026-03-02'),
  matchedAt: at('2026-03-03'),
  homeForceId: 'force',
  isRepeat: false,
  leadId: null,
  gateway: null,
  closure: null,
  section36: null,
  item: null,
  decision: null,
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
const notSuitable = { outcome: 'not suitable' as const, at: at('2026-03-06') }
const closing = { at: at('2026-03-09'), needsSecond: true, agreed: false, declined: false, answeredAt: null }
const answered = { answeredAt: at('2026-03-11') }
const stage = (more: Partial<CaseFacts>) => stageOf(referred(more)).stage
const due = (more: Partial<CaseFacts>) => dueOn(referred(more), new Set()).map(({ what, role }) => `${what} (${role})`)

test('a first referral that the police find not suitable is finished', () => {
  assert.equal(stage({ gateway: notSuitable }), 'finished')
})

test('a repeat that the police find not suitable is not finished: a closing is proposed, and a second person answers', () => {
  const repeat = { isRepeat: true, gateway: notSuitable }
  assert.equal(stage(repeat), 'closing, second person needed')
  assert.deepEqual(due(repeat), ['Propose the closing, with reasons (Channel coordinator)'])
  assert.equal(stage({ ...repeat, closure: closing }), 'closing, second person needed')
  assert.deepEqual(due({ ...repeat, closure: closing }), ['Agree or decline the closing (senior officer)'])
  assert.equal(stage({ ...repeat, closure: { ...closing, ...answered, agreed: true } }), 'finished')
})

test('when the second person declines, the work goes on from that day', () => {
  const facts = { isRepeat: true, gateway: notSuitable, closure: { ...closing, ...answered, declined: true } }
  assert.deepEqual(stageOf(referred(facts)), { stage: 'asking partners', since: at('2026-03-11') })
})

test('found not suitable once more after a decline, it needs another closing and another answer', () => {
  const again = { ...notSuitable, at: at('2026-03-20') }
  const facts = { isRepeat: true, gateway: again, closure: { ...closing, ...answered, declined: true } }
  assert.equal(stage(facts), 'closing, second person needed')
})

test('a repeat that is not referred under section 36 is not finished by one person either', () => {
  const gateway = { outcome: 'proceed' as const, at: at('2026-03-06') }
  const section36 = { refers: false, at: at('2026-03-10') }
  assert.equal(stage({ gateway, section36 }), 'finished')
  assert.equal(stage({ gateway, section36, isRepeat: true }), 'closing, second person needed')
})

test('the gateway can be recorded again at any later time: proceed takes back what was said before it', () => {
  const proceed = { outcome: 'proceed' as const, at: at('2026-06-01') }
  assert.equal(stage({ gateway: proceed, closure: { ...closing, ...answered, agreed: true } }), 'asking partners')
  assert.equal(stage({ gateway: proceed, section36: { refers: false, at: at('2026-03-10') } }), 'asking partners')
})

test('not suitable after the section 36 grounds pauses nothing: the panel decides', () => {
  const section36 = { refers: true, at: at('2026-03-05') }
  assert.equal(stage({ gateway: notSuitable, section36 }), 'ready for the panel')
  const decision = { outcome: 'adopted' as const, at: at('2026-03-05') }
  assert.equal(stage({ gateway: notSuitable, section36, decision }), 'asking for consent')
})
