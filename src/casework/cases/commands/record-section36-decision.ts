import { command } from '../../../platform/command.ts'
import { casePolicy } from '../policy.ts'
import { section36Questions } from '../questions.ts'
import { decideSection36 } from '../rules.ts'
import { beforeSection36 } from '../section36.ts'

export const recordSection36Decision = command({
  name: 'cases.record-section36-decision',
  zone: 'casework',
  summary: 'Decide, with grounds, whether a person is referred to the Channel panel',
  asks: section36Questions,
  knows: beforeSection36,
  allows: casePolicy.decideSection36,
  decides: decideSection36,
  async saves({ tx, newId, seal, viewer, now }, { caseId, refersWord, grounds }, { agencyId, authorisation }) {
    await tx
      .insertInto('casework.section36_decision')
      .values({
        id: newId(),
        case_id: caseId,
        refers: refersWord === 'refers',
        sealed: seal(caseId, 'section36_decision', { grounds }),
        decided_by: viewer.id,
        decided_for: agencyId,
        authorisation_id: authorisation?.id ?? null,
        decided_at: now,
      })
      .execute()
  },
})
