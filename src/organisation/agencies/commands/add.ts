import { command } from '../../../platform/command.ts'
import { agencyPolicy } from '../policy.ts'
import { agencyList } from '../queries.ts'
import { agencyQuestions } from '../questions.ts'
import { addAgency } from '../rules.ts'

export const addAnAgency = command({
  name: 'agencies.add',
  zone: 'organisation',
  summary: 'Add an agency that works with the town',
  asks: agencyQuestions,
  knows: agencyList,
  allows: agencyPolicy.configure,
  decides: addAgency,
  async saves({ tx, newId, now }, fact) {
    const agencyId = newId()
    fact.agencyId = agencyId
    const { name, kind, forceArea, mailbox, seniorMailbox, telephone } = fact
    await tx
      .insertInto('organisation.agency')
      .values({
        id: agencyId,
        name,
        kind,
        force_area: forceArea,
        mailbox,
        senior_mailbox: seniorMailbox,
        telephone,
        created_at: now,
      })
      .execute()
  },
})
