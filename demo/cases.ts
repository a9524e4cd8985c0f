import * as story from './story.ts'

interface DemoCase extends story.Person {
  /** How many days ago it began. */
  daysAgo: number
  /** How far it went. */
  to: (tell: story.Teller<story.Cast>, progress: story.Progress, panelId: string) => Promise<void>
}

type Step = DemoCase['to']

const toTheGateway: Step = async (tell, progress) => {
  tell.wait(1)
  await story.match(tell, progress)
}
const toThePartners: Step = async (tell, progress, panelId) => {
  await toTheGateway(tell, progress, panelId)
  tell.wait(2)
  await story.passTheGateway(tell, progress)
  await story.askAPartner(tell, progress)
}
const toSection36: Step = async (tell, progress, panelId) => {
  await toTheGateway(tell, progress, panelId)
  tell.wait(2)
  await story.passTheGateway(tell, progress)
  const enquiryId = await story.askAPartner(tell, progress)
  tell.wait(3)
  await story.replyAndRelease(tell, enquiryId)
  await story.decideSection36(tell, progress)
}
const toTheAgenda: Step = async (tell, progress, panelId) => {
  await toSection36(tell, progress, panelId)
  await story.listCase(tell, progress, await story.callMeeting(tell, panelId, 10))
}
const throughThePanel =
  (outcome: 'adopted' | 'not adopted'): Step =>
  async (tell, progress, panelId) => {
    await toTheAgenda(tell, progress, panelId)
    tell.wait(10)
    await story.openMeeting(tell, progress.meetingId!, ['chair', 'officer', 'health'])
    await story.decideAtThePanel(tell, progress, outcome)
    await story.closeMeeting(tell, progress.meetingId!)
  }
const toConsent: Step = async (tell, progress, panelId) => {
  await throughThePanel('adopted')(tell, progress, panelId)
  await story.askForConsent(tell, progress)
}
const withConsent: Step = async (tell, progress, panelId) => {
  await toConsent(tell, progress, panelId)
  tell.wait(2)
  await story.giveConsent(tell, progress)
}
const inSupport: Step = async (tell, progress, panelId) => {
  await withConsent(tell, progress, panelId)
  tell.wait(1)
  await story.planSupport(tell, progress)
}
const toTheExit: Step = async (tell, progress, panelId) => {
  await inSupport(tell, progress, panelId)
  await story.deliverSessions(tell, progress)
  await story.reviewPlan(tell, progress)
  await story.exitSupport(tell, progress)
}

const school = { sector: 'Education', concern: 'No ideology identified' }

/** One case at each stage; the people and what they did are invented. */
const demoCases: readonly DemoCase[] = [
  {
    given: 'Kit',
    family: 'Sketch',
    born: '2011-03-09',
    ...school,
    daysAgo: 1,
    worry: 'Said in class that a list of names should be burnt.',
    to: async () => {},
  },
  {
    given: 'Robin',
    family: 'Outline',
    born: '2009-11-21',
    sector: 'Education',
    concern: 'Extreme right-wing',
    daysAgo: 4,
    worry: 'Drew symbols on three desks and would not say where they come from.',
    to: toTheGateway,
  },
  {
    given: 'Ada',
    family: 'Draft',
    born: '2010-06-02',
    sector: 'Education',
    concern: 'Fascination with extreme violence or mass-casualty attacks',
    daysAgo: 12,
    worry: 'Watches films of attacks on a phone at lunch and shows them to younger pupils.',
    to: toThePartners,
  },
  {
    given: 'Jo',
    family: 'Pencil',
    born: '2010-01-30',
    ...school,
    daysAgo: 15,
    worry: 'Has stopped talking to old friends and speaks of a group online.',
    to: toSection36,
  },
  {
    given: 'Billie',
    family: 'Margin',
    born: '2011-09-14',
    sector: 'Education',
    concern: 'Mixed, unclear or unstable ideology',
    daysAgo: 13,
    worry: 'Wrote an essay that praises an attack.',
    to: toTheAgenda,
  },
  {
    given: 'Sasha',
    family: 'Footnote',
    born: '2010-12-05',
    sector: 'Education',
    concern: 'Islamist',
    daysAgo: 22,
    worry: 'Told a teacher about a contact abroad who sends money for travel.',
    to: toConsent,
  },
  {
    given: 'Lou',
    family: 'Paragraph',
    born: '2011-05-17',
    ...school,
    daysAgo: 26,
    worry: 'Threatened a pupil and spoke of a day that will come.',
    to: withConsent,
  },
  {
    given: 'Charlie',
    family: 'Chapter',
    born: '2010-08-23',
    sector: 'Education',
    concern: 'Extreme right-wing',
    daysAgo: 45,
    worry: 'Hands out stickers of a group at the bus stop.',
    to: async (tell, progress, panelId) => {
      await inSupport(tell, progress, panelId)
      await story.deliverSessions(tell, progress, 1)
    },
  },
  {
    given: 'Max',
    family: 'Index',
    born: '2011-02-11',
    ...school,
    daysAgo: 60,
    worry: 'Says that nobody would miss him and that others should pay.',
    to: async (tell, progress, panelId) => {
      await toConsent(tell, progress, panelId)
      tell.wait(2)
      await story.refuseConsent(tell, progress)
    },
  },
  {
    given: 'Alex',
    family: 'Comma',
    born: '2011-07-07',
    sector: 'Education',
    concern: 'Other ideology',
    daysAgo: 80,
    worry: 'Keeps a notebook of places and times.',
    to: async (tell, progress, panelId) => {
      await inSupport(tell, progress, panelId)
      tell.wait(20)
      await story.withdrawConsent(tell, progress)
    },
  },
  {
    given: 'Pat',
    family: 'Colon',
    born: '2010-10-19',
    ...school,
    daysAgo: 100,
    worry: 'Repeats slogans from a video; may not know what they mean.',
    to: throughThePanel('not adopted'),
  },
  {
    given: 'Sam',
    family: 'Bracket',
    born: '2010-04-03',
    sector: 'Education',
    concern: 'Extreme right-wing',
    daysAgo: 260,
    worry: 'Ran away from home to go to a rally.',
    to: async (tell, progress, panelId) => {
      await toTheExit(tell, progress, panelId)
      await story.reviewAfterwards(tell, progress, 6, tell.today())
    },
  },
  {
    given: 'Toni',
    family: 'Hyphen',
    born: '2010-02-26',
    sector: 'Education',
    concern: 'Islamist',
    daysAgo: 480,
    worry: 'Spoke of leaving the country and asked how to get a passport.',
    to: async (tell, progress, panelId) => {
      await toTheExit(tell, progress, panelId)
      const exitedOn = tell.today()
      await story.reviewAfterwards(tell, progress, 6, exitedOn)
      await story.reviewAfterwards(tell, progress, 12, exitedOn)
    },
  },
]

/** Brings every case to its stage, each in its own time. `tellerAt` gives somebody to tell from so many days ago. */
export async function tellCases(
  tellerAt: (daysAgo: number) => story.Teller<story.Cast>,
  panelId: string,
): Promise<void> {
  for (const { daysAgo, to, ...person } of demoCases) {
    const tell = tellerAt(daysAgo)
    await to(tell, await story.refer(tell, person), panelId)
  }
}
