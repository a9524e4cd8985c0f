import { command } from '../../platform/command.ts'
import { targetPolicy } from './policy.ts'
import { targetsToSet } from './queries.ts'
import { targetQuestions } from './questions.ts'
import { setTarget } from './rules.ts'

export const chooseTarget = command({
  name: 'targets.set',
  zone: 'casework',
  summary: 'Set how long a step may take in this town, with the reason',
  asks: targetQuestions,
  knows: targetsToSet,
  allows: targetPolicy.set,
  decides: ({ targets }, answers) => setTarget(targets, answers),
  async saves({ tx, newId, viewer, now }, { nameWord, amount, why }) {
    await tx
      .insertInto('casework.target')
      .values({ id: newId(), name: nameWord, amount, why, set_by: viewer.id, set_at: now })
      .execute()
  },
})
