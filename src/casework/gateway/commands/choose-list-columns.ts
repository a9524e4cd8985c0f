import { command } from '../../../platform/command.ts'
import { keepColumns } from '../../moving-in/index.ts'
import { gatewayPolicy } from '../policy.ts'
import { trackerList } from '../queries/lists.ts'
import { listColumnQuestions } from '../questions.ts'
import { chooseListColumns as chooseColumns } from '../rules.ts'

export const chooseListColumns = command({
  name: 'gateway.choose-list-columns',
  zone: 'casework',
  summary: 'Say which column of a list of the national tracker holds what',
  asks: listColumnQuestions,
  knows: trackerList,
  allows: gatewayPolicy.importList,
  holds: ({ suggested }) => Object.fromEntries(Object.entries(suggested).map(([name, at]) => [name, `${at}`])),
  decides: chooseColumns,
  async saves(writing, { listId, mapping, keepAs }, { header }) {
    await writing.tx
      .updateTable('casework.tracker_list')
      .set({ mapping: JSON.stringify(mapping) })
      .where('id', '=', listId)
      .execute()
    if (keepAs) await keepColumns(writing, { usedFor: 'tracker list', name: keepAs, mapping, header })
  },
})
