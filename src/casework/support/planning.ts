import type { Writing } from '../../platform/town.ts'
import type { PlanAction } from './plan-questions.ts'
import type { SealedAction, SealedNeed } from './plan-read.ts'

/** Writes a need of a plan, with the reason where nothing is done about it, and the need of an assessment that it answers. Gives its id. */
export async function saveNeed(
  writing: Writing,
  { caseId, planId, foundId, ...need }: SealedNeed & { caseId: string; planId: string; foundId?: string | undefined },
): Promise<string> {
  const id = writing.newId()
  await writing.tx
    .insertInto('casework.plan_need')
    .values({
      id,
      plan_id: planId,
      case_id: caseId,
      assessment_need_id: foundId ?? null,
      sealed: writing.seal(caseId, 'plan_need', need),
    })
    .execute()
  return id
}

export type NewAction = Pick<PlanAction, 'nature' | 'provider' | 'how' | 'startsOn' | 'sessions' | 'restsOnConsent'>

/** Writes an action of a plan: CTSA 2015 s.36(5)(b) to (d). */
export async function saveAction(
  writing: Writing,
  to: { caseId: string; planId: string; needId: string },
  action: NewAction,
): Promise<void> {
  await writing.tx
    .insertInto('casework.plan_action')
    .values({
      id: writing.newId(),
      plan_id: to.planId,
      need_id: to.needId,
      case_id: to.caseId,
      nature: action.nature,
      rests_on_consent: action.restsOnConsent,
      provider_id: action.provider,
      starts_on: action.startsOn,
      sessions_commissioned: action.sessions,
      sealed: writing.seal(to.caseId, 'plan_action', { how: action.how } satisfies SealedAction),
      set_by: writing.viewer.id,
      set_at: writing.now,
    })
    .execute()
}
