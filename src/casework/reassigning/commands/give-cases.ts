import { command } from '../../../platform/command.ts'
import { reassigningPolicy } from '../policy.ts'
import { reassignment } from '../queries.ts'
import { go } from '../rules.ts'

export const giveCases = command({
  name: 'reassigning.give-cases',
  zone: 'casework',
  summary: 'Give the chosen cases to whoever was chosen: one act a case',
  asks: {},
  knows: reassignment,
  allows: reassigningPolicy.give,
  decides: (known) => go(known),
  async saves(writing, { reassignmentId }) {
    await writing.tx
      .updateTable('casework.reassignment')
      .set({ go_at: writing.now })
      .where('id', '=', reassignmentId)
      .execute()
    await writing.enqueue('give-cases', { reassignmentId })
  },
})
