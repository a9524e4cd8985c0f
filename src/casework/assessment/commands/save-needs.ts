import { command } from '../../../platform/command.ts'
import { assessmentPolicy } from '../policy.ts'
import { needsPart } from '../queries.ts'
import { needsQuestions } from '../questions.ts'
import { saveNeeds } from '../rules.ts'
import { savePart } from '../saving.ts'

export const saveItsNeeds = command({
  name: 'assessment.save-needs',
  zone: 'casework',
  summary: 'Save the needs that an assessment found',
  asks: needsQuestions,
  knows: needsPart,
  allows: assessmentPolicy.write,
  holds: ({ part, needs }) => (part.saved ? { needs } : {}),
  decides: saveNeeds,
  saves: (writing, { words }, known) => savePart(writing, known, words),
})
