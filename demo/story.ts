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
  /** Somebody sends a file; gives the answer to a question that asks for one. */
  sends(who: Who, file: { name: string; bytes: Buffer }): Promise<string>
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
// oxlint-disable-next-line typescript/no-explicit-any -- each step knows what it asked for
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
  /** From whom, where nobody who tells of it saw it. */
  heard?: string
  gender?: string
  ethnicityFrom?: string
  ethnicity?: string
  /** What came with the referral: files that were sent before. */
  documents?: readonly { file: string; description: string }[]
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
  /** They are 18 or over, and decide for themselves. */
  adult?: boolean
  enquiryId?: string
  itemId?: string
  meetingId?: string
  /** The day the support, or the consideration at the panel, ended. */
  endedOn?: string
}

const seen = { kind: 'fact', source: 'What I saw and heard myself' }

export async function refer(
  tell: Telling,
  { given, family, worry, heard, ...rest }: Person,
): Promise<Progress & Record<string, string>> {
  const done = await tell.act(
    'teacher',
    'referrals.make',
    {},
    {
      givenNames: given,
      familyName: family,
      ...rest,
      livesWithChild: 'not known',
      statements: [{ words: worry, ...(heard ? { kind: 'hearsay', source: heard } : seen), on: tell.today() }],
      harm: 'no',
      personKnows: true,
      noticedBy: 'me',
      wishesUnnamed: false,
    },
  )
  return done as Progress & Record<string, string>
}

/** Somebody asks before referring, is answered, and says what was done. */
export async function askForAdvice(tell: Telling) {
  const question = {
    about: 'A pupil’s drawings',
    question: 'He draws ruins and soldiers in every lesson. Is it a concern?',
  }
  const { adviceId } = await tell.act('teacher', 'advice.ask', {}, question)
  const answer = { answer: 'Ask him what they show, and who else has seen them.', advised: 'watch and talk' }
  await tell.act('coordinator', 'advice.answer', { adviceId: adviceId! }, answer)
  const done = { outcome: 'talked with them', more: 'They are from a film about a siege.' }
  await tell.act('teacher', 'advice.record-done', { adviceId: adviceId! }, done)
}

/** The level of need is said, and what was handed over with a child’s referral is sent and taken on. */
export async function followTheHandOver(tell: Telling, progress: Progress) {
  const level = { level: '3', reasons: 'School, home and friends all give cause; several services are needed.' }
  await tell.act('coordinator', 'need.record-level', { caseId: progress.caseId }, level)
  await sendTheHandOver(tell, progress)
}

/** What was handed over with a child’s referral is sent, and taken on. */
export async function sendTheHandOver(tell: Telling, { caseId }: Progress) {
  const { handOvers } = await tell.see('coordinator', 'hand-overs.list', { caseId })
  if (!handOvers.length) return
  const about = { handOverId: handOvers[0].handOverId }
  const sent = { on: tell.today(), how: 'their own form', to: 'The front door' }
  await tell.act('coordinator', 'hand-overs.send', about, sent)
  await tell.act('coordinator', 'hand-overs.answer', about, { answer: 'accepted', on: tell.today(), by: 'Duty worker' })
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

/** A letter comes, is filed, and is put into the pack for the panel. */
export async function fileALetter(tell: Telling, { caseId }: Progress) {
  const words = `To the Channel coordinator

The attendance of your pupil was 96 % in the autumn and 71 % since January. The form tutor
has offered a quiet room at lunch, and it is used on most days.

The head of year, Exampleham School (an invented letter of the demo town)
`
  const file = await tell.sends('coordinator', { name: 'letter from the school.txt', bytes: Buffer.from(words) })
  const answers = {
    file,
    what: 'letter or e-mail',
    description: 'The school writes how attendance changed, and what it has offered.',
    source: 'Exampleham School',
    datedOn: tell.today(),
  }
  const { attachmentId } = await tell.act('coordinator', 'attachments.add', { caseId }, answers)
  await tell.act('coordinator', 'attachments.release', { attachmentId: attachmentId! }, {})
}

export async function matchToTheSame(tell: Telling, { caseId }: Progress) {
  const { options } = await tell.see('coordinator', 'people.match-page', { caseId })
  await tell.act(
    'coordinator',
    'people.match',
    { caseId },
    {
      answer: 'same',
      candidate: options.candidates[0].value,
      homeForce: tell.agencyOf('officer'),
      reason: 'The names and the birth date agree, and the school is the same.',
    },
  )
}

const proceeds = {
  outcome: 'proceed',
  grounds: 'It cuts across no investigation. There may be a concern for Channel, and little is known yet.',
}

export async function passTheGateway(tell: Telling, { caseId }: Progress, answers: object = proceeds) {
  const tracker = { trackerReference: `PCMT-INVENTED-${caseId.slice(-8)}`, trackerOn: tell.today() }
  await tell.act('officer', 'referrals.record-gateway', { caseId }, { ...answers, ...tracker })
}

export const findNotSuitable = (tell: Telling, progress: Progress) =>
  passTheGateway(tell, progress, {
    outcome: 'not suitable',
    ground: 'explained',
    grounds: 'The school explained it: it was part of a play that the class rehearses.',
  })

export const leadByThePolice = (tell: Telling, progress: Progress) =>
  passTheGateway(tell, progress, {
    outcome: 'police-led',
    grounds: 'An investigation is under way, and the police deal with it themselves.',
  })

export async function proposeToClose(tell: Telling, { caseId }: Progress, together?: string) {
  await tell.act(
    'coordinator',
    'referrals.propose-closing',
    { caseId },
    {
      reason: 'explained',
      reasons: 'The partners know of nothing else, and what was said is explained.',
      ...(together ? { together } : {}),
    },
  )
}

export async function agreeToClose(tell: Telling, { caseId }: Progress) {
  await tell.act(
    'senior',
    'referrals.answer-closing',
    { caseId },
    { answer: 'agree', reasons: 'I read all of it, and see no concern that is left.' },
  )
}

export async function askAPartner(tell: Telling, { caseId }: Progress, who: Cast = 'health'): Promise<string> {
  const { options } = await tell.see('coordinator', 'enquiries.ready-to-ask', { caseId })
  const { enquiryId } = await tell.act(
    'coordinator',
    'enquiries.ask',
    { caseId },
    {
      agency: tell.agencyOf(who),
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

export async function decideSection36(
  tell: Telling,
  { caseId }: Progress,
  refers: 'refers' | 'does not refer' = 'refers',
) {
  const grounds =
    refers === 'refers'
      ? 'The account is first-hand and consistent, the interest is growing, and protective factors are few.'
      : 'One remark, explained by what the partners know, and nothing since.'
  await tell.act('authoriser', 'cases.record-section36-decision', { caseId }, { refers, grounds })
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

export async function askForConsent(tell: Telling, { caseId, adult }: Progress) {
  const ofWhom = adult
    ? { ofWhom: 'the person', name: 'The person' }
    : { ofWhom: 'parent or guardian', parentRisk: false, name: 'The mother' }
  await tell.act('coordinator', 'support.name-lead-professional', { caseId }, { leadId: tell.idOf('lead') })
  await tell.act(
    'coordinator',
    'support.plan-consent',
    { caseId },
    { ...ofWhom, how: 'in person', askOn: addDays(tell.today(), 2), byWhom: tell.idOf('lead') },
  )
}

const byTheMother = {
  whoMay: 'parent or guardian',
  name: 'The mother',
  evidence: 'She showed the birth certificate.',
  ownView: 'Wants to talk to somebody who is not a teacher.',
  how: 'in person',
}
const byThePerson = {
  whoMay: 'adult',
  name: 'The person',
  evidence: 'Over 18, and nothing speaks against their capacity.',
  how: 'in person',
}

async function recordConsent(tell: Telling, { caseId, adult }: Progress, answer: string, words: string) {
  const said = { answer, words, answeredOn: tell.today() }
  await tell.act('lead', 'support.record-consent', { caseId }, { ...(adult ? byThePerson : byTheMother), ...said })
}

export const giveConsent = (tell: Telling, progress: Progress) =>
  recordConsent(tell, progress, 'given', 'Yes, as long as nobody else hears of it.')
export const refuseConsent = (tell: Telling, progress: Progress) =>
  recordConsent(tell, progress, 'refused', 'No. We will manage ourselves.')
export const withdrawConsent = (tell: Telling, progress: Progress) =>
  recordConsent(tell, progress, 'withdrawn', 'We do not want this any more.')

const shippedInstrument = '01900000-0000-7000-8000-000000000022'
/** What is found on a few items, by occasion; everything else is not known, and said so. */
const evidence: Record<
  string,
  Record<string, readonly [found: 'present' | 'not', evidence: string, source: string]>
> = {
  'before the panel': {
    grievance: ['present', 'Says that nobody at school ever listens.', 'Form tutor, who was told so twice'],
    belonging: ['present', 'Eats alone since the move, and looks for company on the phone.', 'School nurse'],
    excitement: ['not', 'Avoids fights and crowds.', 'Form tutor'],
    'harmful-means': ['not', 'Was asked, and found the idea of hurting anybody strange.', 'Form tutor, in a talk'],
  },
  'at exit': {
    grievance: ['not', 'Complains of homework, and laughs about it.', 'Mentor, over the last weeks'],
    belonging: ['present', 'Has two friends at football; lunch at school is still alone.', 'Mentor and mother'],
    excitement: ['not', 'As before.', 'Form tutor'],
    'harmful-means': ['not', 'Nothing of the kind was said again.', 'Mentor and form tutor'],
  },
}
const conclusions = {
  'before the panel': {
    summary: 'Lonely since the move and looking for company. Curious about what is offered there more than convinced.',
    ownView: 'Would like to talk to somebody who is not a teacher.',
  },
  'at exit': {
    summary: 'Less alone, and no longer interested. What is left is for the school.',
    changes: 'Goes to football, has two friends there, and speaks of the summer.',
    ownView: 'It is fine now. Wants to keep the football.',
  },
}

interface Assessed {
  told: keyof typeof conclusions
  who: Cast
  /** What it is made for, where that is not what is told. */
  occasion?: string
}

/** An assessment, part by part, by whoever works the case. */
export async function assess(tell: Telling, { caseId }: Progress, { told, who, occasion = told }: Assessed) {
  const { assessmentId } = await tell.act(
    who,
    'assessment.begin',
    { caseId },
    { occasion, instrument: shippedInstrument },
  )
  const about = { caseId, assessmentId: assessmentId! }
  const { parts } = await tell.see(who, 'assessment.one', about)
  for (const { code, items } of parts) if (items.length) await assessPart(tell, { about, code, items, told, who })
  await tell.act(who, 'assessment.save-strengths', about, {
    strengths: [
      { strength: 'Football', evidence: 'Trains twice a week and is missed when away.', source: 'The coach' },
      { strength: 'The mother', evidence: 'Talks with them every evening.', source: 'School nurse, on a visit' },
    ],
  })
  const needs = told === 'at exit' ? [] : [{ need: 'Somebody to talk to outside school' }, { need: 'Sleep' }]
  await tell.act(who, 'assessment.save-needs', about, { needs })
  await tell.act(who, 'assessment.save-summary', about, conclusions[told])
  await tell.act(who, 'assessment.finish', about, { checked: true })
}

interface AssessedPart extends Pick<Assessed, 'told' | 'who'> {
  about: Record<string, string>
  code: string
  items: readonly { code: string }[]
}

async function assessPart(tell: Telling, { about, code, items, told, who }: AssessedPart) {
  const answers = items.map(({ code: item }) => {
    const [found, words, source] = evidence[told]![item] ?? ['unknown']
    return { item, found, ...(words ? { evidence: words, source } : {}) }
  })
  await tell.act(who, 'assessment.save-items', { ...about, part: code }, { items: answers })
}

export async function planSupport(tell: Telling, { caseId }: Progress) {
  const { assessed } = await tell.see('lead', 'support.plan', { caseId })
  const answers = (need: string) => {
    const found = assessed.unmet.find((each: { need: string }) => each.need === need)
    return found ? { need, found: found.id } : { need }
  }
  await tell.act(
    'lead',
    'support.write-plan',
    { caseId },
    {
      needs: [
        {
          ...answers('Somebody to talk to outside school'),
          answer: 'action',
          nature: 'mentoring',
          provider: tell.idOf('mentor'),
          how: 'Weekly, at the youth centre',
          startsOn: tell.today(),
          sessions: 2,
          restsOnConsent: true,
        },
        { ...answers('Sleep'), answer: 'reason', reason: 'The school nurse has taken this on.' },
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
