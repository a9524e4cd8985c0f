import { command } from '../../../platform/command.ts'
import { agencyPolicy } from '../policy.ts'
import { oneAgency } from '../queries.ts'
import { agreementQuestions } from '../questions.ts'
import { recordAgreement } from '../rules.ts'

export const recordAnAgreement = command({
  name: 'agencies.record-agreement',
  zone: 'organisation',
  summary: 'Record the information-sharing agreement of an agency; earlier ones stay on record',
  asks: agreementQuestions,
  knows: oneAgency,
  allows: agencyPolicy.configure,
  decides: recordAgreement,
  async saves({ tx, newId, now, viewer }, { agencyId, from, until }) {
    await tx
      .insertInto('organisation.agreement')
      .values({
        id: newId(),
        agency_id: agencyId,
        from_on: from,
        until_on: until ?? null,
        recorded_by: viewer.kind === 'staff' ? viewer.id : null,
        recorded_at: now,
      })
      .execute()
    await tx
      .updateTable('organisation.agency')
      .set({ agreement_from: from, agreement_until: until ?? null })
      .where('id', '=', agencyId)
      .execute()
  },
})
