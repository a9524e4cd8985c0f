import { dayOf } from '../../platform/pure/days.ts'
import type { Reading } from '../../platform/town.ts'
import { nameOfOwner } from '../cases/index.ts'
import type { PlannedAction, SupportPlan } from './known.ts'

/** What is kept sealed of a plan, a need, an action, its end, and a session. */
export type SealedPlan = Pick<SupportPlan, 'input' | 'noInput'>
export interface SealedNeed {
  need: string
  reason?: string | undefined
}
export interface SealedAction {
  how: string
}
export interface SealedEnd {
  endWords: string
  whyFewer?: string | undefined
}
export interface SealedSession {
  done: string
}

/** Every plan of a case with its needs, its actions and their sessions, newest first. */
export async function plansIn(reading: Reading, caseId: string): Promise<SupportPlan[]> {
  const plans = await reading.tx
    .selectFrom('casework.support_plan as p')
    .leftJoin('organisation.staff as s', 's.id', 'p.written_by')
    .select(['p.id', 'p.written_at', 'p.ended_at', 'p.ended_why', 'p.sealed', 'p.written_by', 's.name'])
    .where('p.case_id', '=', caseId)
    .orderBy('p.written_at', 'desc')
    .orderBy('p.id', 'desc')
    .execute()
  if (!plans.length) return []
  const needs = await needsIn(reading, caseId)
  const actions = await actionsIn(reading, caseId, needs)
  return plans.map((row) => ({
    id: row.id,
    writtenBy: nameOfOwner(row.written_by, row.name),
    writtenAt: row.written_at,
    endedAt: row.ended_at,
    endedWhy: row.ended_why,
    ...reading.open<SealedPlan>(caseId, 'support_plan', row.sealed),
    needs: needs.filter(({ planId }) => planId === row.id),
    actions: actions.filter(({ planId }) => planId === row.id),
  }))
}

type Need = SupportPlan['needs'][number] & { planId: string }

async function needsIn({ tx, open }: Reading, caseId: string): Promise<Need[]> {
  const rows = await tx
    .selectFrom('casework.plan_need')
    .select(['id', 'plan_id', 'assessment_need_id', 'sealed'])
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute()
  return rows.map(({ id, plan_id, assessment_need_id, sealed }) => ({
    id,
    planId: plan_id,
    foundId: assessment_need_id,
    ...open<SealedNeed>(caseId, 'plan_need', sealed),
  }))
}

async function actionsIn(reading: Reading, caseId: string, needs: readonly Need[]): Promise<PlannedAction[]> {
  const { tx, open } = reading
  const rows = await tx
    .selectFrom('casework.plan_action as a')
    .innerJoin('organisation.staff as s', 's.id', 'a.provider_id')
    .innerJoin('organisation.agency as g', 'g.id', 's.agency_id')
    .select([
      'a.id',
      'a.plan_id',
      'a.need_id',
      'a.nature',
      'a.rests_on_consent',
      'a.provider_id',
      's.name',
      'g.name as agency',
      'a.starts_on',
      'a.sessions_commissioned',
      'a.sealed',
      'a.ended_at',
      'a.ended_why',
      'a.ended_sealed',
    ])
    .where('a.case_id', '=', caseId)
    .orderBy('a.id')
    .execute()
  const sessions = await sessionsIn(reading, caseId)
  return rows.map((row) => {
    const held = sessions.filter(({ actionId }) => actionId === row.id)
    const delivered = held.filter(({ attended }) => attended).length
    return {
      id: row.id,
      planId: row.plan_id,
      needId: row.need_id,
      need: needs.find(({ id }) => id === row.need_id)?.need ?? '',
      nature: row.nature,
      restsOnConsent: row.rests_on_consent,
      providerId: row.provider_id,
      provider: row.name,
      agency: row.agency,
      startsOn: row.starts_on,
      commissioned: row.sessions_commissioned,
      delivered,
      missed: held.length - delivered,
      endedOn: row.ended_at && dayOf(row.ended_at),
      endedWhy: row.ended_why,
      sessions: held,
      ...open<SealedAction>(caseId, 'plan_action', row.sealed),
      ...(row.ended_sealed ? open<SealedEnd>(caseId, 'plan_action', row.ended_sealed) : {}),
    }
  })
}

async function sessionsIn({ tx, open }: Reading, caseId: string) {
  const rows = await tx
    .selectFrom('casework.session as t')
    .leftJoin('organisation.staff as s', 's.id', 't.recorded_by')
    .select(['t.id', 't.plan_action_id', 't.held_on', 't.attended', 't.sealed', 's.name'])
    .where('t.case_id', '=', caseId)
    .orderBy('t.held_on')
    .orderBy('t.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    actionId: row.plan_action_id,
    heldOn: row.held_on,
    attended: row.attended,
    recordedBy: row.name ?? '',
    ...open<SealedSession>(caseId, 'session', row.sealed),
  }))
}
