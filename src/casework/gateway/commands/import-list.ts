import { command } from '../../../platform/command.ts'
import { keepConfirmations, saidBy } from '../confirming.ts'
import { gatewayPolicy } from '../policy.ts'
import { unconfirmedResults } from '../queries/results.ts'
import { importQuestions } from '../questions.ts'
import { importTheList, inWords } from '../rules.ts'
import { linesOf, standingsOf } from '../tracker-list.ts'
import { takenElsewhere } from '../tracker-references.ts'

/** What was recorded and what was not is shown once; the record of each is the confirmation itself. */
export const importTrackerList = command({
  name: 'gateway.import',
  zone: 'casework',
  summary: 'Record the references of the national tracker from a list; lines that do not match are named',
  asks: importQuestions,
  knows: unconfirmedResults,
  allows: gatewayPolicy.importList,
  looksUp: (reading, { lines }, { unconfirmed }) => takenElsewhere(reading, standingsOf(linesOf(lines), unconfirmed)),
  decides: (known, answers, deciding) => importTheList(known, answers, deciding),
  async saves(writing, { matched, mismatched }) {
    await keepConfirmations(writing, 'import', saidBy(matched))
    return { recorded: String(matched.length), notRecorded: mismatched.map(inWords).join('\n') }
  },
})
