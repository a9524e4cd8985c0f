import { command } from '../../../platform/command.ts'
import { leadQuestions } from '../consent-questions.ts'
import { endLead } from '../ending.ts'
import { nameLead } from '../lead-rules.ts'
import { supportPolicy } from '../policy.ts'
import { supportOfCase } from '../queries.ts'
import { letIn, personIn, whyLead } from '../sight.ts'

export const nameLeadProfessional = command({
  name: 'support.name-lead-professional',
  zone: 'casework',
  summary: 'Name the lead professional of a case: they replace whoever led it before',
  asks: leadQuestions,
  knows: supportOfCase,
  allows: supportPolicy.nameLead,
  decides: nameLead,
  async saves(writing, { caseId, leadId }, { options }) {
    await endLead(writing, caseId, 'replaced')
    await writing.tx
      .insertInto('casework.lead_professional')
      .values({
        id: writing.newId(),
        case_id: caseId,
        staff_id: leadId,
        named_by: writing.viewer.id,
        from_at: writing.now,
      })
      .execute()
    await letIn(writing, { caseId, person: personIn(options.leads, leadId), level: 'full', why: whyLead })
  },
})
