import { command } from '../../../platform/command.ts'
import { keepDocument } from '../keeping.ts'
import { attachmentsPolicy } from '../policy.ts'
import { readyToAdd } from '../queries.ts'
import { documentQuestions } from '../questions.ts'
import { addDocument } from '../rules.ts'

export const addToCase = command({
  name: 'attachments.add',
  zone: 'casework',
  summary: 'Add a document to a case',
  asks: documentQuestions,
  knows: readyToAdd,
  allows: attachmentsPolicy.add,
  decides: addDocument,
  async saves(writing, fact: ReturnType<typeof addDocument> & { attachmentId?: string }) {
    fact.attachmentId = await keepDocument(writing, { ...fact, cameWith: 'case' })
  },
})
