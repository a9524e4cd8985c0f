import type { Fact } from '../../platform/pure/outcomes.ts'
import type { Writing } from '../../platform/town.ts'
import { addStep } from './saving.ts'

/** The police found the referral to be a mistake: it is marked from now on, and the letter follows. */
export async function markWhatThePoliceFound(writing: Writing, fact: Fact): Promise<void> {
  if (fact.groundWord !== 'mistaken') return
  await addStep(writing, { caseId: fact.caseId!, step: 'found', foundBy: 'the police', on: writing.today })
}

/** The coordinator proposed a closing as mistaken, and the second person agreed. */
export async function markWhatTwoFound(writing: Writing, fact: Fact): Promise<void> {
  if (fact.answerWord !== 'agreed' || fact.reasonWord !== 'mistaken') return
  const foundBy = 'the coordinator and a second person' as const
  await addStep(writing, { caseId: fact.caseId!, step: 'found', foundBy, on: writing.today })
}
