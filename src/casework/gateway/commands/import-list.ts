import { command } from '../../../platform/command.ts'
import { keepConfirmation } from '../confirming.ts'
import { gatewayPolicy } from '../policy.ts'
import { unconfirmedResults } from '../queries.ts'
import { importQuestions } from '../questions.ts'
import { importTheList, inWords } from '../rules.ts'
import { standingsIn } from '../tracker-list.ts'
import { holdReferences, takenElsewhere } from '../tracker-references.ts'

/** What was recorded and what was not is shown once; the record of each is the confirmation itself. */
export const importTrackerList = command({
  name: 'gateway.import',
  zone: 'casework',
  summary: 'Record the references of the national tracker from a list; lines that do not match are named',
  asks: importQuestions,
  knows: unconfirmedResults,
  allows: gatewayPolicy.importList,
  looksUp: (reading, { lines }, { unconfirmed }) => takenElsewhere(reading, standingsIn(lines, unconfirmed)),
  decides: (known, answers, deciding) => importTheList(known, answers, deciding),
  async saves(writing, { matched, mismatched }) {
    const standings = matched.map(({ result: { caseId }, trackerReference }) => ({ trackerReference, caseId }))
    await holdReferences(writing, standings)
    for (const { result, trackerReference, trackerOn } of matched) {
      const { caseId, outcomeId } = result
      await keepConfirmation(writing, { caseId, outcomeId, trackerReference, trackerOn, cameBy: 'import' })
    }
    return { recorded: String(matched.length), notRecorded: mismatched.map(inWords).join('\n') }
  },
})
