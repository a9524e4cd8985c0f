import { showDay } from '../../platform/pure/days.ts'
import { problem, refuse } from '../../platform/pure/outcomes.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { exitReason, labelled, natures } from './code-lists.ts'
import { groundsThatEnd } from '../cases/pure.ts'
import { consentState } from './consent-rules.ts'
import type { Support } from './known.ts'
import { isUnreconciled, standingPlan } from './plan-rules.ts'
import type { Exit } from './review-questions.ts'

/** What an exit would leave open: each a sentence without its full stop. An exit then needs the chair's reason. */
export function leftOpen(known: Support): string[] {
  // casework.md, Consent and support: no exit without an assessment, but for the chair's reason
  const assessment = known.assessed.atExitOn ? [] : ['the person was not assessed at the exit']
  return [...workLeftOpen(known), ...assessment]
}

function workLeftOpen(known: Support): string[] {
  const open = (standingPlan(known)?.actions ?? []).filter(({ endedOn }) => !endedOn)
  const actions = open.map((action) => {
    const what = `${labelled(natures, action.nature)} by ${action.provider}`
    return isUnreconciled(action)
      ? `${what}: ${action.delivered} of ${action.commissioned} sessions delivered, and no reason recorded`
      : `${what}: the action is still open`
  })
  const count = known.openPanelActions
  return count
    ? [
        ...actions,
        count === 1
          ? 'one action promised at the panel is not done'
          : `${count} actions promised at the panel are not done`,
      ]
    : actions
}

export function whyNotExit({ adoptedOn, ended }: Support): string | undefined {
  if (ended) return 'The case has ended already.'
  return adoptedOn ? undefined : 'The panel has not adopted the case, so there is no support to leave.'
}

/** An exit, never with work left open unless the chair says why (facts 7.3: sessions that others believed were held). */
export function recordExit(known: Support, exit: Exit, { viewer }: { viewer: Viewer }) {
  const no = whyNotExit(known)
  if (no) return refuse(no)
  if (exit.exitedOn < known.adoptedOn!)
    return problem(
      'exitedOn',
      `The day of the exit must be on or after ${showDay(known.adoptedOn!)}, when the panel adopted the case`,
    )
  const problems = groundsThatEnd('words', exit.words)
  if (problems) return problems
  const { consent, reviewsFollow } = exitReason(exit.reason)!
  if (consent && consentState(known.answers, exit.exitedOn).is !== consent)
    return problem('reason', `It is not recorded that consent was ${consent}`)
  const isChair = viewer.roles.includes('panel chair')
  if (exit.chairsReason && !isChair)
    return problem('chairsReason', 'Only the panel chair can give this reason: leave it blank')
  const open = leftOpen(known)
  if (open.length && !exit.chairsReason)
    return refuse(
      `The case cannot exit with work left open: ${open.join('; ')}. ${isChair ? 'End it, or give your reason as the chair.' : 'End it, or ask the panel chair to record the exit with a reason.'}`,
    )
  return { is: 'case exited', caseId: known.caseId, reasonWord: exit.reason, reviewsFollow, ...exit }
}
