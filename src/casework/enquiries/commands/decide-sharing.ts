import { command } from '../../../platform/command.ts'
import { addDays, startOfDay } from '../../../platform/pure/days.ts'
import { readyToShare } from '../asking.ts'
import { enquiriesPolicy } from '../policy.ts'
import { sharingQuestions } from '../questions.ts'
import { decideSharing } from '../rules.ts'

export const decideOneOffSharing = command({
  name: 'enquiries.decide-sharing',
  zone: 'casework',
  summary: 'Decide that one case may be shared with an agency that has no information-sharing agreement',
  asks: sharingQuestions,
  knows: readyToShare,
  allows: enquiriesPolicy.decideSharing,
  decides: decideSharing,
  async saves({ tx, newId, seal, viewer, now }, { caseId, agencyId, lawfulBasis, reasons, endsOn }) {
    await tx
      .insertInto('casework.sharing_decision')
      .values({
        id: newId(),
        case_id: caseId,
        agency_id: agencyId,
        lawful_basis: lawfulBasis,
        sealed: seal(caseId, 'sharing_decision', { reasons }),
        decided_by: viewer.id,
        decided_at: now,
        ends_at: startOfDay(addDays(endsOn, 1)),
      })
      .execute()
  },
})
