import { z } from 'zod'
import { id, query } from '../../platform/query.ts'
import { dayOf } from '../../platform/pure/days.ts'
import type { Reading } from '../../platform/town.ts'
import { newestAssessment } from '../assessment/index.ts'
import {
  assessedAtExit,
  bannerOf,
  type CaseFacts,
  caseFacts,
  openReviews,
  reopenedAt,
  sinceReopened,
  theEnd,
  whatStopped,
} from '../cases/index.ts'
import { targetAt } from '../targets/pure.ts'
import { answersIn, requestsIn } from './consent-read.ts'
import { actionInSupport, type Support, support } from './known.ts'
import { optionsIn } from './options.ts'
import { plansIn } from './plan-read.ts'
import { standingPlan } from './plan-rules.ts'
import { supportPolicy } from './policy.ts'
import { exitsIn, reviewsIn } from './reviews-read.ts'

/** Everything about the support of one case, as this viewer; undefined when there is no such case in sight. */
export async function supportOf(reading: Reading, caseId: string): Promise<Support | undefined> {
  const banner = await bannerOf(reading, caseId)
  const all = banner && (await caseFacts(reading.tx, caseId))
  if (!banner || !all) return undefined
  const facts = sinceReopened(all)
  const adopted = facts.decision?.outcome === 'adopted' ? facts.decision.at : null
  const end = theEnd(facts)
  const open = openReviews(facts)
  const plans = await plansIn(reading, caseId)
  const assessed = await assessedFor(reading, { facts, plans })
  const decided = adopted ?? reopenedAt(all) ?? ''
  return {
    caseId,
    banner,
    today: reading.today,
    adoptedOn: adopted && dayOf(adopted),
    born: banner.born,
    ageAbout: banner.age,
    consentFor: consentTargets(facts, reading.now.toISOString()),
    requests: (await requestsIn(reading, caseId)).filter(({ setAt }) => setAt >= decided),
    answers: (await answersIn(reading, caseId)).filter(({ recordedAt }) => recordedAt >= decided),
    plans,
    reviews: await reviewsIn(reading, caseId),
    exits: await exitsIn(reading, caseId),
    ended: end ? { on: end.on, reviewed: end.reviewed } : null,
    openReviews: open,
    stopped: whatStopped(facts)?.stage ?? null,
    openPanelActions: facts.actions.length,
    assessed,
    options: await optionsIn(reading, { caseId, plans, open, unmet: assessed.unmet }),
  }
}

const consentTargets = ({ targets }: CaseFacts, now: string): Support['consentFor'] => ({
  months: targetAt(targets, 'consentLasts', now),
  renewalDays: targetAt(targets, 'consentRenewal', now),
})

/** How far the person is assessed, and what was found that the standing plan does not answer. */
async function assessedFor(
  reading: Reading,
  { facts, plans }: { facts: CaseFacts; plans: Support['plans'] },
): Promise<Support['assessed']> {
  const newest = await newestAssessment(reading, facts.caseId)
  const atExit = assessedAtExit(facts)
  const answered = standingPlan({ plans })?.needs.map(({ foundId }) => foundId) ?? []
  return {
    on: newest?.on ?? null,
    atExitOn: atExit ? dayOf(atExit) : null,
    unmet: newest?.needs.filter(({ id: found }) => !answered.includes(found)) ?? [],
  }
}

export const supportOfCase = query({
  name: 'support.plan',
  zone: 'casework',
  summary: 'The support of a case: consent, plan, sessions, reviews, exit, and what is due afterwards',
  about: z.object({ caseId: id() }),
  gives: support,
  allows: supportPolicy.read,
  read: (reading, { caseId }) => supportOf(reading, caseId),
  subjects: ({ caseId }) => [caseId],
})

export const actionOfPlan = query({
  name: 'support.action',
  zone: 'casework',
  summary: 'One action of a support plan, with the support it belongs to',
  about: z.object({ caseId: id(), actionId: id() }),
  gives: actionInSupport,
  allows: supportPolicy.read,
  async read(reading, { caseId, actionId }) {
    const known = await supportOf(reading, caseId)
    const action = known?.plans.flatMap(({ actions }) => actions).find((each) => each.id === actionId)
    return known && action ? { ...known, action } : undefined
  },
  subjects: ({ caseId }) => [caseId],
})
