import { type Fact, problem, refuse } from '../../platform/pure/outcomes.ts'
import { showDay } from '../../platform/pure/days.ts'
import { groundsThatEnd } from '../cases/pure.ts'
import type { ItemOnTheTable, Member } from './queries/items.ts'
import { type Decision, type ItemKind, outcomesThatEnd, type Rung } from './questions.ts'

/** Everybody present who has not declared a conflict: they discuss, and the views of their agencies count. */
export const atTheTable = (item: Pick<ItemOnTheTable, 'members'>): Member[] =>
  item.members.filter(({ present, declared }) => present && declared !== 'conflict')

/**
 * Who is in the chair for this item. The local authority chairs (CTSA 2015 s.37): whoever took the chair at the roll,
 * else the chair, else the deputy, as long as they are present and have declared no conflict on it.
 */
export function inTheChair(item: Pick<ItemOnTheTable, 'members' | 'councilId'>): Member | undefined {
  const council = atTheTable(item).filter(({ agencyId }) => agencyId === item.councilId)
  return (
    council.find((member) => member.inTheChair) ??
    council.find(({ office }) => office === 'chair') ??
    council.find(({ office }) => office === 'deputy')
  )
}

/** What the law itself requires before a panel decides; nothing else stops it. Each is a clause of one sentence. */
export function lawfulStops(
  item: Pick<ItemOnTheTable, 'section36' | 'members' | 'councilId' | 'council' | 'homeForce'>,
): string[] {
  const { section36, homeForce, council } = item
  const stops: string[] = []
  if (!section36) stops.push('no grounds for referring to a panel are recorded (CTSA 2015 section 36(3))')
  if (!inTheChair(item))
    stops.push(`nobody from ${council} who may take the chair is present and free of conflict (CTSA 2015 section 37)`)
  if (!homeForce)
    stops.push('the police force of the area where the person lives is not recorded (CTSA 2015 section 37)')
  else if (!atTheTable(item).some(({ agencyId }) => agencyId === homeForce.id))
    stops.push(
      `nobody from ${homeForce.name}, the police of the area where the person lives, is present and free of conflict (CTSA 2015 section 37)`,
    )
  return stops
}

/** Each agency's view as it stands: the newest that somebody without a conflict gave. */
export function standingViews({
  views,
  recusals,
}: Pick<ItemOnTheTable, 'views' | 'recusals'>): ItemOnTheTable['views'] {
  const recused = new Set(recusals.filter(({ kind }) => kind === 'conflict').map(({ staffId }) => staffId))
  const counting = views
    .filter(({ staffId }) => !recused.has(staffId))
    .sort((one, other) => one.at.localeCompare(other.at))
  return [...new Map(counting.map((view) => [view.agencyId, view])).values()]
}

/** The agencies at the table with the view that each holds; undefined where it holds or gave none. */
export function agenciesAtTheTable(item: Pick<ItemOnTheTable, 'members' | 'views' | 'recusals'>): Voice[] {
  const views = new Map(standingViews(item).map(({ agencyId, view }) => [agencyId, view]))
  const agencies = new Map(atTheTable(item).map(({ agencyId, agency }) => [agencyId, agency]))
  return [...agencies].map(([agencyId, agency]) => {
    const view = views.get(agencyId)
    return { agency, view: view === 'no view' ? undefined : view }
  })
}

export interface Voice {
  agency: string
  view: string | undefined
}

/**
 * Why an outcome was not reached by the rung that was named; undefined when it was. Consensus: no agency at the table
 * holds another view. Majority: more than half of the agencies at the table hold it. The chair decides only when no
 * view has a majority (CTSA 2015 s.37(6)).
 */
export function rungMisfit(outcome: string, rung: Rung, voices: readonly Voice[]): string | undefined {
  const differing = voices.filter(({ view }) => view !== undefined && view !== outcome)
  const held = voices.filter(({ view }) => view === outcome).length
  const hasMajority = (view: string) => voices.filter((voice) => voice.view === view).length * 2 > voices.length
  if (rung === 'consensus') {
    return differing.length
      ? `${names(differing)} ${differing.length > 1 ? 'hold' : 'holds'} another view: this was no consensus`
      : undefined
  }
  if (!differing.length) return 'No agency at the table holds another view: this was decided by consensus'
  if (rung === 'majority') {
    return hasMajority(outcome)
      ? undefined
      : `${held} of the ${voices.length} agencies at the table ${held === 1 ? 'holds' : 'hold'} this view: that is no majority`
  }
  if (hasMajority(outcome)) return 'Most agencies at the table hold this view: this was decided by the majority'
  const other = differing.find(({ view }) => hasMajority(view!))
  return (
    other &&
    `Most agencies at the table hold another view (${other.view}): the chair decides only where there is no majority`
  )
}

export interface PanelDecided extends Fact {
  is: 'panel decided'
  caseId: string
  itemId: string
  meetingId: string
  kindWord: ItemKind
  outcomeWord: string
  rungWord: Rung
  words: Omit<Decision, 'outcome' | 'rung'>
  notAsked?: readonly string[]
  /** More information is asked for, and the next meeting is called already: the case is on its agenda. */
  nextMeetingId?: string
  nextItemId?: string
}

/** Why this viewer cannot record a decision now; undefined when they can. */
export function whyNotDecide(item: ItemOnTheTable, viewer: { id: string }): string | undefined {
  const notYet = notBeingHeard(item)
  if (notYet) return notYet
  const stops = lawfulStops(item) // CTSA 2015 s.36(3), s.37: nothing else blocks
  if (stops.length) return `The panel cannot decide yet: ${stops.join('; ')}.`
  const chair = inTheChair(item)!
  if (chair.staffId !== viewer.id) return `${chair.name} is in the chair for this item and records the decision.`
  return undefined
}

interface Deciding {
  viewer: { id: string }
  /** What the minutes say of who was not asked before the panel (facts 7.3). */
  notAsked?: readonly string[]
}

/** The panel's decision on an item, by whoever is in the chair for it. */
export function decideOnItem(item: ItemOnTheTable, decision: Decision, { viewer, notAsked = [] }: Deciding) {
  const no = whyNotDecide(item, viewer)
  if (no) return refuse(no)
  const misfit = rungMisfit(decision.outcome, decision.rung, agenciesAtTheTable(item))
  if (misfit) return problem('rung', misfit)
  const problems = outcomesThatEnd.includes(decision.outcome) ? groundsThatEnd('reasons', decision.reasons) : undefined
  if (problems) return problems
  const next =
    decision.outcome === 'more information' && item.nextMeetingId ? { nextMeetingId: item.nextMeetingId } : {}
  const { outcome, rung, ...words } = decision
  const fact: PanelDecided = {
    is: 'panel decided',
    caseId: item.caseId,
    itemId: item.itemId,
    meetingId: item.meetingId,
    kindWord: item.kind,
    outcomeWord: outcome,
    rungWord: rung,
    words,
    ...(notAsked.length ? { notAsked } : {}),
    ...next,
  }
  return fact
}

/** Why an item cannot be discussed now; undefined while it can. */
export function notBeingHeard(
  item: Pick<ItemOnTheTable, 'decision' | 'openedAt' | 'rollCalledAt' | 'closedAt' | 'meetsOn'>,
): string | undefined {
  if (item.decision) return 'The panel has already decided on this item.'
  if (item.closedAt) return 'The meeting was closed before this item was decided. Put the case on the next agenda.'
  if (!item.openedAt) return `The meeting on ${showDay(item.meetsOn)} has not been opened yet.`
  if (!item.rollCalledAt) return 'The roll has not been called yet: whoever is present must be known first.'
  return undefined
}

/** "Health", "Health and Police", "Health, Police and School". */
function names(voices: readonly Voice[]) {
  const all = voices.map(({ agency }) => agency)
  return all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : all[0]
}
