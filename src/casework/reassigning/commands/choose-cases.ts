import { command } from '../../../platform/command.ts'
import { reassigningPolicy } from '../policy.ts'
import { casesToGive } from '../queries.ts'
import { giveQuestions } from '../questions.ts'
import { choose } from '../rules.ts'

export const chooseCases = command({
  name: 'reassigning.choose-cases',
  zone: 'casework',
  summary: 'Choose cases to give to another coordinator or lead professional, to be looked over before it is done',
  asks: giveQuestions,
  knows: casesToGive,
  allows: reassigningPolicy.give,
  decides: choose,
  async saves(writing, fact) {
    const { tx, viewer, now } = writing
    const reassignmentId = writing.newId()
    fact.reassignmentId = reassignmentId
    writing.newKey(reassignmentId)
    await tx
      .insertInto('casework.reassignment')
      .values({
        id: reassignmentId,
        staff_id: viewer.id,
        coordinator_id: fact.coordinatorId,
        lead_id: fact.leadId,
        sealed: writing.seal(reassignmentId, 'reassignment', { reason: fact.reason }),
        prepared_at: now,
      })
      .execute()
    await tx
      .insertInto('casework.reassignment_case')
      .values(
        fact.cases.map((case_id, place) => ({
          id: writing.newId(),
          reassignment_id: reassignmentId,
          staff_id: viewer.id,
          case_id,
          place,
        })),
      )
      .execute()
  },
})
