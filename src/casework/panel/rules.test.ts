import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { idsAndWords } from '../../platform/perform.ts'
import type { Fact } from '../../platform/pure/outcomes.ts'
import { declareConflict, giveView } from './item-rules.ts'
import { kindFor, notForTheAgenda } from './meeting-rules.ts'
import type { ItemOnTheTable, Member } from './queries/items.ts'
import { outcomesOf, type Rung, rungs } from './questions.ts'
import {
  agenciesAtTheTable,
  decideOnItem,
  inTheChair,
  lawfulStops,
  rungMisfit,
  standingViews,
  type Voice,
} from './rules.ts'
import { missingAtDecision, warningsOn } from './warnings.ts'

const member = (name: string, agency: string, more: Partial<Member> = {}): Member => ({
  staffId: name,
  name,
  agencyId: agency,
  agency,
  office: null,
  guest: false,
  present: true,
  inTheChair: false,
  inAgreement: true,
  declared: null,
  ...more,
})

const chair = member('Chris', 'Council', { office: 'chair', inTheChair: true })
const deputy = member('Dana', 'Council', { office: 'deputy' })
const police = member('Pat', 'Police')
const health = member('Hari', 'Health')

const item = (more: Partial<ItemOnTheTable> = {}): ItemOnTheTable => ({
  itemId: 'item',
  caseId: 'case',
  meetingId: 'meeting',
  panelId: 'panel',
  panel: 'Channel Panel',
  kind: 'new case',
  reference: 'C-1',
  knownAs: 'Sam Sample',
  mistaken: false,
  stage: 'on the agenda',
  meetsOn: '2026-12-03',
  openedAt: '2026-12-03T10:00:00.000Z',
  rollCalledAt: '2026-12-03T10:01:00.000Z',
  closedAt: null,
  minutesApprovedAt: null,
  councilId: 'Council',
  council: 'Council',
  section36: true,
  homeForce: { id: 'Police', name: 'Police' },
  leadId: null,
  nextMeetingId: null,
  members: [chair, deputy, police, health],
  recusals: [],
  views: [],
  decision: null,
  dissents: [],
  actions: [],
  ...more,
})

const recused = (who: Member): Member => ({ ...who, declared: 'conflict' })
const away = (who: Member): Member => ({ ...who, present: false, inTheChair: false })
const recusal = (who: Member): ItemOnTheTable['recusals'][number] => ({
  staffId: who.staffId,
  name: who.name,
  kind: 'conflict',
  words: 'is a neighbour',
  at: '2026-12-03T10:02:00.000Z',
})
const view = (who: Member, said: string, minute = 5): ItemOnTheTable['views'][number] => ({
  agencyId: who.agencyId,
  agency: who.agency,
  staffId: who.staffId,
  member: who.name,
  view: said,
  words: 'words',
  recordedBy: who.name,
  at: `2026-12-03T10:${String(minute).padStart(2, '0')}:00.000Z`,
})

test('nothing that the law asks for is missing when grounds, council and home police are there', () => {
  assert.deepEqual(lawfulStops(item()), [])
})

test('without section 36 grounds the panel cannot decide', () => {
  const [stop, ...others] = lawfulStops(item({ section36: false }))
  assert.match(stop!, /section 36\(3\)/)
  assert.equal(others.length, 0)
})

test('without the council in the chair the panel cannot decide', () => {
  const [stop, ...others] = lawfulStops(item({ members: [away(chair), away(deputy), police, health] }))
  assert.match(stop!, /nobody from Council who may take the chair/)
  assert.equal(others.length, 0)
})

test('without the police of where the person lives the panel cannot decide', () => {
  for (const members of [
    [chair, deputy, health],
    [chair, away(police)],
    [chair, recused(police)],
    [chair, member('Olu', 'Other police')],
  ]) {
    const [stop, ...others] = lawfulStops(item({ members }))
    assert.match(stop!, /the police of the area where the person lives/)
    assert.equal(others.length, 0)
  }
})

test('a home area that nobody recorded stops the panel too', () => {
  assert.match(lawfulStops(item({ homeForce: null }))[0]!, /is not recorded/)
})

test('a second officer of the home force covers for one with a conflict', () => {
  assert.deepEqual(lawfulStops(item({ members: [chair, recused(police), member('Paz', 'Police')] })), [])
})

test('anything else that is missing is a warning and stops nothing', () => {
  const alone = item({ members: [chair, police, away(health)] })
  assert.deepEqual(lawfulStops(alone), [])
  const warnings = warningsOn(alone, { grounds: [], replies: [], waitingFor: [], notAsked: [], assessment: null })
  assert.ok(warnings.includes('No assessment is finished.'))
  assert.ok(warnings.some((each) => each.includes('not at the table: Health')))
  assert.ok(warnings.some((each) => each.includes('without a view yet: Council, Police')))
  const then = missingAtDecision(alone, {
    released: 0,
    awaited: 2,
    assessed: true,
    notAsked: ['School, which referred this person, was not asked before the panel.'],
  })
  assert.deepEqual(then, [
    'A partner was asked whose reply was not released by then.',
    'School, which referred this person, was not asked before the panel.',
    'Agencies on the panel and not at the table: Health.',
    'Agencies at the table and without a view yet: Council, Police.',
  ])
  const decided = decideOnItem(
    alone,
    { outcome: 'adopted', rung: 'consensus', reasons: 'needs support' },
    { viewer: { id: 'Chris' } },
  )
  assert.equal(decided.is, 'panel decided')
})

test('a chair with a conflict hands this item to the deputy', () => {
  assert.equal(inTheChair(item())?.name, 'Chris')
  assert.equal(inTheChair(item({ members: [recused(chair), deputy, police] }))?.name, 'Dana')
  assert.equal(inTheChair(item({ members: [recused(chair), recused(deputy), police] })), undefined)
})

test('whoever took the chair at the roll is in the chair, and only somebody from the council', () => {
  const stood = member('Kim', 'Council', { inTheChair: true })
  assert.equal(inTheChair(item({ members: [away(chair), stood, police] }))?.name, 'Kim')
  assert.equal(inTheChair(item({ members: [away(chair), { ...health, inTheChair: true }, police] })), undefined)
})

test('only whoever is in the chair for the item records the decision', () => {
  const refused = decideOnItem(
    item(),
    { outcome: 'adopted', rung: 'consensus', reasons: 'x' },
    { viewer: { id: 'Dana' } },
  )
  assert.deepEqual(refused, {
    is: 'refused',
    sentence: 'Chris is in the chair for this item and records the decision.',
  })
})

test('the newest view of an agency stands, and that of a member with a conflict does not count', () => {
  const views = [view(health, 'adopted'), view(health, 'not adopted', 6), view(police, 'adopted')]
  assert.deepEqual(
    standingViews(item({ views })).map(({ agency, view: said }) => [agency, said]),
    [
      ['Health', 'not adopted'],
      ['Police', 'adopted'],
    ],
  )
  const second = member('Hana', 'Health')
  const hari = item({ members: [chair, police, recused(health), second], recusals: [recusal(health)], views })
  assert.deepEqual(
    agenciesAtTheTable(hari).find(({ agency }) => agency === 'Health'),
    { agency: 'Health', view: undefined },
  )
})

test('an item is decided once', () => {
  const decision = {
    outcome: 'adopted',
    rung: 'consensus' as const,
    otherSupport: null,
    reasons: 'x',
    by: 'Chris',
    at: '2026-12-03T10:10:00.000Z',
  }
  const again = decideOnItem(
    item({ decision }),
    { outcome: 'adopted', rung: 'consensus', reasons: 'x' },
    { viewer: { id: 'Chris' } },
  )
  assert.deepEqual(again, { is: 'refused', sentence: 'The panel has already decided on this item.' })
})

test('what needs more information goes back on the next agenda that is called', () => {
  const next = decideOnItem(
    item({ nextMeetingId: 'next' }),
    { outcome: 'more information', rung: 'consensus', reasons: 'x' },
    { viewer: { id: 'Chris' } },
  )
  assert.equal(next.is === 'panel decided' && next.nextMeetingId, 'next')
})

const outcomes = Object.keys(outcomesOf['new case'])
const voices = fc.array(
  fc.record({ agency: fc.uuid(), view: fc.option(fc.constantFrom(...outcomes), { nil: undefined }) }),
  { minLength: 1, maxLength: 9 },
)
const rungNames = Object.keys(rungs) as Rung[]
const fitting = (outcome: string, at: readonly Voice[]) =>
  rungNames.filter((rung) => rungMisfit(outcome, rung, at) === undefined)
const holding = (at: readonly Voice[], outcome: string) => at.filter((voice) => voice.view === outcome).length

test('an outcome is reached by one rung at most', () => {
  fc.assert(fc.property(voices, fc.constantFrom(...outcomes), (at, outcome) => fitting(outcome, at).length <= 1))
})

test('there is always an outcome that some rung reaches', () => {
  fc.assert(fc.property(voices, (at) => outcomes.some((outcome) => fitting(outcome, at).length === 1)))
})

test('it is consensus exactly when no agency at the table holds another view', () => {
  fc.assert(
    fc.property(voices, fc.constantFrom(...outcomes), (at, outcome) => {
      const agreed = at.every((voice) => voice.view === undefined || voice.view === outcome)
      return fitting(outcome, at).includes('consensus') === agreed
    }),
  )
})

test('a majority of the panel is never overruled, by the chair or by anybody', () => {
  fc.assert(
    fc.property(voices, fc.constantFrom(...outcomes), (at, outcome) => {
      const other = outcomes.some((each) => each !== outcome && holding(at, each) * 2 > at.length)
      return !other || fitting(outcome, at).length === 0
    }),
  )
})

test('the chair decides only where no view has a majority', () => {
  fc.assert(
    fc.property(voices, fc.constantFrom(...outcomes), (at, outcome) => {
      if (!fitting(outcome, at).includes('chair')) return true
      return outcomes.every((each) => holding(at, each) * 2 <= at.length)
    }),
  )
})

test('a rung that does not fit is answered with the reason', () => {
  const split: Voice[] = [
    { agency: 'Council', view: 'adopted' },
    { agency: 'Police', view: 'adopted' },
    { agency: 'Health', view: 'not adopted' },
  ]
  assert.equal(rungMisfit('adopted', 'consensus', split), 'Health holds another view: this was no consensus')
  assert.equal(
    rungMisfit('not adopted', 'majority', split),
    '1 of the 3 agencies at the table holds this view: that is no majority',
  )
  assert.match(rungMisfit('adopted', 'chair', split)!, /decided by the majority/)
  assert.match(rungMisfit('not adopted', 'chair', split)!, /hold another view \(adopted\)/)
  assert.equal(rungMisfit('adopted', 'majority', split), undefined)
})

test('a case comes to the panel for what its stage asks, and only with section 36 grounds', () => {
  assert.equal(kindFor('ready for the panel'), 'new case')
  assert.equal(kindFor('being supported'), 'plan review')
  assert.equal(kindFor('after exit'), 'post-exit review')
  assert.equal(kindFor('consent refused'), 'further assessment')
  assert.match(notForTheAgenda({ section36: false, openItem: null, stage: 'asking partners' })!, /section 36\(3\)/)
  assert.match(notForTheAgenda({ section36: true, openItem: null, stage: 'asking for consent' })!, /asking for consent/)
  assert.match(
    notForTheAgenda({ section36: true, openItem: { itemId: 'i', meetsOn: '2026-12-03' }, stage: 'on the agenda' })!,
    /already on the agenda/,
  )
})

test('what was said at the table is kept with it, and not on the act that whoever reads the case may read', () => {
  const acting = { viewer: { id: health.staffId } }
  const view = giveView(item(), { member: health.staffId, view: 'adopted', words: 'needs help' }, acting)
  const conflict = declareConflict(item(), { kind: 'conflict', words: 'is a neighbour', copies: 'none' }, acting)
  for (const fact of [view, conflict]) assert.deepEqual(Object.keys(idsAndWords(fact as Fact)), ['is'])
})

test('no ideology alone is no reason not to adopt, to end support or to see no concern', () => {
  const reasons = 'There is no evidence of an ideology'
  const decide = (kind: ItemOnTheTable['kind'], outcome: string) =>
    decideOnItem(item({ kind }), { outcome, rung: 'consensus', reasons } as never, { viewer: { id: 'Chris' } }).is
  assert.equal(decide('new case', 'not adopted'), 'problems')
  assert.equal(decide('plan review', 'ready for exit'), 'problems')
  assert.equal(decide('post-exit review', 'no concern'), 'problems')
  assert.equal(decide('new case', 'adopted'), 'panel decided')
  assert.equal(decide('new case', 'more information'), 'panel decided')
})
