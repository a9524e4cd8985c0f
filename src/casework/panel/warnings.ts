import { showDay } from '../../platform/pure/days.ts'
import { atTheTable, inTheChair, standingViews } from './rules.ts'
import type { ItemOnTheTable } from './queries/items.ts'

/** What there is to read about an item. */
export interface Papers {
  grounds: { words: string; by: string; for: string; at: string }[]
  replies: { agency: string; outcome: string; words: string; at: string }[]
  /** Agencies that were asked and whose reply is not released yet, as far as this reader may know. */
  waitingFor: string[]
  /** Who knows the person and was not asked before the panel, each in a sentence (facts 7.3). */
  notAsked: string[]
  /** What the newest assessment came to, where one is finished. */
  assessment: { on: string; newUntil: string } | null
}

/** What is missing or unusual on an item, each in a sentence. None of it blocks: the law alone does (casework.md, Panel). */
export function warningsOn(item: ItemOnTheTable, { waitingFor, replies, notAsked, assessment }: Papers): string[] {
  if (item.decision) return leftOpen(item)
  return [
    ...ledByThePolice(item),
    ...sentence(waitingFor, 'asked and not released yet', 'Replies'),
    ...(replies.length || waitingFor.length ? [] : [noReply]),
    ...notAsked,
    ...assessed(item, assessment),
    ...whoIsMissing(item),
    ...chairWorksTheCase(item),
    ...leftOpen(item),
  ]
}

/** What of the papers was there when the panel decided, without what they say. */
export interface PapersThen {
  released: number
  awaited: number
  assessed: boolean
  /** Who knows the person and was not asked before the panel, each in a sentence, as whoever is in the chair was told. */
  notAsked: readonly string[]
}

/** The same for the minutes, as it was at the decision: no agency is named whose answer the panel did not know of. */
export const missingAtDecision = (
  item: ItemOnTheTable,
  { released, awaited, assessed: isAssessed, notAsked }: PapersThen,
) => [
  ...ledByThePolice(item),
  ...(awaited ? ['A partner was asked whose reply was not released by then.'] : released ? [] : [noReply]),
  ...notAsked,
  ...(isAssessed || item.kind === 'post-exit review' ? [] : [noAssessment]),
  ...whoIsMissing(item),
  ...chairWorksTheCase(item),
]

const noReply = 'No reply from a partner has been released into the case.'
const noAssessment = 'No assessment is finished.'

/** Who sits on the panel and was not heard on this item, or may not see its papers. */
function whoIsMissing(item: ItemOnTheTable): string[] {
  const at = atTheTable(item)
  const absent = new Set(
    item.members.filter(({ agencyId }) => !at.some((each) => each.agencyId === agencyId)).map(({ agency }) => agency),
  )
  const given = new Set(standingViews(item).map(({ agencyId }) => agencyId))
  const silent = new Set(at.filter(({ agencyId }) => !given.has(agencyId)).map(({ agency }) => agency))
  const shut = new Set(item.members.filter(({ inAgreement }) => !inAgreement).map(({ agency }) => agency))
  return [
    ...(item.rollCalledAt ? sentence([...absent], 'on the panel and not at the table', 'Agencies') : []),
    ...(item.rollCalledAt ? sentence([...silent], 'at the table and without a view yet', 'Agencies') : []),
    ...sentence([...shut], 'without an information-sharing agreement, so their members see no papers', 'Agencies'),
  ]
}

const sentence = (agencies: readonly string[], what: string, of: string) =>
  agencies.length ? [`${of} ${what}: ${agencies.join(', ')}.`] : []

/** Before support and while it goes on, the panel looks at an assessment that is not too old (casework.md, Assessment). */
function assessed({ kind, meetsOn }: ItemOnTheTable, assessment: Papers['assessment']): string[] {
  if (kind === 'post-exit review') return []
  if (!assessment) return [noAssessment]
  return assessment.newUntil < meetsOn
    ? [`The newest assessment is older than the target by then: it is of ${showDay(assessment.on)}.`]
    : []
}

/** The law does not stop the panel, but nobody decides here without knowing it. */
const ledByThePolice = ({ stage }: Pick<ItemOnTheTable, 'stage'>) =>
  stage.endsWith('held for the police')
    ? [
        'The police lead this case now, and its work is held: the chair says first how it goes on, or the panel decides here.',
      ]
    : []

const chairWorksTheCase = (item: ItemOnTheTable) =>
  item.leadId && inTheChair(item)?.staffId === item.leadId
    ? ['Whoever is in the chair is the lead professional of this case.']
    : []

/** Work of somebody who declared a conflict must be taken over by somebody else. */
function leftOpen({ recusals, actions, leadId }: ItemOnTheTable): string[] {
  const recused = recusals.filter(({ kind }) => kind === 'conflict')
  return recused.flatMap(({ staffId, name }) => [
    ...(staffId === leadId ? [`${name} declared a conflict and is still the lead professional: name another.`] : []),
    ...(actions.some(({ ownerId, doneAt }) => ownerId === staffId && !doneAt)
      ? [`${name} declared a conflict and still has an action: set it for somebody else.`]
      : []),
  ])
}
