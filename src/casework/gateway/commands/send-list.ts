import { command } from '../../../platform/command.ts'
import { takeUpload } from '../../../platform/files/uploads.ts'
import { gatewayPolicy } from '../policy.ts'
import { trackerLists } from '../queries/lists.ts'
import { sendQuestions } from '../questions.ts'
import { type ListSent, sendTheList } from '../rules.ts'

export const sendTrackerList = command({
  name: 'gateway.send-list',
  zone: 'casework',
  summary: 'Send a list of the national tracker as a file, to be checked line by line',
  asks: sendQuestions,
  knows: trackerLists,
  allows: gatewayPolicy.importList,
  decides: (_known, answers) => sendTheList(answers),
  async saves(writing, fact: ListSent) {
    const { tx, viewer, now } = writing
    const listId = writing.newId()
    fact.listId = listId
    const { name, storedAs, key } = await takeUpload(writing, fact.uploadId)
    writing.newKey(listId)
    const sealed = writing.seal(listId, 'tracker_list', { name, key })
    await tx
      .insertInto('casework.tracker_list')
      .values({ id: listId, staff_id: viewer.id, stored_as: storedAs, sent_at: now, sealed })
      .execute()
    await tx
      .insertInto('casework.tracker_list_lines')
      .values({ tracker_list_id: listId, staff_id: viewer.id })
      .execute()
    await writing.enqueue('read-tracker-list', { listId })
  },
})
