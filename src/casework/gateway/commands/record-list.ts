import { command } from '../../../platform/command.ts'
import { keepConfirmations, saidBy } from '../confirming.ts'
import { gatewayPolicy } from '../policy.ts'
import { listWith, readNow, trackerList } from '../queries/lists.ts'
import { recordListQuestions } from '../questions.ts'
import { recordTheList } from '../rules.ts'

/** What the lines say is read again in the act: somebody may have confirmed a result meanwhile. */
export const recordTrackerList = command({
  name: 'gateway.record-list',
  zone: 'casework',
  summary:
    'Record the lines of a checked list of the national tracker that match; the others are kept, each with the reason',
  asks: recordListQuestions,
  knows: trackerList,
  allows: gatewayPolicy.importList,
  async looksUp(reading, _answers, { listId }) {
    const list = (await listWith(reading, listId))!
    return { list, ...(await readNow(reading, list)) }
  },
  decides: (known, _answers, { found }) => recordTheList(known, found),
  async saves(writing, { listId, matched, left, mapping }, { header }) {
    await keepConfirmations(writing, 'import', saidBy(matched))
    await writing.tx
      .updateTable('casework.tracker_list')
      .set({ recorded_at: writing.now, recorded: matched.length, mapping: JSON.stringify(mapping) })
      .where('id', '=', listId)
      .execute()
    const sealed = writing.seal(listId, 'tracker_list_lines', { header, lines: left })
    await writing.tx
      .updateTable('casework.tracker_list_lines')
      .set({ sealed })
      .where('tracker_list_id', '=', listId)
      .execute()
  },
})
