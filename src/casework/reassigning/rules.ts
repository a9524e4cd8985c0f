import { type Fact, problem, type Problems, type Refusal, refuse } from '../../platform/pure/outcomes.ts'
import type { Answers } from '../../platform/pure/questions.ts'
import type { Stage } from '../cases/pure.ts'
import type { giveQuestions } from './questions.ts'

/** So many cases are given at once: more than anybody has, and few enough to look over before. */
export const mostCases = 500

export interface To {
  coordinatorId: string | null
  leadId: string | null
}

/** How a case stands, for whoever would get it. */
export interface Standing extends To {
  stage: string
  /** Of those who would get it: who declared a conflict of interest on it, or to whom it is closed. */
  closedTo: readonly string[]
}

/** Between the panel's adoption and the end of the case there is support to lead. */
const led: readonly Stage[] = [
  'asking for consent',
  'planning support',
  'being supported',
  'consent refused',
  'consent withdrawn',
  'support withdrawn',
]

/** Why a case cannot be given so, in a whole sentence; undefined where it can. */
export function whyNotGive(case_: Standing, to: To): string | undefined {
  if (case_.stage === 'finished') return 'The case is finished: nothing is left to do on it.'
  if (to.leadId && !(led as readonly string[]).includes(case_.stage))
    return 'A lead professional is named from the panel’s adoption until the case ends.'
  if ([to.coordinatorId, to.leadId].some((id) => id && case_.closedTo.includes(id)))
    return 'The case is closed to whoever would get it: they declared a conflict of interest, or it is sealed.'
  const changes = giving(case_, to)
  return changes.coordinatorId || changes.leadId ? undefined : 'It is theirs already.'
}

/** What changes by it: what is theirs already does not. */
const giving = (case_: To, to: To): To => ({
  coordinatorId: to.coordinatorId === case_.coordinatorId ? null : to.coordinatorId,
  leadId: to.leadId === case_.leadId ? null : to.leadId,
})

export interface CaseGiven extends Fact, To {
  is: 'case given'
  caseId: string
  toWord: string
  reason: string
}

/** One case is given to somebody else. */
export function giveCase(
  { caseId, standing }: { caseId: string; standing: Standing },
  { toCoordinator, toLead, reason }: Answers<typeof giveQuestions>,
): CaseGiven | Refusal | Problems {
  const to = { coordinatorId: toCoordinator ?? null, leadId: toLead ?? null }
  const nobody = toNobody(to)
  if (nobody) return nobody
  const no = whyNotGive(standing, to)
  if (no) return refuse(no)
  const changes = giving(standing, to)
  return { is: 'case given', caseId, ...changes, toWord: inWords(changes), reason }
}

const toNobody = ({ coordinatorId, leadId }: To) =>
  coordinatorId || leadId ? undefined : problem('toCoordinator', 'Choose a coordinator, a lead professional, or both')

const inWords = ({ coordinatorId, leadId }: To) =>
  [coordinatorId && 'another coordinator', leadId && 'another lead professional'].filter(Boolean).join(' and ')

interface Shown {
  cases: readonly string[]
  tooMany: boolean
}

export interface Prepared extends Fact, To {
  is: 'cases chosen to be given'
  reassignmentId?: string
  reason: string
  cases: readonly string[]
}

/** Which cases are to be given, and to whom: looked over before anything is done. */
export function choose(
  { cases, tooMany }: Shown,
  { toCoordinator, toLead, reason }: Answers<typeof giveQuestions>,
): Prepared | Refusal | Problems {
  const to = { coordinatorId: toCoordinator ?? null, leadId: toLead ?? null }
  const nobody = toNobody(to)
  if (nobody) return nobody
  if (tooMany) return refuse(tooManyWords)
  return cases.length ? { is: 'cases chosen to be given', ...to, reason, cases } : refuse(noneWords)
}

export const noneWords = 'No case is chosen: there is nothing to give.'
export const tooManyWords = `There are more than ${mostCases} cases in this list: narrow it first, and give them in parts.`

/** They are given once, after whoever gives them has looked them over. */
export function go({
  reassignmentId,
  step,
  counts,
}: {
  reassignmentId: string
  step: string
  counts: { can: number }
}) {
  if (step !== 'to check') return refuse('These cases are given already.')
  return counts.can
    ? { is: 'giving cases confirmed' as const, reassignmentId }
    : refuse('None of these cases can be given so: each says why.')
}
