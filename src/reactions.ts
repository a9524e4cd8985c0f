import { tellOfFact } from './casework/desk/index.ts'
import { endSection36Grants, followEndedRole, followLeaver, settleCase } from './casework/cases/index.ts'
import { followMatch } from './casework/moving-in/index.ts'
import { markWhatThePoliceFound, markWhatTwoFound } from './casework/mistakes/index.ts'
import { type Reaction, when } from './platform/town.ts'

/** When this happens, that follows: all consequences between modules, in the transaction of what happened. */
export const reactions: readonly Reaction[] = [
  when('member of staff left', followLeaver),
  when('role ended', followEndedRole),
  when('section 36 decided', endSection36Grants),
  when('gateway recorded', markWhatThePoliceFound),
  when('closing answered', markWhatTwoFound),
  when('referral matched', followMatch),
  // last: the stage and the deadlines of a case follow everything else
  when('*', settleCase),
  // and whoever works on it is told, of what it now wants too
  when('*', tellOfFact),
]
