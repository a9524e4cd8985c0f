import { type Fact, type Refusal, refuse } from '../../platform/pure/outcomes.ts'
import type { ExportAnswers } from './questions.ts'

/** So many cases leave in one file at most: a whole town's are taken out in parts, each for its own reason. */
export const mostCases = 2_000

export interface Exported extends Fact {
  is: 'cases exported' | 'chronology exported'
  answers: ExportAnswers
  purposeWord: string
  formatWord: string
  /** Given when it is saved. */
  exportId?: string
}

export function exportTheList(
  { cases, tooMany }: { cases: readonly string[]; tooMany: boolean },
  answers: ExportAnswers,
): Exported | Refusal {
  if (!cases.length) return refuse('There is no case in this list: there is nothing to export.')
  if (tooMany)
    return refuse(
      `There are more than ${mostCases.toLocaleString('en-GB')} cases in this list: narrow it first, and export it in parts.`,
    )
  return { is: 'cases exported', ...leaving(answers) }
}

export const exportTheChronology = ({ caseId }: { caseId: string }, answers: ExportAnswers): Exported => ({
  is: 'chronology exported',
  caseId,
  ...leaving(answers),
})

const leaving = (answers: ExportAnswers) => ({ answers, purposeWord: answers.purpose, formatWord: answers.format })
