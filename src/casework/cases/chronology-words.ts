import { capital } from '../../platform/pure/words.ts'

/** The sections of a chronology, in the order of the journey: what is printed together. */
export const kinds = {
  referral: 'Referral',
  person: 'The person',
  gateway: 'Police gateway',
  enquiries: 'Questions to partners',
  'section 36': 'Section 36 decision',
  assessment: 'Assessment',
  panel: 'Panel',
  consent: 'Consent',
  support: 'Plan, sessions and reviews',
  ending: 'Closing, exit and what follows',
  documents: 'Documents',
  records: 'Sharing and records',
} as const
export type Kind = keyof typeof kinds
export const kindNames = Object.keys(kinds) as Kind[]

type Words = Record<string, string>
type Says = (words: Words) => string

/** Each fact: the section it belongs to, and what it says in a whole sentence. */
const facts: Record<string, readonly [Kind, Says]> = {
  'referral received': ['referral', () => 'A referral was received and the case was opened'],
  'referral matched': [
    'referral',
    ({ answerWord }) => matched[answerWord ?? ''] ?? 'The referral was matched to a person',
  ],
  'match left open': ['referral', () => 'It was left open whom the referral is about'],
  'progress released': ['referral', () => 'The referrer was let know more of how far it is'],
  'handed over': [
    'referral',
    ({ serviceWord }) => `A hand-over was recorded${serviceWord ? `, to ${serviceWord}` : ''}`,
  ],
  'hand-over sent': ['referral', () => 'A hand-over was sent'],
  'hand-over answered': [
    'referral',
    ({ answerWord }) => `The service answered the hand-over${answerWord ? `: ${answerWord}` : ''}`,
  ],
  'hand-over outcome recorded': ['referral', () => 'What came of a hand-over was recorded'],
  'level of need recorded': [
    'referral',
    ({ levelWord }) => `The level of need was recorded${levelWord ? `: ${levelWord}` : ''}`,
  ],
  'mistake asked for': ['referral', () => 'It was asked whether the referral was a mistake'],
  'mistake answered': [
    'referral',
    ({ findingWord }) => `It was answered whether the referral was a mistake${findingWord ? `: ${findingWord}` : ''}`,
  ],
  'mistake letter sent': ['referral', () => 'The person was sent the letter about a mistaken referral'],
  'mistake letter deferred': ['referral', () => 'The letter about a mistaken referral was put off'],
  'name added': ['person', () => 'A name of the person was recorded'],
  'birth date recorded': ['person', () => 'The birth date or age of the person was recorded'],
  'recorded about the person': ['person', () => 'Something was recorded about the person'],
  'said to be wrong': ['person', () => 'Something recorded about the person was said to be wrong'],
  'records made one': ['person', () => 'Two records were found to be of one person, and made one'],
  'records separated': ['person', () => 'Records that had been made one were separated again'],
  'gateway recorded': ['gateway', ({ outcomeWord, groundWord }) => gateway(outcomeWord, groundWord)],
  'police lead answered': [
    'gateway',
    ({ answerWord }) =>
      answerWord === 'the police lead'
        ? 'The chair decided that the panel’s work rests while the police lead'
        : 'The chair decided that the panel goes on beside the police',
  ],
  'gateway outcome confirmed': ['gateway', () => 'The gateway outcome was confirmed from the national tracker'],
  'enquiry asked': ['enquiries', () => 'A partner was asked about the person'],
  'enquiry asked again': ['enquiries', () => 'A refusal was asked again, of the senior contact of the partner'],
  'enquiry sent again': ['enquiries', () => 'The question was sent to the partner again'],
  'enquiry reminder sent': [
    'enquiries',
    ({ kindWord }) => `The partner was reminded of the question${kindWord ? `: ${kindWord}` : ''}`,
  ],
  'enquiry code sent': ['enquiries', () => 'A code was sent to the partner, to open the question with'],
  'enquiry code confirmed': ['enquiries', () => 'The partner opened the question with its code'],
  'enquiry code was wrong': ['enquiries', () => 'A wrong code was tried on the question'],
  'enquiry answered': [
    'enquiries',
    ({ outcomeWord }) => `The partner answered${outcomeWord ? `: ${outcomeWord}` : ''}`,
  ],
  'enquiry reply released': [
    'enquiries',
    ({ outcomeWord }) => `The partner’s reply was released into the case${outcomeWord ? `: ${outcomeWord}` : ''}`,
  ],
  'section 36 decided': ['section 36', ({ refersWord }) => section36(refersWord)],
  'assessment begun': [
    'assessment',
    ({ occasionWord }) => `An assessment was begun${occasionWord ? `, ${occasionWord}` : ''}`,
  ],
  'assessment part saved': ['assessment', () => 'A part of the assessment was written'],
  'assessment finished': [
    'assessment',
    ({ occasionWord }) => `The assessment was finished${occasionWord ? `, ${occasionWord}` : ''}`,
  ],
  'assessment set aside': ['assessment', () => 'An assessment was set aside'],
  'case listed': [
    'panel',
    ({ kindWord }) => `The case was put on the agenda of the panel${kindWord ? `, as a ${kindWord}` : ''}`,
  ],
  'view given': ['panel', ({ viewWord }) => `An agency gave its view${viewWord ? `: ${viewWord}` : ''}`],
  'conflict declared': ['panel', () => 'A member declared a conflict of interest'],
  'dissent recorded': ['panel', () => 'A member’s dissent was recorded'],
  'panel decided': [
    'panel',
    ({ outcomeWord, rungWord }) =>
      `${decided[outcomeWord ?? ''] ?? 'The panel decided'}${rungWord ? (rungs[rungWord] ?? '') : ''}`,
  ],
  'panel action set': ['panel', () => 'The panel gave somebody something to do'],
  'panel action done': ['panel', () => 'What the panel had asked for was done'],
  'guest invited': ['panel', () => 'Somebody was invited to the panel for this case alone'],
  'consent planned': ['consent', () => 'It was decided how, when and by whom consent is asked'],
  'consent given': ['consent', () => 'Consent was given'],
  'consent refused': ['consent', () => 'Consent was refused: support that rests on consent does not begin'],
  'consent withdrawn': ['consent', () => 'Consent was withdrawn: support that rests on consent ended at once'],
  'case given': ['support', ({ toWord }) => `The case was given to ${toWord ?? 'somebody else'}`],
  'lead professional named': ['support', () => 'A lead professional was named'],
  'support planned': ['support', () => 'The support plan was written'],
  'plan action added': ['support', () => 'An action was added to the plan'],
  'plan action ended': ['support', ({ whyWord }) => `An action of the plan ended${whyWord ? `: ${whyWord}` : ''}`],
  'reason given for a need': ['support', () => 'It was said why a need has no action in the plan'],
  'session recorded': ['support', () => 'A session was recorded'],
  'plan reviewed': ['support', ({ outcomeWord }) => `The plan was reviewed${outcomeWord ? `: ${outcomeWord}` : ''}`],
  'closing proposed': [
    'ending',
    ({ reasonWord }) => `It was proposed to close the case${reasonWord ? `: ${reasonWord}` : ''}`,
  ],
  'closing answered': [
    'ending',
    ({ answerWord }) =>
      answerWord === 'declined'
        ? 'The closing was declined: the work goes on'
        : 'The closing was agreed by a second person: the case is closed',
  ],
  'case exited': ['ending', ({ reasonWord }) => `The person left Channel${reasonWord ? `: ${reasonWord}` : ''}`],
  'afterwards reviewed': [
    'ending',
    ({ kindWord, outcomeWord }) =>
      `The ${kindWord ?? 'review after the end'} was held${outcomeWord ? `: ${outcomeWord}` : ''}`,
  ],
  'document added': ['documents', () => 'A document was added'],
  'document put into the pack': ['documents', () => 'A document was put into the pack'],
  'document set aside': ['documents', () => 'A document was set aside'],
  'document found clean': ['documents', () => 'A document was looked over for viruses, and none was found'],
  'virus found in a document': ['documents', () => 'A virus was found in a document, and the file was destroyed'],
  'sharing decided': ['records', () => 'An agency without an agreement was let into this case by a decision'],
  'chronology exported': [
    'records',
    ({ formatWord }) => `The chronology was exported${formatWord ? ` as ${formatWord.toUpperCase()}` : ''}`,
  ],
  'row moved in': ['referral', () => 'The case was moved in from a spreadsheet of the work before'],
  'steps left out': ['referral', () => 'What the spreadsheet of the work before told further was left out'],
  'gateway moved in': ['gateway', ({ outcomeWord, groundWord }) => before(gateway(outcomeWord, groundWord))],
  'section 36 moved in': ['section 36', ({ outcomeWord }) => before(section36(outcomeWord))],
  'panel moved in': ['panel', ({ outcomeWord }) => before(decided[outcomeWord ?? ''] ?? 'The panel decided')],
  'agenda moved in': ['panel', () => before('The case is to be considered by the panel')],
  'lead professional moved in': ['support', () => before('A lead professional was named')],
  'consent moved in': ['consent', ({ outcomeWord }) => before(`Consent was ${outcomeWord ?? 'asked for'}`)],
  'plan moved in': ['support', () => before('The support plan was written')],
  'exit moved in': ['ending', ({ outcomeWord }) => before(`The person left Channel: ${outcomeWord ?? ''}`)],
  '6-month review moved in': ['ending', () => before('The 6-month review was held: no concern')],
  '12-month review moved in': ['ending', () => before('The 12-month review was held: no concern')],
}

/** What was decided before this town had the system is told as such. */
const before = (what: string) => `${what} (as the record before has it)`

const matched: Record<string, string> = {
  same: 'The referral was matched to a person who was recorded already',
  different: 'The referral was matched to a person who was not recorded before',
}

function gateway(outcome = '', ground?: string): string {
  if (outcome === 'proceed')
    return 'The police found that it may proceed: it may be a concern for Channel, and cuts across no investigation'
  if (outcome === 'police-led') return 'The police deal with it themselves'
  return `The police found it not suitable for Channel${ground ? `: ${ground}` : ''}`
}

const section36 = (refers = '') =>
  refers === 'refers'
    ? 'There are reasonable grounds: the person was referred to the panel (section 36)'
    : 'There are no reasonable grounds: the person was not referred to the panel (section 36)'

const decided: Record<string, string> = {
  adopted: 'The panel adopted the case',
  'not adopted': 'The panel did not adopt the case',
  'more information': 'The panel asked for more information',
  continue: 'The panel decided that support goes on',
  revise: 'The panel decided that the plan is revised',
  'withdraw support': 'The panel decided that support is withdrawn',
  'ready for exit': 'The panel found the person ready to leave Channel',
  'no concern': 'The panel found no further concern',
  'more time': 'The panel decided to look again later',
  'concern found': 'The panel found a new concern',
}
const rungs: Record<string, string> = {
  consensus: ', all agreeing',
  majority: ', by the majority',
  chair: ', the chair deciding where there was no majority',
}

/** What only those at the table, and those who work the case, may know of a decision: that not all agreed. */
const ofTheTable = new Set(['rungWord'])

export interface Entry {
  kind: Kind
  what: string
}

/** A fact as it stands on the act, in a sentence. A fact that is not known here says itself, with its words. */
export function inWords(fact: unknown, atTheTable: boolean): Entry {
  const { is = '', ...rest } = fact as Words
  const words = Object.fromEntries(
    Object.entries(rest).filter(([name]) => name.endsWith('Word') && (atTheTable || !ofTheTable.has(name))),
  )
  const known = facts[is]
  if (known) return { kind: known[0], what: known[1](words) }
  const more = Object.values(words)
  return { kind: 'records', what: capital(more.length ? `${is}: ${more.join(', ')}` : is) }
}

/** The same sentence with the name of the partner in it, where the reader may know which one it is. */
export const ofPartner = ({ kind, what }: Entry, partner: string | null): Entry => ({
  kind,
  what: partner && kind === 'enquiries' ? what.replace(/\b[Tt]he partner\b|\bA partner\b/, () => partner) : what,
})

/** The section that a fact stands in. */
export const kindOf = (is: string): Kind => facts[is]?.[0] ?? 'records'

/** The facts of a section. What no section names stands with the records, which is why everything named is needed too. */
export const factsOf = (kind: Kind): string[] =>
  Object.entries(facts).flatMap(([is, [of]]) => (of === kind ? [is] : []))
export const everyFact = Object.keys(facts)
