import type { Writing } from '../../platform/town.ts'
import { asOf, asRecordedBefore, type Before } from '../cases/index.ts'
import { exitReason } from './code-lists.ts'
import type { SealedAnswer, SealedRequest } from './consent-read.ts'
import { endActions, endLead, letProvidersIn } from './ending.ts'
import type { Person } from './known.ts'
import type { SealedPlan } from './plan-read.ts'
import { saveAction, saveNeed } from './planning.ts'
import type { SealedExit, SealedReview } from './reviews-read.ts'

const notSaid = 'The record before does not say'

interface ConsentBefore extends Before {
  answer: 'given' | 'refused' | 'withdrawn'
  whoMay: string
  /** Who answered, by name. */
  name?: string | undefined
  expiresOn?: string | undefined
}

/** Who is asked, by who answers (CTSA 2015 s.36 and its notes, para 206). */
const askedOf: Record<string, string> = {
  adult: 'the person',
  'young person': 'the person',
  'council under a care order': 'the council',
  'best interests': 'best-interests decision-maker',
}

/** Keeps how consent was asked for and answered before, in `saves`. Whoever had to be told was told then. */
export async function keepConsentMovedIn(writing: Writing, before: ConsentBefore): Promise<void> {
  const { caseId, on, answer, whoMay, name = notSaid } = before
  const { tx, newId, seal, viewer, now } = asOf(writing, before)
  const requestId = newId()
  const request = { name, words: asRecordedBefore(before), socialCareDecision: undefined } satisfies SealedRequest
  await tx
    .insertInto('casework.consent_request')
    .values({
      id: requestId,
      case_id: caseId,
      of_whom: askedOf[whoMay] ?? 'parent or guardian',
      how: 'in person',
      ask_on: on,
      by_whom: before.byId ?? null,
      sealed: seal(caseId, 'consent_request', request),
      set_by: viewer.id,
      set_at: now,
    })
    .execute()
  const words = asRecordedBefore(before)
  const said = { name, evidence: `${notSaid}.`, ownView: `${notSaid}.`, how: 'in person', words } satisfies SealedAnswer
  await tx
    .insertInto('casework.consent_answer')
    .values({
      id: newId(),
      case_id: caseId,
      request_id: requestId,
      answer,
      who_may: whoMay,
      answered_on: on,
      expires_on: answer === 'given' ? before.expiresOn! : null,
      sealed: seal(caseId, 'consent_answer', said),
      recorded_by: before.byId ?? null,
      recorded_at: now,
    })
    .execute()
}

interface PlanBefore extends Before {
  needs: readonly string[]
  /** What was agreed for the first need; the others are told as they stand. */
  action?: { nature: string; provider: Person; sessions: number } | undefined
  /** The case has not left support: whoever provides it is let in. */
  isOpen: boolean
}

/** Keeps a support plan as it stands in the record before, in `saves`: CTSA 2015 s.36(5)(b) to (d). */
export async function keepPlanMovedIn(writing: Writing, before: PlanBefore): Promise<void> {
  const { caseId, on, needs, action, isOpen } = before
  const then = asOf(writing, before)
  const planId = writing.newId()
  const sealed = { input: undefined, noInput: `${notSaid} what the person wanted from it.` } satisfies SealedPlan
  await writing.tx
    .insertInto('casework.support_plan')
    .values({
      id: planId,
      case_id: caseId,
      written_by: before.byId ?? null,
      written_at: then.now,
      sealed: writing.seal(caseId, 'support_plan', sealed),
    })
    .execute()
  for (const [at, need] of needs.entries()) {
    const met = at === 0 ? action : undefined
    const reason = met ? undefined : `${notSaid} what is done about it: look at it at the next review.`
    const needId = await saveNeed(then, { caseId, planId, need, reason })
    if (!met) continue
    const { nature, provider, sessions } = met
    const how = asRecordedBefore(before)
    const agreed = { nature, provider: provider.value, sessions, how, startsOn: on, restsOnConsent: true }
    await saveAction(then, { caseId, planId, needId }, agreed as Parameters<typeof saveAction>[2])
  }
  if (action && isOpen) await letProvidersIn(writing, caseId, [action.provider])
}

/** Keeps when and why a person left support before, in `saves`: the reviews after 6 and 12 months follow from that day. */
export async function keepExitMovedIn(writing: Writing, before: Before & { reason: string }): Promise<void> {
  const { caseId, on, reason } = before
  const then = asOf(writing, before)
  const words = { words: asRecordedBefore(before), views: [], chairsReason: undefined } satisfies SealedExit
  await writing.tx
    .insertInto('casework.exit')
    .values({
      id: writing.newId(),
      case_id: caseId,
      reason,
      exited_on: on,
      reviews_follow: exitReason(reason)?.reviewsFollow ?? true,
      sealed: writing.seal(caseId, 'exit', words),
      recorded_by: before.byId ?? null,
      recorded_at: then.now,
    })
    .execute()
  await endActions(then, caseId, { because: 'exit' })
  await endLead(then, caseId, 'exit')
}

/** Keeps a review after the end that was held before and found no concern, in `saves`. */
export async function keepReviewMovedIn(
  writing: Writing,
  before: Before & { kind: '6-month review' | '12-month review' },
): Promise<void> {
  const { caseId, on, kind } = before
  const words = { words: asRecordedBefore(before), contributions: [], whyEarly: undefined } satisfies SealedReview
  await writing.tx
    .insertInto('casework.review')
    .values({
      id: writing.newId(),
      case_id: caseId,
      kind,
      reviewed_on: on,
      outcome: 'no concern',
      next_on: null,
      sealed: writing.seal(caseId, 'review', words),
      recorded_by: before.byId ?? null,
      recorded_at: asOf(writing, before).now,
    })
    .execute()
}
