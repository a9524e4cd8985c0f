/** A clock that a town may set (C), or that we propose where nobody else did (D). The law's own clocks are not here. */
export interface Target {
  /** What must be done. */
  what: string
  /** From when its clock runs. */
  from: string
  unit: 'working days' | 'days' | 'months'
  usual: number
  most: number
  /** Where the usual value comes from. */
  source: string
}

const ours = 'A rule of ours: nothing published says how long'
/** Facts 1.2: background, to be labelled as local targets. */
const published = 'What many panels work to; no rule that is published fixes it'
const afterwards = 'What panels are asked to do: a review 6 and another 12 months after a case leaves the panel'

/** Every target, in the order of the journey. */
export const targets = {
  match: {
    what: 'Match a referral to a person',
    from: 'after it was received',
    unit: 'working days',
    usual: 1,
    most: 20,
    source: ours,
  },
  gateway: {
    what: 'Record the gateway outcome',
    from: 'after matching',
    unit: 'working days',
    usual: 5,
    most: 40,
    source: published,
  },
  close: {
    what: 'Propose and answer a closing',
    from: 'after it was asked for',
    unit: 'working days',
    usual: 2,
    most: 20,
    source: ours,
  },
  letter: {
    what: 'Give the letter on a mistaken referral',
    from: 'after the finding',
    unit: 'working days',
    usual: 10,
    most: 40,
    source: ours,
  },
  handOverSend: {
    what: 'Send a hand-over to another service',
    from: 'after it was made',
    unit: 'working days',
    usual: 1,
    most: 20,
    source: ours,
  },
  handOverAnswer: {
    what: 'Hear whether a service accepts a hand-over',
    from: 'after it was sent',
    unit: 'working days',
    usual: 5,
    most: 40,
    source: ours,
  },
  handOverOutcome: {
    what: 'Record what came of a hand-over',
    from: 'after the answer',
    unit: 'working days',
    usual: 20,
    most: 60,
    source: ours,
  },
  enquiry: {
    what: 'Hear from a partner who was asked',
    from: 'after asking',
    unit: 'working days',
    usual: 5,
    most: 40,
    source: published,
  },
  remindBefore: {
    what: 'Remind a partner before the answer is due',
    from: 'before the day',
    unit: 'working days',
    usual: 1,
    most: 5,
    source: ours,
  },
  remindAfter: {
    what: 'Remind a partner whose answer is late',
    from: 'after the day',
    unit: 'working days',
    usual: 1,
    most: 10,
    source: ours,
  },
  remindSenior: {
    what: 'Tell the senior contact of a partner whose answer is late',
    from: 'after the day',
    unit: 'working days',
    usual: 3,
    most: 20,
    source: ours,
  },
  section36: {
    what: 'Record the section 36 decision',
    from: 'after the gateway',
    unit: 'working days',
    usual: 20,
    most: 60,
    source: ours,
  },
  agenda: {
    what: 'Put a case on an agenda',
    from: 'after it was ready for the panel',
    unit: 'days',
    usual: 28,
    most: 90,
    source: 'Monthly is the norm of panels; in 2012 this one met every six weeks',
  },
  policeLead: {
    what: 'Decide how a case of the panel goes on that the police lead',
    from: 'after the gateway outcome',
    unit: 'working days',
    usual: 1,
    most: 10,
    source: ours,
  },
  policeAgain: {
    what: 'Ask the police whether they still lead a case',
    from: 'after the gateway outcome',
    unit: 'months',
    usual: 3,
    most: 12,
    source: ours,
  },
  policeRests: {
    what: 'Look again at a case of the panel that rests while the police lead it, at the latest',
    from: 'after the chair decided',
    unit: 'months',
    usual: 6,
    most: 12,
    source: ours,
  },
  askConsent: {
    what: 'Plan how consent is asked',
    from: 'after adoption',
    unit: 'working days',
    usual: 10,
    most: 40,
    source: ours,
  },
  consentLasts: {
    what: 'How long consent stands, at the longest',
    from: 'after it was given',
    unit: 'months',
    usual: 12,
    most: 24,
    source: 'A rule of ours: the law asks for consent and does not say how long it stands',
  },
  consentRenewal: {
    what: 'Begin to ask for consent again',
    from: 'before it runs out',
    unit: 'days',
    usual: 28,
    most: 90,
    source: ours,
  },
  plan: {
    what: 'Write the support plan',
    from: 'after consent',
    unit: 'working days',
    usual: 10,
    most: 40,
    source: ours,
  },
  assess: {
    what: 'Assess somebody who was adopted',
    from: 'after adoption',
    unit: 'working days',
    usual: 20,
    most: 60,
    source: ours,
  },
  reassess: {
    what: 'Assess somebody again',
    from: 'after the last assessment',
    unit: 'months',
    usual: 3,
    most: 12,
    source: 'What panels work to: at least every three months while somebody is supported',
  },
  reviewPlan: {
    what: 'Review the plan at the panel',
    from: 'after the last review',
    unit: 'days',
    usual: 28,
    most: 90,
    source: 'Monthly is the norm of panels',
  },
  furtherAssessment: {
    what: 'Assess again after consent was refused or withdrawn, or support was',
    from: 'after it stopped',
    unit: 'months',
    usual: 3,
    most: 12,
    source: 'The law says only: after such periods as the panel considers appropriate (s.36(4)(e))',
  },
  exit: { what: 'Record the exit', from: 'after the review', unit: 'working days', usual: 10, most: 40, source: ours },
  firstReview: {
    what: 'Look at a case again after its end: the 6-month review',
    from: 'after the case ended',
    unit: 'months',
    usual: 6,
    most: 11,
    source: afterwards,
  },
  secondReview: {
    what: 'Look at a case again after its end: the 12-month review',
    from: 'after the case ended',
    unit: 'months',
    usual: 12,
    most: 24,
    source: afterwards,
  },
} as const satisfies Record<string, Target>
export type TargetName = keyof typeof targets
export const targetNames = Object.keys(targets) as [TargetName, ...TargetName[]]

/** What was chosen, oldest first; `at` is an instant. */
export interface Chosen {
  name: string
  amount: number
  at: string
}

/** How much a target was when a clock began (an instant): who was given five days keeps five. */
export const targetAt = (chosen: readonly Chosen[], name: TargetName, at: string): number =>
  chosen.findLast((each) => each.name === name && each.at <= at)?.amount ?? targets[name].usual

/** '5 working days', '1 month'. */
export const amountInWords = (name: TargetName, amount: number): string => {
  const { unit } = targets[name]
  return amount === 1 ? `one ${unit.slice(0, -1)}` : `${amount} ${unit}`
}

/** The rule behind something due, in words: 'Target: 5 working days after matching'. */
export const ruleOf = (name: TargetName, amount: number): string =>
  `Target: ${amountInWords(name, amount)} ${targets[name].from}`
