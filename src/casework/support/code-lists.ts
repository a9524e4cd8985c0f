/** Lists that a town extends by adding a line: what is on screen, where it comes from, from and until when it is offered. */
interface Coded {
  value: string
  label: string
  source: string
  from: string
  until?: string
}

const published = 'facts 1.8: published by councils and the former channel guidance'
const since2015 = '2015-04-12'

/** The nature of support (CTSA 2015 s.36(5)(b)). */
export const natures = [
  { value: 'mentoring', label: 'Mentoring', source: published, from: since2015 },
  {
    value: 'theological or ideological mentoring',
    label: 'Theological or ideological mentoring',
    source: published,
    from: since2015,
  },
  { value: 'life skills', label: 'Life skills', source: published, from: since2015 },
  { value: 'anger management', label: 'Anger management', source: published, from: since2015 },
  {
    value: 'cognitive or behavioural work',
    label: 'Cognitive or behavioural work',
    source: published,
    from: since2015,
  },
  { value: 'constructive pursuits', label: 'Constructive pursuits', source: published, from: since2015 },
  { value: 'education', label: 'Help with education', source: published, from: since2015 },
  { value: 'work and careers', label: 'Help with work, training and careers', source: published, from: since2015 },
  { value: 'family support', label: 'Family support', source: published, from: since2015 },
  { value: 'online safety for parents', label: 'Online safety for parents', source: published, from: since2015 },
  { value: 'mental or emotional health', label: 'Mental or emotional health', source: published, from: since2015 },
  { value: 'counselling', label: 'Counselling', source: published, from: since2015 },
  { value: 'health awareness', label: 'Health awareness', source: published, from: since2015 },
  { value: 'housing', label: 'Help with housing', source: published, from: since2015 },
  { value: 'drugs and alcohol', label: 'Drugs and alcohol', source: published, from: since2015 },
  { value: 'other', label: 'Something else', source: 'the town', from: since2015 },
] as const satisfies readonly Coded[]

interface ExitReason extends Coded {
  /** Whether the case is looked at again 6 and 12 months later. */
  reviewsFollow: boolean
  /** What consent must be recorded as for this reason to be true. */
  consent?: 'refused' | 'withdrawn'
}

const inUse = 'facts 1.9: reasons used in practice, no published list'

/** Why a case leaves support. */
export const exitReasons = [
  {
    value: 'concern reduced',
    label: 'The vulnerability was removed or significantly lessened',
    source: 'facts 1.2, stage 8',
    from: since2015,
    reviewsFollow: true,
  },
  {
    value: 'no vulnerability found',
    label: 'No vulnerability to radicalisation was found',
    source: inUse,
    from: since2015,
    reviewsFollow: true,
  },
  {
    value: 'consent refused',
    label: 'Consent was refused',
    source: inUse,
    from: since2015,
    reviewsFollow: true,
    consent: 'refused',
  },
  {
    value: 'consent withdrawn',
    label: 'Consent was withdrawn',
    source: inUse,
    from: since2015,
    reviewsFollow: true,
    consent: 'withdrawn',
  },
  {
    value: 'disengaged',
    label: 'The person no longer takes part',
    source: inUse,
    from: since2015,
    reviewsFollow: true,
  },
  {
    value: 'police-led',
    label: 'Passed to a police-led partnership',
    source: inUse,
    from: since2015,
    reviewsFollow: true,
  },
  {
    value: 'arrest, charge or custody',
    label: 'Arrest, charge or custody',
    source: inUse,
    from: since2015,
    reviewsFollow: true,
  },
  { value: 'transferred', label: 'Accepted by another panel', source: inUse, from: since2015, reviewsFollow: false },
  {
    value: 'met by another service',
    label: 'The needs are met by another service',
    source: inUse,
    from: since2015,
    reviewsFollow: true,
  },
  {
    value: 'moved abroad or cannot be found',
    label: 'Moved abroad or cannot be found',
    source: inUse,
    from: since2015,
    reviewsFollow: true,
  },
  { value: 'died', label: 'The person died', source: inUse, from: since2015, reviewsFollow: false },
  {
    value: 'entered in error',
    label: 'Entered in error or twice',
    source: inUse,
    from: since2015,
    reviewsFollow: false,
  },
] as const satisfies readonly ExitReason[]

export const exitReason = (value: string): ExitReason | undefined => exitReasons.find((each) => each.value === value)

/** What a value is called on screen; one that is no longer in the list is shown as it was recorded. */
export const labelled = (list: readonly Coded[], value: string) =>
  list.find((each) => each.value === value)?.label ?? value
