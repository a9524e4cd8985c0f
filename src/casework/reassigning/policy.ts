import { casePolicy } from '../cases/pure.ts'

/** Whoever oversees the town's cases gives them to others: those that they see. */
export const reassigningPolicy = { give: casePolicy.giveToOthers }
