import { command } from '../../../platform/command.ts'
import { agencyPolicy } from '../policy.ts'
import { oneAgency } from '../queries.ts'
import { contactQuestions } from '../questions.ts'
import { changeContacts } from '../rules.ts'

export const changeTheContacts = command({
  name: 'agencies.change-contacts',
  zone: 'organisation',
  summary: 'Change where an agency is asked: its mailbox, its senior contact, its telephone',
  asks: contactQuestions,
  knows: oneAgency,
  allows: agencyPolicy.changeContacts,
  holds: ({ mailbox, seniorMailbox, telephone }) => ({ mailbox, seniorMailbox, telephone }),
  decides: changeContacts,
  async saves({ tx }, { agencyId, mailbox, seniorMailbox, telephone }) {
    await tx
      .updateTable('organisation.agency')
      .set({ mailbox: mailbox ?? null, senior_mailbox: seniorMailbox ?? null, telephone: telephone ?? null })
      .where('id', '=', agencyId)
      .execute()
  },
})
