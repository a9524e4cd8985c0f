import { command } from '../../../platform/command.ts'
import { assessmentPolicy } from '../policy.ts'
import { itemsPart } from '../queries.ts'
import { itemsQuestions } from '../questions.ts'
import { itemsInOrder, saveItems } from '../rules.ts'
import { savePart } from '../saving.ts'

export const saveItemsOfPart = command({
  name: 'assessment.save-items',
  zone: 'casework',
  summary: 'Save one part of an assessment: what was found on each item, with evidence and source',
  asks: itemsQuestions,
  knows: itemsPart,
  allows: assessmentPolicy.write,
  holds: ({ part }) => ({ items: itemsInOrder(part, part.answers) }),
  decides: saveItems,
  saves: (writing, { words }, known) => savePart(writing, known, words),
})
