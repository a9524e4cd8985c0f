import { command } from '../../../platform/command.ts'
import type { Writing } from '../../../platform/town.ts'
import { endGrants, grant } from '../../cases/index.ts'
import { whyChair } from '../../cases/pure.ts'
import { holdReferences, problemElsewhere, takenElsewhere } from '../../gateway/index.ts'
import { handOver } from '../../hand-overs/index.ts'
import { referralPolicy } from '../policy.ts'
import { gatewayPage } from '../queries.ts'
import { type Gateway, gatewayQuestions } from '../questions.ts'
import { type GatewayRecorded, recordGatewayOutcome } from '../rules.ts'

const to = { role: 'section 36 officer' }
const why = 'section 36 decision'

export const recordGateway = command({
  name: 'referrals.record-gateway',
  zone: 'casework',
  summary: 'Record what the police found at the gateway, first or again',
  asks: gatewayQuestions,
  knows: gatewayPage,
  allows: referralPolicy.recordGateway,
  looksUp: (reading, answers, { caseId }) => takenElsewhere(reading, standingsOf(caseId, answers)),
  decides(known, answers, { found }) {
    const decided = recordGatewayOutcome(known, answers)
    if (decided.is !== 'gateway recorded') return decided
    const [standing] = standingsOf(known.caseId, answers)
    return (standing && problemElsewhere(found, standing)) ?? decided
  },
  async saves(writing, fact: GatewayRecorded, known) {
    const { caseId, answers } = fact
    await holdReferences(writing, standingsOf(caseId, answers))
    await insertOutcome(writing, fact)
    if (known.isReferredToPanel) return letTheChairIn(writing, fact)
    if (answers.outcome === 'proceed') await grant(writing, { caseId, to, level: 'full', why })
    else await endGrants(writing, { caseId, to, why, because: `the gateway outcome is now ${answers.outcome}` })
    if (answers.passedTo) {
      await handOver(writing, {
        caseId,
        toService: answers.passedTo,
        why: 'the police found a safeguarding need and no radicalisation',
        what: ['names', 'birth date or age', 'the need'],
      })
    }
  },
})

const standingsOf = (caseId: string, { trackerReference }: Gateway) =>
  trackerReference ? [{ trackerReference, caseId }] : []

/** The police lead what the panel had: it is held, and the chair is let in to say how it goes on. */
const letTheChairIn = (writing: Writing, { caseId, answers }: GatewayRecorded) =>
  answers.outcome === 'police-led'
    ? grant(writing, { caseId, to: { role: 'panel chair' }, level: 'pack', why: whyChair })
    : endGrants(writing, { caseId, why: whyChair, because: `the gateway outcome is now ${answers.outcome}` })

const insertOutcome = (writing: Writing, { caseId, answers }: GatewayRecorded) =>
  writing.tx
    .insertInto('casework.gateway_outcome')
    .values({
      id: writing.newId(),
      case_id: caseId,
      outcome: answers.outcome,
      ground: answers.ground ?? null,
      passed_to: answers.passedTo ?? null,
      tracker_reference: answers.trackerReference ?? null,
      tracker_on: answers.trackerOn ?? null,
      sealed: writing.seal(caseId, 'gateway_outcome', { grounds: answers.grounds }),
      decided_by: writing.viewer.id,
      decided_at: writing.now,
    })
    .execute()
