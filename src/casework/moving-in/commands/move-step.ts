import { command } from '../../../platform/command.ts'
import { type Fact, refuse } from '../../../platform/pure/outcomes.ts'
import type { Writing } from '../../../platform/town.ts'
import { asOf, keepSection36MovedIn } from '../../cases/index.ts'
import { keepDecisionMovedIn, putOnTheAgenda } from '../../panel/index.ts'
import { keepGatewayMovedIn } from '../../referrals/index.ts'
import {
  giveLead,
  keepConsentMovedIn,
  keepExitMovedIn,
  keepPlanMovedIn,
  keepReviewMovedIn,
} from '../../support/index.ts'
import { movingInPolicy } from '../policy.ts'
import { movingStep, stepToMove } from '../queries/step.ts'
import type { StaffHere } from '../queries/lists.ts'
import { type Step, stepQuestions } from '../stages/questions.ts'

interface StepMovedIn extends Fact {
  is: `${Step['step']} moved in`
  rowId: string
  caseId: string
  stepWord: Step['step']
  outcomeWord: string
  /** The day it happened, and the instant that its record carries. */
  onWord: string
  atWord?: string
  groundWord?: string
  told: Step
}

/** One thing that was decided before becomes a record of its case: done by the job alone, as whoever confirmed the report. */
export const moveStepIn = command({
  name: movingStep,
  zone: 'casework',
  summary: 'What was decided about a moved-in case before, with its owner, its grounds and its day',
  asks: stepQuestions,
  knows: stepToMove,
  allows: movingInPolicy.moveIn,
  decides({ rowId, caseId, state, isSeen, matched, done }, told): StepMovedIn | ReturnType<typeof refuse> {
    if (!isSeen) return refuse('The case is closed to whoever moves it in: another coordinator can go on.')
    if (state !== 'moved in' || !matched) return refuse('Say first who the person is.')
    if (done.includes(told.step)) return refuse('This was recorded here already.')
    const words = { stepWord: told.step, outcomeWord: told.outcome ?? '', onWord: told.on }
    const ground = told.ground ? { groundWord: told.ground } : {}
    return { is: `${told.step} moved in`, rowId, caseId, ...words, ...ground, told }
  },
  async saves(writing, fact: StepMovedIn, { options }) {
    const { rowId, caseId, told } = fact
    fact.atWord = asOf(writing, told).now.toISOString()
    await keep(writing, { caseId, told, staff: options.staff })
    if (!told.isLast) return
    await writing.tx.updateTable('casework.moving_in_row').set({ sealed: null }).where('id', '=', rowId).execute()
  },
})

interface Keeping {
  caseId: string
  told: Step
  staff: readonly StaffHere[]
}

/** Each step with the module whose record it is; the answers were checked against the lists when the row was judged. */
function keep(writing: Writing, { caseId, told, staff }: Keeping): Promise<unknown> {
  const { step, on, place, by, byStaff, words } = told
  const before = { caseId, on, place, by, byId: byStaff, words }
  const outcome = told.outcome as never
  const person = staff.find(({ value }) => value === told.staff)
  switch (step) {
    case 'gateway': {
      const { ground, trackerReference, trackerOn, isLast } = told
      return keepGatewayMovedIn(writing, { ...before, outcome, ground, trackerReference, trackerOn, isLast })
    }
    case 'section 36': {
      const owner = staff.find(({ value }) => value === byStaff)
      const forAgencyId = owner?.agencyId ?? writing.viewer.agencyId!
      return keepSection36MovedIn(writing, { ...before, refers: told.outcome === 'refers', forAgencyId })
    }
    case 'panel':
      return keepDecisionMovedIn(writing, { ...before, outcome, panelId: told.panel! })
    case 'agenda':
      return putOnTheAgenda(writing, { caseId, meetingId: told.meeting!, kind: 'new case' })
    case 'lead professional':
      return giveLead(writing, { caseId, person: person!, from: asOf(writing, before).now })
    case 'consent': {
      const { whoMay = 'adult', name, until: expiresOn } = told
      return keepConsentMovedIn(writing, { ...before, answer: outcome, whoMay, name, expiresOn })
    }
    case 'plan': {
      const { nature, sessions = 0, isOpen } = told
      const action = nature && person ? { nature, provider: person, sessions } : undefined
      return keepPlanMovedIn(writing, { ...before, needs: told.needs.map(({ need }) => need), action, isOpen })
    }
    case 'exit':
      return keepExitMovedIn(writing, { ...before, reason: told.outcome! })
    default:
      return keepReviewMovedIn(writing, { ...before, kind: step })
  }
}
