import { addDays, addMonths } from '../src/platform/pure/days.ts'

/** How a story is told: by the road itself when a demo town is loaded, by the API in the journey test. */
export interface Teller<Who extends string> {
  /** Does something as somebody, and gives the ids of the fact and what is shown once. Throws when it is not done. */
  act(
    who: Who,
    command: string,
    about: Record<string, string>,
    answers: Record<string, unknown>,
  ): Promise<Record<string, string>>
  /** What somebody sees. */
  see(who: Who, query: string, about: Record<string, string>): Promise<Seen>
  idOf(who: Who): string
  agencyOf(who: Who): string
  today(): string
  /** Lets days pass. */
  wait(days: number): void
  /** The reply of a partner by link and code, as whoever reads the agency's mailbox. */
  reply(enquiryId: string, answers: Record<string, unknown>): Promise<void>
}
// biome-ignore lint/suspicious/noExplicitAny: each step knows what it asked for
export type Seen = any

export type Cast =
  | 'coordinator'
  | 'chair'
  | 'deputy'
  | 'officer'
  | 'authoriser'
  | 'senior'
  | 'health'
  | 'probation'
  | 'youth'
  | 'caf'
  | 'lead'
  | 'mentor'
  | 'teacher'
type Telling = Teller<Cast>

export interface Person {
  given: string
  family: string
  born: string
  concern: string
  sector: string
  worry: string
}

/** The panel's terms and seats: what must be there before a case can come to it. */
export async function seatThePanel(tell: Telling, seats: readonly Cast[]): Promise<string> {
  const { panelId } = await tell.act(
    'coordinator',
    'panel.set-terms',
    {},
    {
      name: 'Exampleham Channel Panel',
      council: tell.agencyOf('chair'),
      chair: tell.idOf('chair'),
      deputy: tell.idOf('deputy'),
      interval: 6,
      boards: [{ board: 'Local Safeguarding Children Board' }, { board: 'Community Safety Partnership' }],
      fromOn: tell.today(),
    },
  )
  for (const who of seats)
    await tell.act(
      'coordinator',
      'panel.give-seat',
      { panelId: panelId! },
      { staff: tell.idOf(who), fromOn: tell.today() },
    )
  return panelId!
}

export interface Progress {
  caseId: string
  itemId?: string
  meetingId?: string
}

export async function refer(
  tell: Telling,
  { given, family, born, concern, sector, worry }: Person,
): Promise<Progress & Record<string, string>> {
  const done = await tell.act(
    'teacher',
    'referrals.make',
    {},
    {
      givenNames: given,
      familyName: family,
      born,
      livesWithChild: 'not known',
      sector,
      concern,
      statements: [{ words: worry, kind: 'fact', source: 'What I saw and heard myself', on: tell.today() }],
      harm: 'no',
      personKnows: true,
      noticedBy: 'me',
      wishesUnnamed: false,
    },
  )
  return done as Progress & Record<string, string>
}

export async function match(tell: Telling, { caseId }: Progress) {
  await tell.act(
    'coordinator',
    'people.match',
    { caseId },
    {
      answer: 'different',
      homeForce: tell.agencyOf('officer'),
      reason: 'Nobody alike is recorded: neither the name nor the birth date agrees.',
    },
  )
}

export async function passTheGateway(tell: Telling, { caseId }: Progress) {
  await tell.act(
    'officer',
    'referrals.record-gateway',
    { caseId },
    {
      outcome: 'proceed',
      grounds: 'It cuts across no investigation. There may be a concern for Channel, and little is known yet.',
      trackerReference: 'PCMT-0000-INVENTED',
      trackerOn: tell.today(),
    },
  )
}

export async function askAPartner(tell: Telling, { caseId }: Progress): Promise<string> {
  const { options } = await tell.see('coordinator', 'enquiries.ready-to-ask', { caseId })
  const { enquiryId } = await tell.act(
    'coordinator',
    'enquiries.ask',
    { caseId },
    {
      agency: tell.agencyOf('health'),
      purpose: 'to assess how vulnerable the person is',
      lawfulBasis: options.bases[0].value,
      question: 'Is this person known to you, and is there anything that would help us to understand their needs?',
      dueOn: addDays(tell.today(), 7),
    },
  )
  return enquiryId!
}

export async function replyAndRelease(tell: Telling, enquiryId: string) {
  await tell.reply(enquiryId, {
    outcome: 'held',
    answer: 'Known to the school nurse since last year. Sleeps badly. No diagnosis.',
    by: 'Noor Notional, named nurse',
  })
  await tell.act('coordinator', 'enquiries.release', { enquiryId }, {})
}

export async function decideSection36(tell: Telling, { caseId }: Progress) {
  await tell.act(
    'authoriser',
    'cases.record-section36-decision',
    { caseId },
    {
      refers: 'refers',
      grounds: 'The account is first-hand and consistent, the interest is growing, and protective factors are few.',
    },
  )
}

export async function callMeeting(tell: Telling, panelId: string, inDays: number): Promise<string> {
  const { meetingId } = await tell.act(
    'coordinator',
    'panel.call-meeting',
    { panelId },
    {
      kind: 'ordinary',
      meetsOn: addDays(tell.today(), inDays),
      meetsAt: '10:00',
      place: 'Committee room 2, invented town hall',
    },
  )
  return meetingId!
}

export async function listCase(tell: Telling, progress: Progress, meetingId: string) {
  const { itemId } = await tell.act(
    'coordinator',
    'panel.list-case',
    { caseId: progress.caseId },
    { meeting: meetingId },
  )
  progress.itemId = itemId!
  progress.meetingId = meetingId
}

export async function openMeeting(tell: Telling, meetingId: string, present: readonly Cast[]) {
  await tell.act('chair', 'panel.open-meeting', { meetingId }, {})
  await tell.act(
    'chair',
    'panel.call-the-roll',
    { meetingId },
    { present: present.map((who) => tell.idOf(who)), chair: tell.idOf('chair') },
  )
}

/** Three views, one of them different, a conflict declared, the decision, a dissent and an action. */
export async function decideAtThePanel(
  tell: Telling,
  { itemId }: Progress,
  outcome: 'adopted' | 'not adopted' = 'adopted',
) {
  const about = { itemId: itemId! }
  const other = outcome === 'adopted' ? 'not adopted' : 'adopted'
  await tell.act('chair', 'panel.give-view', about, {
    member: tell.idOf('chair'),
    view: outcome,
    words: 'The council thinks so: the needs are real.',
  })
  await tell.act('officer', 'panel.give-view', about, {
    member: tell.idOf('officer'),
    view: outcome,
    words: 'The police agree.',
  })
  await tell.act('health', 'panel.give-view', about, {
    member: tell.idOf('health'),
    view: other,
    words: 'Health sees it differently.',
  })
  await tell.act('chair', 'panel.record-decision', about, {
    outcome,
    rung: 'majority',
    reasons: 'The needs and the growing interest together. Health would have chosen otherwise.',
    ...(outcome === 'not adopted'
      ? { otherSupport: 'health care', otherSupportWords: 'A referral to the school nurse is arranged.' }
      : {}),
  })
  await tell.act('health', 'panel.record-dissent', about, {
    reasons: 'Sleep and anxiety explain most of what was seen.',
  })
  await tell.act('chair', 'panel.set-action', about, {
    owner: tell.idOf('health'),
    what: 'Arrange an appointment with the school nurse.',
    dueOn: addDays(tell.today(), 14),
  })
}

export async function closeMeeting(tell: Telling, meetingId: string) {
  await tell.act('chair', 'panel.close-meeting', { meetingId }, {})
  await tell.act('chair', 'panel.approve-minutes', { meetingId }, { read: true })
}

export async function askForConsent(tell: Telling, { caseId }: Progress) {
  await tell.act('coordinator', 'support.name-lead-professional', { caseId }, { leadId: tell.idOf('lead') })
  await tell.act(
    'coordinator',
    'support.plan-consent',
    { caseId },
    {
      ofWhom: 'parent or guardian',
      parentRisk: false,
      name: 'The mother',
      how: 'in person',
      askOn: addDays(tell.today(), 2),
      byWhom: tell.idOf('lead'),
    },
  )
}

const answered = {
  whoMay: 'parent or guardian',
  name: 'The mother',
  evidence: 'She showed the birth certificate.',
  ownView: 'Wants to talk to somebody who is not a teacher.',
  how: 'in person',
}

export async function giveConsent(tell: Telling, { caseId }: Progress) {
  await tell.act(
    'lead',
    'support.record-consent',
    { caseId },
    { ...answered, answer: 'given', answeredOn: tell.today(), words: 'Yes, as long as it does not show at school.' },
  )
}
export async function refuseConsent(tell: Telling, { caseId }: Progress) {
  await tell.act(
    'lead',
    'support.record-consent',
    { caseId },
    { ...answered, answer: 'refused', answeredOn: tell.today(), words: 'No. We will manage ourselves.' },
  )
}
export async function withdrawConsent(tell: Telling, { caseId }: Progress) {
  await tell.act(
    'lead',
    'support.record-consent',
    { caseId },
    { ...answered, answer: 'withdrawn', answeredOn: tell.today(), words: 'We do not want this any more.' },
  )
}

export async function planSupport(tell: Telling, { caseId }: Progress) {
  await tell.act(
    'lead',
    'support.write-plan',
    { caseId },
    {
      needs: [
        {
          need: 'Somebody to talk to outside school',
          answer: 'action',
          nature: 'mentoring',
          provider: tell.idOf('mentor'),
          how: 'Weekly, at the youth centre',
          startsOn: tell.today(),
          sessions: 2,
          restsOnConsent: true,
        },
        { need: 'Sleep', answer: 'reason', reason: 'The school nurse has taken this on.' },
      ],
      asked: true,
      input: 'Football, and help with the phone at night.',
    },
  )
}

export async function deliverSessions(tell: Telling, { caseId }: Progress, count = 2) {
  const plan = await tell.see('mentor', 'support.plan', { caseId })
  const action = firstAction(plan)
  for (let n = 1; n <= count; n++) {
    tell.wait(7)
    await tell.act(
      'mentor',
      'support.record-session',
      { caseId, actionId: action },
      { heldOn: tell.today(), attended: true, done: `Session ${n}: talked about what happened at school.` },
    )
  }
}

export const firstAction = (plan: Seen): string => plan.plans[0].actions[0].id

export async function reviewPlan(
  tell: Telling,
  { caseId }: Progress,
  outcome: 'continue' | 'ready for exit' = 'ready for exit',
) {
  await tell.act(
    'lead',
    'support.review-plan',
    { caseId },
    {
      reviewedOn: tell.today(),
      contributions: [
        { who: 'Ivo Imaginary, mentor', said: 'He comes every time and laughs again.' },
        { who: 'The mother', said: 'It is quieter at home.' },
      ],
      outcome,
      words: 'What was agreed was done.',
      ...(outcome === 'continue' ? { nextOn: addDays(tell.today(), 28) } : {}),
    },
  )
}

export async function exitSupport(tell: Telling, { caseId, itemId }: Progress) {
  const plan = await tell.see('lead', 'support.plan', { caseId })
  await tell.act(
    'lead',
    'support.end-action',
    { caseId, actionId: firstAction(plan) },
    { why: 'given', words: 'Both sessions were held.' },
  )
  const item = await tell.see('coordinator', 'panel.item', { itemId: itemId! })
  for (const action of item.actions)
    if (!action.doneAt)
      await tell.act(
        'health',
        'panel.finish-action',
        { actionId: action.actionId },
        { words: 'The appointment was kept.' },
      )
  await tell.act(
    'coordinator',
    'support.record-exit',
    { caseId },
    {
      reason: 'concern reduced',
      exitedOn: tell.today(),
      words: 'The vulnerability is significantly lessened.',
      views: [
        { who: 'Frances Fictive, council', view: 'Agrees.' },
        { who: 'Ines Invented, police', view: 'Agrees.' },
      ],
    },
  )
}

export async function reviewAfterwards(tell: Telling, { caseId }: Progress, months: 6 | 12, exitedOn: string) {
  const due = addMonths(exitedOn, months)
  while (tell.today() < due) tell.wait(1)
  await tell.act(
    'coordinator',
    'support.record-afterwards',
    { caseId },
    {
      kind: `${months}-month review`,
      reviewedOn: tell.today(),
      evidence: 'School and mother were asked: nothing new.',
      outcome: 'no concern',
    },
  )
}
