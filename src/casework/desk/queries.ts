import type { Role } from '../../organisation/staff/roles.ts'
import { allow, anyStaff, holdsARole } from '../../platform/policy.ts'
import { query } from '../../platform/query.ts'
import { z } from 'zod'
import { newAnswers } from '../advice/index.ts'
import { work, workFor } from '../cases/index.ts'
import { casePolicy } from '../cases/pure.ts'
import { myMeetings } from '../panel/index.ts'
import { supportGiven, supportGivenBy } from '../support/index.ts'

const nothing = { inCasework: false, overdue: 0, tiles: [], due: [], more: false, panel: null, gives: [] }
const provider: Role = 'intervention provider'
/** Answers to questions that this reader asked before referring anybody, and has not opened yet. */
const answers = z.array(z.object({ adviceId: z.uuid(), at: z.string() }))

/** *Your work*: the first page of everybody who is signed in. Panel members find their next meetings on it. */
export const yourWork = query({
  name: 'desk.your-work',
  zone: 'casework',
  summary: 'What is due from the person who asks, how many cases stand where, and the meetings to come',
  about: z.object({}),
  gives: work.extend({
    inCasework: z.boolean(),
    panel: myMeetings.gives.nullable(),
    answers,
    /** The support that whoever provides it gives now. */
    gives: z.array(supportGiven),
  }),
  allows: allow(anyStaff),
  async read(reading) {
    if (!holdsARole(casePolicy.read, reading.viewer)) return { ...nothing, answers: await newAnswers(reading) }
    const [panel, mine, answered, gives] = await Promise.all([
      holdsARole(myMeetings.allows, reading.viewer) ? myMeetings.read(reading, {}) : undefined,
      workFor(reading),
      newAnswers(reading),
      reading.viewer.roles.includes(provider) ? supportGivenBy(reading) : [],
    ])
    return { inCasework: true, ...mine, panel: panel ?? null, answers: answered, gives }
  },
  subjects: ({ due, panel, gives }) => [
    ...[...due, ...gives].map(({ caseId }) => caseId),
    ...(panel ? myMeetings.subjects!(panel) : []),
  ],
})
