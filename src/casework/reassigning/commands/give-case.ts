import { command } from '../../../platform/command.ts'
import { giveLead } from '../../support/index.ts'
import { reassigningPolicy } from '../policy.ts'
import { caseToGive } from '../queries.ts'
import { giveQuestions } from '../questions.ts'
import { giveCase } from '../rules.ts'

export const giveTheCase = command({
  name: 'reassigning.give-case',
  zone: 'casework',
  summary: 'Give a case to another coordinator or lead professional, and what is due on it with it',
  asks: giveQuestions,
  knows: caseToGive,
  allows: reassigningPolicy.give,
  decides: giveCase,
  async saves(writing, { caseId, coordinatorId, leadId, reason }, { options }) {
    const { tx, viewer, now } = writing
    if (coordinatorId) {
      await tx
        .updateTable('casework.case_coordinator')
        .set({ until_at: now })
        .where('case_id', '=', caseId)
        .where('until_at', 'is', null)
        .execute()
      const sealed = writing.seal(caseId, 'case_coordinator', { reasons: reason })
      await tx
        .insertInto('casework.case_coordinator')
        .values({
          id: writing.newId(),
          case_id: caseId,
          staff_id: coordinatorId,
          given_by: viewer.id,
          from_at: now,
          sealed,
        })
        .execute()
    }
    const person = options.leads.find(({ value }) => value === leadId)
    if (person) await giveLead(writing, { caseId, person, reasons: reason })
  },
})
