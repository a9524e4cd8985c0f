import * as story from '../../demo/story.ts'
import { readTrackerList } from '../../src/casework/gateway/jobs.ts'
import { moveIn } from '../../src/casework/moving-in/jobs.ts'
import { addDays } from '../../src/platform/pure/days.ts'
import type { ToldTown } from './town.ts'

// What happens beside the road of a case: each story refers somebody of its own and stops short of the panel.

type Told = { tell: story.Teller<story.Cast> }

const concern = { sector: 'Education', concern: 'No ideology identified' }

/** What is known of a person is recorded and corrected; two records are made one and separated again. */
export async function tellOfARecord({ tell }: Told): Promise<void> {
  const person = { given: 'Mara', family: 'Marginal', born: '2010-03-09', ...concern }
  const first = await story.refer(tell, { ...person, worry: 'Stopped talking to her class.' })
  await story.match(tell, first)
  const second = await story.refer(tell, { ...person, family: 'Marginall', worry: 'Walked out of assembly.' })
  await story.match(tell, second)
  const about = { caseId: first.caseId }
  await keepTheRecord(tell, about)
  const { names, facts } = await tell.see('coordinator', 'people.record', about)
  const name = names.find(({ kind }: { kind: string }) => kind === 'as referred')
  for (const { entryId } of [name, facts[0]])
    await tell.act('coordinator', 'people.say-wrong', { ...about, entryId }, { why: 'It was copied wrongly.' })
  const { options } = await tell.see('coordinator', 'people.merge-page', about)
  const same = { other: options.others[0].value, grounds: 'The school says that it is one girl.' }
  await tell.act('coordinator', 'people.merge', about, same)
  const { merges } = await tell.see('coordinator', 'people.record', about)
  const merge = { ...about, mergeId: merges[0].mergeId }
  await tell.act('coordinator', 'people.unmerge', merge, { grounds: 'They are cousins.' })
}

/** One of everything that can be recorded about a person. */
async function keepTheRecord(tell: story.Teller<story.Cast>, about: { caseId: string }) {
  const source = 'Her mother, by telephone'
  const recorded: Record<string, Record<string, unknown>> = {
    'add-name': { kind: 'alias', givenNames: 'Marra', familyName: 'Marginal', source },
    'record-birth': { born: '2010-09-03', source },
    'add-address': { address: '1 Sample Street', which: 'current', source },
    'add-contact': { telephone: '01582 960 002', safely: 'After school', source },
    'record-language': { language: 'Polish', interpreter: true, source },
    'add-adjustment': { adjustment: 'Short meetings, with breaks.', source },
    'record-equality': { characteristic: 'disability', known: 'self-described', words: 'Hard of hearing' },
    'record-looked-after': { status: 'accommodated', council: 'The next county', source },
    'add-relationship': { name: 'Mo Marginal', relation: 'parent', serves: 'Decides about consent.', source },
  }
  for (const [what, answers] of Object.entries(recorded))
    await tell.act('coordinator', `people.${what}`, about, answers)
}

/** A service is asked, refuses, and something else is done instead. */
export async function tellOfARefusedHandOver({ tell }: Told): Promise<void> {
  const person = { given: 'Hanno', family: 'Handle', born: '1996-02-12', ...concern }
  const { caseId } = await story.refer(tell, { ...person, worry: 'Sleeps in his car.' })
  await story.match(tell, { caseId })
  const asked = { toService: 'housing', why: 'another service meets the need', asks: 'Find him a room.' }
  await tell.act('coordinator', 'hand-overs.make', { caseId }, asked)
  const { handOvers } = await tell.see('coordinator', 'hand-overs.list', { caseId })
  const about = { handOverId: handOvers.at(-1).handOverId }
  const on = tell.today()
  await tell.act('coordinator', 'hand-overs.send', about, { on, how: 'secure mail', to: 'The front door' })
  const refused = { answer: 'refused', reason: 'He lives in the next county.', on, by: 'Duty worker' }
  await tell.act('coordinator', 'hand-overs.answer', about, refused)
  const outcome = 'The next county found him a room.'
  await tell.act('coordinator', 'hand-overs.record-outcome', about, { outcome, on })
}

/** In a town whose agencies have none yet: whom a refusal is asked again of. */
export async function registerASeniorContact({ tell }: { tell: story.Teller<'health' | 'coordinator'> }) {
  const contacts = { mailbox: 'health@testham.example', seniorMailbox: 'director@testham.example' }
  await tell.act('coordinator', 'agencies.change-contacts', { agencyId: tell.agencyOf('health') }, contacts)
}

/** A partner refuses to answer, and its senior contact, who must be registered, is asked again. */
export async function tellOfARefusedEnquiry({ tell }: Told): Promise<void> {
  const person = { given: 'Rafa', family: 'Refrain', born: '2009-10-02', ...concern }
  const progress = await story.refer(tell, { ...person, worry: 'Speaks of nothing else.' })
  await story.match(tell, progress)
  await story.passTheGateway(tell, progress)
  const enquiryId = await story.askAPartner(tell, progress)
  await tell.reply(enquiryId, { outcome: 'refused', ground: 'not practicable', by: 'Noor Notional' })
  const again = { why: 'A small child lives with him.', dueOn: addDays(tell.today(), 5) }
  await tell.act('coordinator', 'enquiries.ask-higher', { enquiryId }, again)
}

/** The list of cases leaves for an inspection, and the chronology of one for the person themselves. */
export async function tellOfExports({ tell }: Told): Promise<void> {
  const person = { given: 'Exa', family: 'Exeunt', born: '2008-06-07', ...concern }
  const { caseId } = await story.refer(tell, { ...person, worry: 'Asks who writes about him.' })
  const leaves = async (what: string, about: Record<string, string>, purpose: string) => {
    const { options } = await tell.see('coordinator', `exports.${what}-to-export`, about)
    const basis = { agency: tell.agencyOf('health'), lawfulBasis: options.bases[0].value }
    const answers = { ...basis, purpose, whom: 'The inspector', why: 'They asked in writing.', format: 'csv' }
    await tell.act('coordinator', `exports.export-${what}`, about, answers)
  }
  await leaves('list', {}, 'an inspection or audit')
  await leaves('chronology', { caseId }, 'a request of the person')
}

/** All that a list shows is given to a coordinator, after it was looked over, and one case by itself again. */
export async function tellOfGiving({ tell }: Told): Promise<void> {
  const person = { given: 'Gita', family: 'Given', born: '2007-11-08', ...concern }
  const { caseId } = await story.refer(tell, { ...person, worry: 'Keeps away from her friends.' })
  const reason = 'The caseload is shared out anew.'
  const given = { toCoordinator: tell.idOf('coordinator'), reason }
  const { reassignmentId } = await tell.act('coordinator', 'reassigning.choose-cases', { ticked: caseId }, given)
  await tell.act('coordinator', 'reassigning.give-cases', { reassignmentId: reassignmentId! }, {})
  const other = await story.refer(tell, { ...person, given: 'Gitte', worry: 'Keeps away from school.' })
  const answers = { toCoordinator: tell.idOf('coordinator'), reason }
  await tell.act('coordinator', 'reassigning.give-case', { caseId: other.caseId }, answers)
}

/** The police take over what the panel had: it rests, they give it back, and take it over again. The chair sets a target. */
export async function tellOfAPoliceLead({ tell }: Told): Promise<void> {
  const person = { given: 'Pia', family: 'Parenthesis', born: '2008-01-09', ...concern }
  const progress = await story.refer(tell, { ...person, worry: 'Asks where to buy a drone.' })
  const about = { caseId: progress.caseId }
  await story.match(tell, progress)
  await story.passTheGateway(tell, progress)
  await story.decideSection36(tell, progress)
  tell.wait(1)
  await story.leadByThePolice(tell, progress)
  tell.wait(1)
  const rests = {
    answer: 'the police lead',
    reasons: 'No contact until the search.',
    lookAgainOn: addDays(tell.today(), 20),
  }
  await tell.act('chair', 'cases.answer-police-lead', about, rests)
  const target = { target: 'policeLead', amount: 2, why: 'The chair sits on Mondays and Thursdays.' }
  await tell.act('chair', 'targets.set', {}, target)
}

const caseload = `Referral date;Ref;First name;Last name;DOB;Source of referral;Type of concern;Summary;Gateway outcome;Gateway decided on;Gateway decided by;Gateway grounds
27/03/2026;OLD-1;Otto;Overleaf;04/05/2009;education;No ideology identified;Said it twice;;;;
28/03/2026;OLD-2;Otla;Overleaf;31/02/2009;education;No ideology identified;Said it once;;;;
29/03/2026;OLD-3;Otto;Overleaf;04/05/2009;education;No ideology identified;Said it again;Proceed;30/03/2026;DS Gray;Nothing is cut across`

/**
 * The caseload of before comes in as a spreadsheet with two good rows and a bad one; what one tells further waits, cannot be
 * moved in, is tried again and left out; and all of it is taken back.
 */
export async function tellOfMovingIn({ tell, world }: Pick<ToldTown, 'tell' | 'world'>): Promise<void> {
  const spreadsheet = await tell.sends('coordinator', { name: 'caseload.csv', bytes: Buffer.from(caseload) })
  const { movingInId } = await tell.act('coordinator', 'moving-in.start', {}, { spreadsheet })
  const about = { movingInId: movingInId! }
  const works = () => moveIn(world.town)(about, { log: world.town.log })
  await works()
  const { suggested } = await tell.see('coordinator', 'moving-in.file', about)
  const columns = Object.entries(suggested).map(([name, at]) => [name, String(at)])
  const answers = { ...Object.fromEntries(columns), policeForce: tell.agencyOf('officer'), keepAs: 'Our old sheet' }
  await tell.act('coordinator', 'moving-in.choose-columns', about, answers)
  await works()
  await tell.act('coordinator', 'moving-in.go', about, { sure: true })
  await works()
  const { rows } = await tell.see('coordinator', 'moving-in.file', about)
  const { rowId } = rows.find(({ waits }: { waits: boolean }) => waits)
  await world.sql("update casework.moving_in_row set reasons = '{The town’s clock was wrong}' where id = $1", [rowId])
  await tell.act('coordinator', 'moving-in.go-on', about, {})
  await works()
  await tell.act('coordinator', 'moving-in.leave-out', { rowId }, { sure: true })
  await tell.act('coordinator', 'moving-in.take-back', about, { sure: true })
  await works()
}

/** The police send a list of their tracker as a file: one line matches and is recorded, the other is given back. */
export async function tellOfATrackerList({ tell, world }: Pick<ToldTown, 'tell' | 'world'>): Promise<void> {
  const person = { given: 'Tessa', family: 'Tally', born: '2008-02-02', ...concern }
  const progress = await story.refer(tell, { ...person, worry: 'Counts who was there.' })
  await story.match(tell, progress)
  const { caseId } = progress
  const outcome = { outcome: 'proceed', grounds: 'Nothing the police do is cut across.' }
  await tell.act('officer', 'referrals.record-gateway', { caseId }, outcome)
  const { unconfirmed } = await tell.see('officer', 'gateway.unconfirmed', {})
  const { reference } = unconfirmed.find((each: { caseId: string }) => each.caseId === caseId)
  const header = 'Case;Outcome;Recorded on;Tracker reference;Entered'
  const lines = [reference, 'C-NOBODY'].map((of) => `${of};proceed;${tell.today()};PT-${of};${tell.today()}`)
  const bytes = Buffer.from([header, ...lines].join('\r\n'))
  const spreadsheet = await tell.sends('officer', { name: 'tracker.csv', bytes })
  const { listId } = await tell.act('officer', 'gateway.send-list', {}, { spreadsheet })
  const about = { listId: listId! }
  await readTrackerList(world.town)(about, { log: world.town.log })
  const columns = ['caseReference', 'outcome', 'recordedOn', 'trackerReference', 'trackerDate']
  const answers = Object.fromEntries(columns.map((name, at) => [name, `${at}`]))
  await tell.act('officer', 'gateway.choose-list-columns', about, { ...answers, keepAs: 'Our list' })
  await tell.act('officer', 'gateway.record-list', about, { sure: true })
}
