import type { JourneyName } from './proportions.ts'
import * as story from './story.ts'

/** What a journey is told with. */
export interface Telling {
  tell: story.Teller<story.Cast>
  progress: story.Progress
  panelId: string
}

interface Step {
  /** Where it leaves the case, in a word. */
  name: string
  /** Days that pass before it, and while it is done. */
  after: number
  within?: number
  does: (telling: Telling) => Promise<unknown>
}

export const meetsInDays = 10

const received: Step = { name: 'received', after: 0, does: async () => {} }
const matched: Step = { name: 'matched', after: 1, does: ({ tell, progress }) => story.match(tell, progress) }
const asking: Step = {
  name: 'asking',
  after: 2,
  async does({ tell, progress }) {
    await story.passTheGateway(tell, progress)
    await story.followTheHandOver(tell, progress)
    progress.enquiryId = await story.askAPartner(tell, progress)
  },
}
const replied: Step = {
  name: 'replied',
  after: 3,
  does: ({ tell, progress }) => story.replyAndRelease(tell, progress.enquiryId!),
}
const ready: Step = { name: 'ready', after: 2, does: ({ tell, progress }) => story.decideSection36(tell, progress) }
const listed: Step = {
  name: 'listed',
  after: 3,
  async does({ tell, progress, panelId }) {
    await story.assess(tell, progress, { told: 'before the panel', who: 'coordinator' })
    await story.fileALetter(tell, progress)
    await story.listCase(tell, progress, await story.callMeeting(tell, panelId, meetsInDays))
  },
}
const decided = (outcome: 'adopted' | 'not adopted'): Step => ({
  name: outcome,
  after: meetsInDays,
  async does({ tell, progress }) {
    await story.openMeeting(tell, progress.meetingId!, ['chair', 'officer', 'health'])
    await story.decideAtThePanel(tell, progress, outcome)
    await story.closeMeeting(tell, progress.meetingId!)
    progress.endedOn = tell.today()
  },
})
const askingConsent: Step = {
  name: 'asking for consent',
  after: 0,
  does: ({ tell, progress }) => story.askForConsent(tell, progress),
}
const consentGiven: Step = {
  name: 'consent given',
  after: 2,
  does: ({ tell, progress }) => story.giveConsent(tell, progress),
}
const planned: Step = { name: 'planned', after: 1, does: ({ tell, progress }) => story.planSupport(tell, progress) }
const supported: Step = {
  name: 'supported',
  after: 0,
  within: 7,
  does: ({ tell, progress }) => story.deliverSessions(tell, progress, 1),
}
const exited: Step = {
  name: 'exited',
  after: 0,
  within: 7,
  async does({ tell, progress }) {
    await story.deliverSessions(tell, progress, 1)
    await story.reviewPlan(tell, progress)
    await story.assess(tell, progress, { told: 'at exit', who: 'lead' })
    await story.exitSupport(tell, progress)
    progress.endedOn = tell.today()
  },
}
/** Half a year, and a day or two for the longer halves. */
const reviewed = (months: 6 | 12): Step => ({
  name: `reviewed after ${months} months`,
  after: 184,
  does: ({ tell, progress }) => story.reviewAfterwards(tell, progress, months, progress.endedOn!),
})
const notSuitable: Step = {
  name: 'not suitable',
  after: 2,
  async does({ tell, progress }) {
    await story.findNotSuitable(tell, progress)
    await story.sendTheHandOver(tell, progress)
  },
}
const policeLed: Step = {
  name: 'police-led',
  after: 2,
  async does({ tell, progress }) {
    await story.leadByThePolice(tell, progress)
    await story.sendTheHandOver(tell, progress)
  },
}
const closingProposed = (after: number, together?: string): Step => ({
  name: 'closing proposed',
  after,
  does: ({ tell, progress }) => story.proposeToClose(tell, progress, together),
})
const closed: Step = { name: 'closed', after: 1, does: ({ tell, progress }) => story.agreeToClose(tell, progress) }

const toThePanel = [received, matched, asking, replied, ready, listed]
const toConsent = [...toThePanel, decided('adopted'), askingConsent]
const toSupport = [...toConsent, consentGiven, planned, supported]

/** Every journey, as its steps in their order. A case that was told up to a step stands where that step leaves it. */
export const steps: Readonly<Record<JourneyName, readonly Step[]>> = {
  'not suitable': [received, matched, notSuitable],
  'police-led': [received, matched, policeLed],
  'closed by two': [received, matched, asking, replied, closingProposed(4), closed],
  'not referred': [
    received,
    matched,
    asking,
    replied,
    {
      name: 'not referred',
      after: 2,
      does: ({ tell, progress }) => story.decideSection36(tell, progress, 'does not refer'),
    },
  ],
  'a repeat, closed by two': [
    received,
    { name: 'matched', after: 1, does: ({ tell, progress }) => story.matchToTheSame(tell, progress) },
    notSuitable,
    closingProposed(1, 'Two remarks in two years, each explained; nothing grows.'),
    closed,
  ],
  'not adopted': [...toThePanel, decided('not adopted'), reviewed(6), reviewed(12)],
  supported: [...toSupport, exited, reviewed(6), reviewed(12)],
  'consent refused': [
    ...toConsent,
    { name: 'consent refused', after: 2, does: ({ tell, progress }) => story.refuseConsent(tell, progress) },
  ],
  'consent withdrawn': [
    ...toSupport,
    { name: 'consent withdrawn', after: 20, does: ({ tell, progress }) => story.withdrawConsent(tell, progress) },
  ],
}

/** The steps of a journey up to the one with this name, with it. */
export function stepsUpTo(journey: JourneyName, upTo: string): readonly Step[] {
  const index = steps[journey].findIndex(({ name }) => name === upTo)
  if (index < 0) throw new Error(`the journey "${journey}" has no step "${upTo}"`)
  return steps[journey].slice(0, index + 1)
}

/** How many days a journey takes up to a step. */
export const daysUpTo = (journey: JourneyName, upTo: string): number =>
  stepsUpTo(journey, upTo).reduce((sum, { after, within = 0 }) => sum + after + within, 0)

/** Walks a case along its journey, from its referral on. */
export async function walk(telling: Telling, journey: JourneyName, upTo: string): Promise<void> {
  for (const { after, does } of stepsUpTo(journey, upTo)) {
    if (after) telling.tell.wait(after)
    await does(telling)
  }
}
