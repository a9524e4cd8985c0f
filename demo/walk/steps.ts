import type { Trail } from './trail.ts'
import * as words from './words.ts'

type Parts = Pick<Trail, 'opened' | 'closed'>

/** The words on the button of a place, as far as the case has come. */
export const textOf = ({ text }: Place, trail: Parts = { opened: false, closed: false }): string =>
  typeof text === 'string' ? text : text(trail)

/** Somewhere on the walk: who goes there, and where it is as far as the case has come. Without `who`, nobody in particular. */
export interface Place {
  who?: string
  /** The words on the button, where something is done in two parts those of the part whose turn it is. */
  text: string | ((trail: Parts) => string)
  at(trail: Trail): string | undefined
}

/** One thing that is done with the case. */
export interface Step extends Place {
  key: keyof Trail['done']
  title: string
  /** Who acts and why: the law, where the law says so. */
  says: string
  look: string
  /** Of the words in it, those of the glossary that a newcomer meets here first. */
  words: readonly string[]
  /** What one may look at once it is done. */
  after?: Place
  /** What the forms of this step are filled with, by the address of their route. */
  forms: Readonly<Record<string, words.Words>>
}

/** Where the walk shows what the partner is mailed. */
export const mailboxPath = '/walk/mailbox'
/** Where the words of the work are explained. */
export const wordsPath = '/walk/words'

const of =
  (path: string) =>
  ({ caseId }: Trail) =>
    caseId && `/cases/${caseId}${path}`
const ofItem =
  (path: string) =>
  ({ itemId }: Trail) =>
    itemId && `/panel/items/${itemId}${path}`
const closedTo = (who: string, name: string): Place => ({
  who,
  text: `See that the case is closed to ${name}`,
  at: of(''),
})

/** From the referral to the minutes, in the order in which it goes on. */
export const steps: readonly Step[] = [
  {
    key: 'referred',
    title: 'A teacher refers a pupil',
    says: 'Ruth Rhetorical, safeguarding lead of a school, tells what she saw. Schools must have due regard to the need to prevent people from being drawn into terrorism (Counter-Terrorism and Security Act 2015, section 26), and nobody need be sure before they ask for help.',
    look: 'Each statement is marked as a fact, an opinion or hearsay. The receipt shows a reference and a code once: with them Ruth sees how far it is, and nothing about the pupil.',
    words: ['Referral', 'Receipt'],
    who: 'teacher',
    text: 'Refer as Ruth Rhetorical',
    at: () => '/refer',
    after: closedTo('teacher', 'Ruth'),
    forms: { '/refer': words.referral },
  },
  {
    key: 'matched',
    title: 'The coordinator looks whether the pupil is known',
    says: 'Morgan Madeup coordinates Channel for the council and says whether this is somebody who is recorded already. The police force of the pupil’s home is named now, since it must be at the panel (section 37).',
    look: 'Where somebody alike is recorded, a person decides, field by field; the program only finds them. Nobody is alike here. From then on the case officers of that force see the case, by a grant that says why.',
    words: ['Channel', 'Matching', 'Grant'],
    who: 'coordinator',
    text: 'Match as Morgan Madeup',
    at: of('/match'),
    after: { who: 'coordinator', text: 'Read the chronology as Morgan', at: of('/chronology') },
    forms: { '/cases/:caseId/match': words.match },
  },
  {
    key: 'through',
    title: 'The police look whether it cuts across an investigation',
    says: 'Ines Invented, case officer of the police, records what they found, with grounds. This gateway comes before anything is asked of partners; it is the practice of Channel and not in the Act, so the town sets how long it may take.',
    look: 'Without the reference of the police’s own tracker the case says “not confirmed by police”. Its stage changes, and nobody types a stage in: it follows from what is recorded.',
    words: ['Gateway', 'De-confliction'],
    who: 'officer',
    text: 'Decide as Ines Invented',
    at: of('/gateway'),
    after: { who: 'officer', text: 'Read the referral as Ines', at: of('/referral') },
    forms: { '/cases/:caseId/gateway': words.gateway },
  },
  {
    key: 'asked',
    title: 'The coordinator asks the health trust one question',
    says: 'Morgan asks what is needed and no more, on a lawful basis that is named. Partners must co-operate as far as it is appropriate and practicable, and data protection law stands above that (section 38).',
    look: 'What is shown to whom, why and on which basis stands in the ledger of the case, under Sharing. The mail that goes out names nobody.',
    words: ['Enquiry', 'Disclosure'],
    who: 'coordinator',
    text: 'Ask as Morgan Madeup',
    at: of('/enquiries/new'),
    after: { who: 'coordinator', text: 'Read the ledger as Morgan', at: of('/sharing') },
    forms: { '/cases/:caseId/enquiries/new': words.enquiry },
  },
  {
    key: 'answered',
    title: 'Somebody at the trust answers from the mail',
    says: 'Whoever reads the mailbox of the trust opens the link in it, without an account. First a code goes to the same registered mailbox, because only the trust may learn who is asked about (section 38 allows no more than data protection law does); here it is filled in for you.',
    look: 'The link shows this one question and nothing else of the case. Once it is answered it opens nothing any more, for anybody.',
    words: ['One-question link'],
    text: 'Open the mailbox of the trust',
    at: ({ linkId }) => linkId && mailboxPath,
    forms: { '/answer/:token/code': words.code, '/answer/:token/reply': words.reply },
  },
  {
    key: 'released',
    title: 'The coordinator releases the answer into the case',
    says: 'Morgan reads the answer first: only what is needed goes before the panel (UK GDPR, article 5(1)(c)). It is her decision, with her name and the time.',
    look: 'The panel finds the answer among its papers. Were it not released, they would read only that the trust was asked.',
    words: ['Release'],
    who: 'coordinator',
    text: 'Release as Morgan Madeup',
    at: ({ enquiryId }) => enquiryId && `/enquiries/${enquiryId}/release`,
    after: { who: 'coordinator', text: 'Read the enquiry as Morgan', at: of('/enquiries') },
    forms: {},
  },
  {
    key: 'grounded',
    title: 'An officer decides whether a panel may see the case',
    says: 'Paul Pretend, superintendent, says in words whether there are reasonable grounds to believe that the pupil is vulnerable to being drawn into terrorism. Only the police or the council may refer to a panel, and only on such grounds (section 36(3)).',
    look: 'His need to know ends with his decision: the case leaves his list at once, and its address is to him like one that never was.',
    words: ['Section 36 decision'],
    who: 'authoriser',
    text: 'Decide as Paul Pretend',
    at: of('/section36'),
    after: closedTo('authoriser', 'Paul now'),
    forms: { '/cases/:caseId/section36': words.section36 },
  },
  {
    key: 'called',
    title: 'The coordinator calls the panel',
    says: 'Morgan calls an extraordinary meeting for today. Every council must see to it that there is a panel (section 36(1)); who chairs it, who sits there and to which boards it reports stands in its terms of reference.',
    look: 'The page of the meeting offers the cases that are due, and this one is among them.',
    words: ['Meeting', 'Terms of reference'],
    who: 'coordinator',
    text: 'Call the meeting as Morgan Madeup',
    at: ({ panelId }) => panelId && `/panel/${panelId}/meetings/new`,
    forms: { '/panel/:panelId/meetings/new': words.meeting },
  },
  {
    key: 'listed',
    title: 'The case goes on the agenda',
    says: 'Morgan puts the case on the agenda of that meeting. With it the papers open to those who sit there, and to nobody else, because they must now assess it (section 36(4)).',
    look: 'Members who had no part in it before see this case only now. Their grant says “on the agenda”, and it ends when the minutes are approved.',
    words: ['Item', 'Pack'],
    who: 'coordinator',
    text: 'Put it on the agenda as Morgan Madeup',
    at: of('/panel/list'),
    after: { who: 'health', text: 'Read the papers as Noor Notional', at: ofItem('') },
    forms: { '/cases/:caseId/panel/list': words.agenda },
  },
  {
    key: 'recused',
    title: 'A member declares a conflict',
    says: 'Yara Yarn of the youth offending service knows the family, and says so. The panel settles such things itself (section 37): here a conflict closes the case to that member at once, with its papers and its history.',
    look: 'To Yara the case is then the same as one that never was, wherever she looks. Her declaration stands in the minutes.',
    words: ['Conflict'],
    who: 'youth',
    text: 'Declare it as Yara Yarn',
    at: ofItem('/conflict'),
    after: { who: 'youth', text: 'See that there is nothing for Yara', at: ofItem('') },
    forms: { '/panel/items/:itemId/conflict': words.conflict },
  },
  {
    key: 'present',
    title: 'The chair opens the meeting and calls the roll',
    says: 'Frances Fictive chairs for the council, as the law has it, and says who is present. Without an officer of the police of the pupil’s home the panel cannot decide (both section 37): leave Ines out, and see.',
    look: 'First the meeting is opened, then the roll is called. What the law does not ask for is listed on the item as missing and stops nobody. Until the meeting is closed the roll can be called again, to add whoever was left out.',
    words: ['Roll call', 'Home force'],
    who: 'chair',
    text: ({ opened }) => `${opened ? 'Call the roll' : 'Open the meeting'} as Frances Fictive`,
    at: ({ meetingId, opened }) => meetingId && `/panel/meetings/${meetingId}/${opened ? 'roll' : 'open'}`,
    after: {
      who: 'chair',
      text: 'Call the roll again as Frances',
      at: ({ meetingId, closed }) => (closed ? undefined : meetingId && `/panel/meetings/${meetingId}/roll`),
    },
    forms: { '/panel/meetings/:meetingId/roll': words.roll },
  },
  {
    key: 'heard',
    title: 'The health trust says what it thinks',
    says: 'Noor Notional gives the view of her agency. Where the panel is not of one mind the majority decides, and without a majority the chair (section 37(6)).',
    look: 'Each view is kept with the decision. If an agency holds another one, the page refuses to call it a consensus, and says whose.',
    words: ['View'],
    who: 'health',
    text: 'Give the view as Noor Notional',
    at: ofItem('/view'),
    forms: { '/panel/items/:itemId/view': words.view },
  },
  {
    key: 'decided',
    title: 'The chair records the decision, with reasons',
    says: 'Frances records that the panel adopts the case, how it came to that, and why. Support still waits for consent (section 36(4)); had they not adopted it, they would have had to consider health or social care (section 36(6)).',
    look: 'Nobody can change or remove this decision: a correction would stand beside it. The case then waits for consent; its deadline is in the coordinator’s list of what is due.',
    words: ['Adopt', 'Rung', 'Consent'],
    who: 'chair',
    text: 'Decide as Frances Fictive',
    at: ofItem('/decision'),
    after: { who: 'coordinator', text: 'See how the case stands, as Morgan', at: of('') },
    forms: { '/panel/items/:itemId/decision': words.decision },
  },
  {
    key: 'minuted',
    title: 'The meeting is closed and its minutes approved',
    says: 'Frances closes the meeting, reads the minutes that were drafted from what was recorded, and approves them. The panel settles its own procedure beyond what the law asks (section 37).',
    look: 'With the approval the papers close to everybody who read them for this meeting.',
    words: ['Minutes'],
    who: 'chair',
    text: ({ closed }) => `${closed ? 'Approve the minutes' : 'Close the meeting'} as Frances Fictive`,
    at: ({ meetingId, closed }) => meetingId && `/panel/meetings/${meetingId}/${closed ? 'approve' : 'close'}`,
    after: { who: 'health', text: 'See that it is closed to Noor again', at: ofItem('') },
    forms: { '/panel/meetings/:meetingId/approve': words.minutes },
  },
]

/** At the end of the walk: what each may see of it. */
export const ends: Readonly<Record<string, Place>> = {
  'who-looked': {
    who: 'dpo',
    text: 'Read who looked, as Dana Dreamland, data protection officer',
    at: of('/who-looked'),
  },
  journal: { who: 'dpo', text: 'Read the journal, as Dana', at: () => '/journal' },
  administrator: { who: 'administrator', text: 'Open the case, as Adi Abstract, administrator', at: of('') },
  case: { who: 'coordinator', text: 'Open the case, as Morgan Madeup, coordinator', at: of('') },
}

/** A place by what its button sends: a step, what follows it, or one of the ends. */
export function placeCalled(called: string): Place | undefined {
  const places = new Map<string, Place | undefined>([
    ...steps.map((step) => [step.key, step] as const),
    ...steps.map((step) => [`${step.key}-after`, step.after] as const),
    ...Object.entries(ends),
  ])
  return places.get(called)
}
