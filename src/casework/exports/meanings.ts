import { kindNames, kinds } from '../cases/index.ts'
import { concerns, optionsOn } from '../referrals/index.ts'

interface Meaning {
  list: string
  word: string
  means: string
}
const list = (name: string, words: Readonly<Record<string, string>>): Meaning[] =>
  Object.entries(words).map(([word, means]) => ({ list: name, word, means }))

/** What the columns of a list of cases hold, for whoever is given the file and not the system. */
export const meaningsOfColumns = list('Column', {
  Since: 'When the case came to its stage, in the time of London',
  'Next date': 'The first day on which something is due in the case; empty where nothing is',
  Overdue: 'Whether that day is past on the day on which the file was made',
  'Lead professional': 'Whoever leads the support now; empty where nobody does',
  'Type of concern': 'As the newest referral has it, from the national list',
  Marks: 'What must be known before the case is used, such as a referral made by mistake',
})

/** What is meant by each stage that a case may be at. It follows from what was recorded: nobody sets it. */
export const stageMeanings: Readonly<Record<string, string>> = {
  'referral received': 'A referral came, and it is not yet decided whom it is about',
  'with the police': 'The police look whether it may be a concern for Channel, and cuts across nothing',
  'asking partners': 'It may proceed; partners are asked what they know',
  'ready for the panel': 'There are reasonable grounds (section 36): it waits for a meeting of the panel',
  'on the agenda': 'It is on the agenda of a meeting of the panel',
  'asking for consent': 'The panel adopted the case; the person, or whoever may for them, is asked for consent',
  'planning support': 'Consent was given; the plan is being written',
  'being supported': 'Support is given as the plan says',
  'consent refused': 'Consent was refused: what rests on it does not begin',
  'consent withdrawn': 'Consent was withdrawn: what rests on it has ended',
  'support withdrawn': 'The panel ended the support',
  'police-led': 'The police deal with it themselves',
  'held for the police': 'The police have taken the lead: it waits for the chair to say what goes on',
  'support held for the police': 'The police have taken the lead while support is given: the chair says what goes on',
  'closing, second person needed': 'It is proposed to close; a second, senior person must agree',
  'after exit': 'The person left Channel; the reviews afterwards are not over',
  'after closing': 'The case was closed; the reviews afterwards are not over',
  finished: 'Nothing more is to be done',
}
export const meaningsOfStages = list(
  'Stage',
  Object.fromEntries(
    Object.entries(stageMeanings).map(([stage, means]) => [`${stage[0]!.toUpperCase()}${stage.slice(1)}`, means]),
  ),
)

/** The national list of types of concern as it stands on a day; a word that is not in it is of an earlier one. */
export const concernsOn = (today: string): Meaning[] =>
  optionsOn(concerns, today).map(({ label }) => ({
    list: concerns.name,
    word: label,
    means: 'A value of the national list in force; a word that is not here is of an earlier list',
  }))

const ofKinds: Record<(typeof kindNames)[number], string> = {
  referral: 'What came with the referral, whom it was handed to, and whether it was a mistake',
  person: 'What was recorded about the person',
  gateway: 'What the police found before anybody else was asked',
  enquiries: 'What partners were asked, and how they answered',
  'section 36': 'Whether there are reasonable grounds to refer to the panel',
  assessment: 'Assessments, begun and finished',
  panel: 'What was listed, said and decided at the panel',
  consent: 'How consent was asked, and the answers',
  support: 'The plan, its actions, sessions and reviews',
  ending: 'Closing or leaving, and the reviews afterwards',
  documents: 'Documents that were added, put into the pack or set aside',
  records: 'Sharing, exports and everything else',
}
export const meaningsOfChronology: Meaning[] = [
  ...list('Column', {
    Recorded:
      'When it was recorded, in the time of London: entries stand in this order, and none is put in between later',
    'About the day': 'The day that it is about, where it was recorded on another',
    Source: 'The agency of whoever recorded it',
  }),
  ...kindNames.map((kind) => ({ list: 'Kind', word: kinds[kind], means: ofKinds[kind] })),
]
