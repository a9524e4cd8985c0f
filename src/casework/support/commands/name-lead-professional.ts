import { command } from '../../../platform/command.ts'
import { leadQuestions } from '../consent-questions.ts'
import { nameLead } from '../lead-rules.ts'
import { giveLead } from '../leading.ts'
import { supportPolicy } from '../policy.ts'
import { supportOfCase } from '../queries.ts'
import { personIn } from '../sight.ts'

export const nameLeadProfessional = command({
  name: 'support.name-lead-professional',
  zone: 'casework',
  summary: 'Name the lead professional of a case: they replace whoever led it before',
  asks: leadQuestions,
  knows: supportOfCase,
  allows: supportPolicy.nameLead,
  decides: nameLead,
  saves: (writing, { caseId, leadId }, { options }) =>
    giveLead(writing, { caseId, person: personIn(options.leads, leadId) }),
})
