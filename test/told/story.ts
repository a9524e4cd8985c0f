import * as story from '../../demo/story.ts'
import type { ToldTown } from './town.ts'

const concern = { born: '2012-02-26', sector: 'Education', concern: 'No ideology identified' }

/** What is told about a case at each stage: the stage by which it is known, and the case. */
type At = (stage: string, caseId: string) => Promise<void>

/** One concern goes the whole road, from the referral to the last review; `at` is called at each stage. */
export async function tellTheWholeRoad(town: ToldTown, at: At): Promise<void> {
  const { tell } = town
  const panelId = await story.seatThePanel(tell, ['officer', 'health', 'caf'])
  const progress = await story.refer(tell, { given: 'Toni', family: 'Hyphen', ...concern, worry: 'Spoke of leaving.' })
  const reach = (stage: string) => at(stage, progress.caseId)
  await reach('referral received')
  await story.match(tell, progress)
  await reach('with the police')
  await story.passTheGateway(tell, progress)
  const enquiryId = await story.askAPartner(tell, progress)
  await reach('asking partners')
  await sendAgainAndShare(town, progress, enquiryId)
  await fileAndSetAside(town, progress)
  await story.replyAndRelease(tell, enquiryId)
  await story.decideSection36(tell, progress)
  await reach('ready for the panel')
  await setAnAssessmentAside(town, progress)
  await story.assess(tell, progress, { told: 'before the panel', who: 'coordinator' })
  const meetingId = await story.callMeeting(tell, panelId, 10)
  await story.listCase(tell, progress, meetingId)
  await reach('on the agenda')
  await guestsAndConflicts(town, panelId, progress)
  tell.wait(10)
  await story.openMeeting(tell, meetingId, ['chair', 'officer', 'health'])
  await story.decideAtThePanel(tell, progress)
  await story.closeMeeting(tell, meetingId)
  await reach('asking for consent')
  await story.askForConsent(tell, progress)
  tell.wait(2)
  await story.giveConsent(tell, progress)
  await reach('planning support')
  await story.planSupport(tell, progress)
  await reach('being supported')
  await story.deliverSessions(tell, progress)
  await addAndEndAnAction(town, progress)
  await giveAReason(town, progress)
  await story.reviewPlan(tell, progress)
  await story.assess(tell, progress, { told: 'at exit', who: 'lead' })
  await story.exitSupport(tell, progress)
  const exitedOn = tell.today()
  await reach('after exit')
  await story.reviewAfterwards(tell, progress, 6, exitedOn)
  await reach('after exit')
  await story.reviewAfterwards(tell, progress, 12, exitedOn)
  await reach('finished')
}

async function sendAgainAndShare({ tell, tellAs, cast }: ToldTown, { caseId }: story.Progress, enquiryId: string) {
  await tell.act('coordinator', 'enquiries.send-again', { enquiryId }, {})
  const { agencyId } = await tellAs({
    actor: cast.administrator,
    command: 'agencies.add',
    about: {},
    answers: { name: 'Testham Housing', kind: 'housing', mailbox: 'housing@testham.example' },
  })
  const { options } = await tell.see('coordinator', 'enquiries.ready-to-share', { caseId })
  const answers = {
    agency: agencyId,
    lawfulBasis: options.bases[0].value,
    reasons: 'They hold the tenancy and no agreement stands yet.',
    endsOn: '2099-01-01',
  }
  await tell.act('coordinator', 'enquiries.decide-sharing', { caseId }, answers)
  await tell.act('administrator', 'agencies.record-agreement', { agencyId: agencyId! }, { from: tell.today() })
}

/** A letter goes into the pack; another turns out to be about somebody else. */
async function fileAndSetAside({ tell }: ToldTown, progress: story.Progress) {
  await story.fileALetter(tell, progress)
  const file = await tell.sends('coordinator', { name: 'scan.txt', bytes: Buffer.from('Dear Mr Sample') })
  const answers = { file, what: 'other', description: 'A letter that was in the same envelope', source: 'The school' }
  const { attachmentId } = await tell.act('coordinator', 'attachments.add', { caseId: progress.caseId }, answers)
  const aside = { as: 'about somebody else', why: 'It names another pupil.' }
  await tell.act('coordinator', 'attachments.set-aside', { attachmentId: attachmentId! }, aside)
}

async function guestsAndConflicts({ tell }: ToldTown, panelId: string, { itemId }: story.Progress) {
  await tell.act('coordinator', 'panel.invite', { itemId: itemId! }, { staff: tell.idOf('youth') })
  await tell.act(
    'caf',
    'panel.declare-conflict',
    { itemId: itemId! },
    { kind: 'conflict', words: 'The person is a neighbour of mine.', copies: 'none' },
  )
  const today = tell.today()
  await tell.act('coordinator', 'panel.give-seat', { panelId }, { staff: tell.idOf('probation'), fromOn: today })
  const { seats } = await tell.see('coordinator', 'panel.panel', { panelId })
  const { seatId } = seats.find(({ staffId }: { staffId: string }) => staffId === tell.idOf('probation'))
  await tell.act('coordinator', 'panel.end-seat', { seatId }, { untilOn: today })
}

async function setAnAssessmentAside({ tell }: ToldTown, { caseId }: story.Progress) {
  const { options } = await tell.see('coordinator', 'assessment.of-case', { caseId })
  const answers = { occasion: 'review', instrument: options.instruments[0].value }
  const { assessmentId } = await tell.act('coordinator', 'assessment.begin', { caseId }, answers)
  const about = { caseId, assessmentId: assessmentId! }
  await tell.act('coordinator', 'assessment.set-aside', about, { reason: 'Begun for another occasion.' })
}

/** A reassessment finds a need that the plan says nothing about yet. */
async function giveAReason({ tell }: ToldTown, { caseId }: story.Progress) {
  const { options } = await tell.see('coordinator', 'assessment.of-case', { caseId })
  const instrument = options.instruments[0].value
  const begun = await tell.act('lead', 'assessment.begin', { caseId }, { occasion: 'review', instrument })
  const about = { caseId, assessmentId: begun.assessmentId! }
  const { parts } = await tell.see('lead', 'assessment.one', about)
  for (const { code, items } of parts) {
    const answers = { items: items.map((each: { code: string }) => ({ item: each.code, found: 'unknown' })) }
    if (items.length) await tell.act('lead', 'assessment.save-items', { ...about, part: code }, answers)
  }
  await tell.act('lead', 'assessment.save-strengths', about, { strengths: [], noStrengths: 'As in the last one.' })
  await tell.act('lead', 'assessment.save-needs', about, { needs: [{ need: 'A quiet place for homework' }] })
  const said = { summary: 'Goes well.', changes: 'Sleeps better.', ownView: 'Likes it.' }
  await tell.act('lead', 'assessment.save-summary', about, said)
  await tell.act('lead', 'assessment.finish', about, { checked: true })
  const { assessed } = await tell.see('lead', 'support.plan', { caseId })
  const answer = { needId: assessed.unmet[0].id, reason: 'The library is open until six.' }
  await tell.act('lead', 'support.give-reason', { caseId }, answer)
}

/** The instruments of assessment: a draft, edited, taken into use and retired; another from a file. */
export async function tellOfInstruments({ tell }: { tell: story.Teller<story.Cast> }): Promise<void> {
  const drafted = await tell.act('coordinator', 'assessment.draft-instrument', {}, { from: 'nothing', name: 'Ours' })
  const about = { instrumentId: drafted.instrumentId! }
  const parts = [{ code: 'home', name: 'Home' }]
  await tell.act('coordinator', 'assessment.edit-instrument', about, { name: 'Our own', parts })
  const items = [{ code: 'quarrels', name: 'Quarrels at home', guidance: 'Who says so?' }]
  await tell.act('coordinator', 'assessment.edit-part', { ...about, part: 'home' }, { items })
  await tell.act('chair', 'assessment.use-instrument', about, { sure: true })
  const { content } = await tell.see('coordinator', 'assessment.instrument', about)
  const file = JSON.stringify(content, null, 2)
  await tell.act('coordinator', 'assessment.import-instrument', {}, { replaces: 'new', file })
  await tell.act('chair', 'assessment.retire-instrument', about, { sure: true })
}

async function addAndEndAnAction({ tell }: ToldTown, { caseId }: story.Progress) {
  await tell.act(
    'lead',
    'support.add-action',
    { caseId },
    {
      needId: 'new',
      newNeed: 'A place to learn to box',
      nature: 'mentoring',
      provider: tell.idOf('mentor'),
      how: 'On Saturdays',
      startsOn: tell.today(),
      sessions: 1,
      restsOnConsent: true,
    },
  )
  const { plans } = await tell.see('lead', 'support.plan', { caseId })
  const { id: actionId } = plans[0].actions.find(({ how }: { how: string }) => how === 'On Saturdays')
  const ending = { why: 'not needed', words: 'He goes by himself.', whyFewer: 'The first was to be in May.' }
  await tell.act('lead', 'support.end-action', { caseId, actionId }, ending)
}

/** What goes before a referral and what may follow it: advice, hand-overs, the level of need, a mistake and its letter. */
export async function tellOfAMistake({ tell }: { tell: story.Teller<story.Cast> }): Promise<void> {
  await story.askForAdvice(tell)
  const person = { given: 'Casey', family: 'Comma', ...concern, worry: 'Wore a badge.' }
  const progress = await story.refer(tell, person)
  await story.match(tell, progress)
  await story.passTheGateway(tell, progress)
  await story.followTheHandOver(tell, progress)
  const about = { caseId: progress.caseId }
  const asked = { askedBy: 'the person', on: tell.today(), why: 'It was a club badge.', view: 'So it was.' }
  await tell.act('coordinator', 'mistakes.ask', about, asked)
  await tell.act('senior', 'mistakes.answer', about, { finding: 'found', reasons: 'I saw the badge.' })
  const until = { reasons: 'Away with the school.', until: tell.today() }
  await tell.act('coordinator', 'mistakes.defer-letter', about, until)
  const given = { how: 'by hand', to: 'the person', on: tell.today() }
  await tell.act('coordinator', 'mistakes.record-letter', about, given)
}

/** A second concern about somebody else: found not to need the panel, and closed by two. */
export async function tellAClosing({ tell, outside, tellAs }: ToldTown): Promise<void> {
  const person = { given: 'Billie', family: 'Margin', ...concern, worry: 'Wrote an essay.' }
  const first = await story.refer(tell, person)
  await story.match(tell, first)
  await story.passTheGateway(tell, first)
  await tell.act(
    'coordinator',
    'referrals.propose-closing',
    { caseId: first.caseId },
    { reason: 'explained', reasons: 'He explained it.' },
  )
  const again = await tellAs({
    actor: outside,
    command: 'referrals.make-public',
    about: {},
    answers: fromOutside(person),
  })
  const typed = { reference: again.reference, code: again.code }
  await tellAs({ actor: outside, command: 'referrals.follow', about: {}, answers: typed })
  const { caseId } = again
  const known = await tell.see('coordinator', 'people.match-page', { caseId: caseId! })
  await tell.act(
    'coordinator',
    'people.match',
    { caseId: caseId! },
    {
      answer: 'same',
      candidate: known.options.candidates[0].value,
      homeForce: tell.agencyOf('officer'),
      reason: 'The same birth date.',
    },
  )
  const closing = { reason: 'explained', reasons: 'The same essay.', together: 'Both referrals are about one essay.' }
  await tell.act('coordinator', 'referrals.propose-closing', { caseId: caseId! }, closing)
  await tell.act(
    'senior',
    'referrals.answer-closing',
    { caseId: caseId! },
    { answer: 'agree', reasons: 'I read both.' },
  )
}

const fromOutside = ({ given, family, born, sector, concern: type, worry }: story.Person) => ({
  givenNames: given,
  familyName: family,
  born,
  livesWithChild: 'not known',
  sector,
  concern: type,
  statements: [{ words: worry, kind: 'fact', source: 'What I read' }],
  harm: 'no',
  personKnows: true,
  noticedBy: 'me',
  wishesUnnamed: false,
})

/** A third concern, which has only begun: whatever can be done to a case in work can be done to this one. */
export async function tellAnOpenCase({ tell }: ToldTown): Promise<void> {
  const progress = await story.refer(tell, { given: 'Jo', family: 'Pencil', ...concern, worry: 'Has no friends left.' })
  await story.match(tell, progress)
  await tell.act('coordinator', 'desk.keep-view', { filters: 'due=overdue' }, { name: 'What is late' })
}

/** The campaign: set up, signed, taken off the list, withdrawn. */
export async function tellTheCampaign({ tell, tellAs, outside }: ToldTown): Promise<void> {
  const today = tell.today()
  await tell.act(
    'worker',
    'campaign.set-up',
    {},
    { name: 'Our town', message: 'Many voices, one town', pledgeText: 'I speak up.', fromOn: today },
  )
  const answers = { thirteen: true, madeBy: 'person', name: 'Pia Pretend', ward: 'Northside', listed: true }
  const { withdrawAt } = await tellAs({ actor: outside, command: 'campaign.sign-pledge', about: {}, answers })
  const { listed } = await tell.see('worker', 'campaign.list', {})
  await tell.act('worker', 'campaign.take-off-list', { pledgeId: listed[0].pledgeId }, {})
  const about = { token: withdrawAt!.split('/').at(-1)! }
  await tellAs({ actor: outside, command: 'campaign.withdraw-pledge', about, answers: {} })
}

/** The town's own people: invited, given a role, and gone. */
export async function tellOfStaff({ tell }: ToldTown): Promise<void> {
  const { staffId } = await tell.act(
    'administrator',
    'staff.invite',
    {},
    {
      name: 'Nadia Notyet',
      email: 'nadia@testham.example',
      jobTitle: 'Nurse',
      agencyId: tell.agencyOf('health'),
      roles: ['panel member'],
    },
  )
  const about = { staffId: staffId! }
  await tell.act('administrator', 'staff.invite-again', about, {})
  await tell.act('administrator', 'staff.give-role', about, { role: 'partner contact' })
  await tell.act('coordinator', 'staff.answer-role', about, { role: 'partner contact', answer: 'given' })
  await tell.act('administrator', 'staff.end-role', about, { role: 'partner contact' })
  await tell.act('administrator', 'staff.record-leaver', about, { sure: true })
}
