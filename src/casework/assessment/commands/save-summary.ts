import { command } from '../../../platform/command.ts'
import { assessmentPolicy } from '../policy.ts'
import { summaryPart } from '../queries.ts'
import { summaryQuestions } from '../questions.ts'
import { saveSummary } from '../rules.ts'
import { savePart } from '../saving.ts'

export const saveItsSummary = command({
  name: 'assessment.save-summary',
  zone: 'casework',
  summary: 'Save the summary of an assessment, what has changed, and what the person says',
  asks: summaryQuestions,
  knows: summaryPart,
  allows: assessmentPolicy.write,
  holds: ({ summary, changes, ownView }) => ({ summary, changes, ownView }),
  decides: saveSummary,
  saves: (writing, { words }, known) => savePart(writing, known, words),
})
