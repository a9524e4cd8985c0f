import { command } from '../../../platform/command.ts'
import { assessmentPolicy } from '../policy.ts'
import { strengthsPart } from '../queries.ts'
import { strengthsQuestions } from '../questions.ts'
import { saveStrengths } from '../rules.ts'
import { savePart } from '../saving.ts'

export const saveItsStrengths = command({
  name: 'assessment.save-strengths',
  zone: 'casework',
  summary: 'Save the protective factors and strengths in an assessment',
  asks: strengthsQuestions,
  knows: strengthsPart,
  allows: assessmentPolicy.write,
  holds: ({ part, strengths, noStrengths }) => (part.saved ? { strengths, noStrengths } : {}),
  decides: saveStrengths,
  saves: (writing, { words }, known) => savePart(writing, known, words),
})
