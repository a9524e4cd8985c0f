import { addDays, showDay, workingDaysBetween } from '../../platform/pure/days.ts'
import { type Fact, refuse } from '../../platform/pure/outcomes.ts'
import type { AskedHigher, Enquiry, Reply, SharingDecision } from './questions.ts'

/** A late answer is better than none: how long a link works after the day by which it was needed. */
export const linkWorksDaysLonger = 14
/** A code that somebody guesses at is worthless after a few tries, and there are only so many codes. */
export const codeLimits = { minutes: 15, tries: 5, codes: 5 }

interface Partner {
  agencyId: string
  name: string
  inAgreement: boolean
  /** A one-off decision lets this case be shared with it now. */
  decided: boolean
}

interface ReadyToAsk {
  caseId: string
  stage: string
  agencies: readonly Partner[]
}

export interface EnquiryAsked extends Fact, Enquiry {
  is: 'enquiry asked'
  caseId: string
  agencyId: string
  agencyName: string
  enquiryId?: string
}

/** Partners are asked about a person, so the person must be known; and only with an agreement or a decision (trust.md). */
export function askAgency({ caseId, stage, agencies }: ReadyToAsk, enquiry: Enquiry) {
  if (stage === 'referral received')
    return refuse('Match the referral to a person first: an enquiry is always about one known person')
  if (stage === 'finished') return refuse('This case is finished, so nobody is asked about it any more')
  const agency = agencies.find(({ agencyId }) => agencyId === enquiry.agency)
  if (!agency) return refuse('This agency cannot be asked: choose another one')
  if (!agency.inAgreement && !agency.decided)
    return refuse(
      `${agency.name} has no current information-sharing agreement: record a one-off sharing decision for this case first`,
    )
  const fact: EnquiryAsked = {
    ...enquiry,
    is: 'enquiry asked',
    caseId,
    agencyId: agency.agencyId,
    agencyName: agency.name,
  }
  return fact
}

interface Refused {
  caseId: string
  stage: string
  enquiryId: string
  agency: string
  hasSenior: boolean
  askedAgain: boolean
  again: object | null
  reply: { outcome: string } | null
  partner: { inAgreement: boolean; decided: boolean } | null
}

/** Partners must co-operate so far as appropriate, practicable and lawful (CTSA 2015 s.38): a refusal is asked again once. */
export function whyNotAskHigher({
  agency,
  hasSenior,
  askedAgain,
  again,
  reply: given,
  stage,
}: Omit<Refused, 'partner'>) {
  if (given?.outcome !== 'refused') return 'Only a refusal is asked again higher up'
  if (askedAgain) return 'This refusal was asked again already.'
  if (again) return 'The senior contact refused too: what follows is for the panel'
  if (stage === 'finished') return 'This case is finished, so nobody is asked about it any more'
  return hasSenior ? undefined : `${agency} has no registered senior contact: register one under Agencies`
}

export function askHigher(known: Refused, { why, dueOn }: AskedHigher) {
  const no = whyNotAskHigher(known)
  if (no) return refuse(no)
  const { caseId, enquiryId, agency, partner } = known
  if (!partner?.inAgreement && !partner?.decided)
    return refuse(
      `${agency} has no current information-sharing agreement: record a one-off sharing decision for this case first`,
    )
  return { is: 'enquiry asked again' as const, caseId, enquiryId, why, dueOn }
}

export interface SharingDecided extends Fact, SharingDecision {
  is: 'sharing decided'
  caseId: string
  agencyId: string
}

export function decideSharing({ caseId }: { caseId: string }, decision: SharingDecision): SharingDecided {
  return { ...decision, is: 'sharing decided', caseId, agencyId: decision.agency }
}

/** How the code of a link stands. */
export interface CodeState {
  codesSent: number
  /** Until when the code that was sent last works; null before the first. */
  codeUntil: string | null
  wrongTries: number
}

export const codeWorks = ({ codeUntil, wrongTries }: CodeState, now: Date): boolean =>
  codeUntil !== null && codeUntil > now.toISOString() && wrongTries < codeLimits.tries

export const mayHaveAnotherCode = ({ codesSent }: CodeState): boolean => codesSent < codeLimits.codes

interface HeldLink extends CodeState {
  linkId: string
  enquiryId: string
  isRight(code: string): boolean
}

export function sendCode(link: HeldLink) {
  if (!mayHaveAnotherCode(link))
    return refuse('No more codes can be sent for this link. Ask whoever sent it to you for a new link.')
  return { is: 'enquiry code sent' as const, linkId: link.linkId, enquiryId: link.enquiryId }
}

/** A wrong try is a fact like any other: it must stay counted, and a refusal would undo it. */
export function confirmCode(link: HeldLink, code: string, now: Date) {
  if (!codeWorks(link, now)) return refuse('That code does not work any more. Ask for a new one.')
  const { linkId, enquiryId } = link
  return link.isRight(code.replace(/\s/g, ''))
    ? { is: 'enquiry code confirmed' as const, linkId, enquiryId }
    : { is: 'enquiry code was wrong' as const, linkId, enquiryId }
}

interface Asked {
  caseId: string
  enquiryId: string
  replied: boolean
}

export interface EnquiryAnswered extends Fact, Reply {
  is: 'enquiry answered'
  caseId: string
  enquiryId: string
}

/** Nothing held is an answer too. What was answered is no word of the fact: the panel reads facts, but not yet this. */
export function reply({ caseId, enquiryId, replied }: Asked, answer: Reply) {
  if (replied) return refuse('This question was answered already')
  const fact: EnquiryAnswered = { ...answer, is: 'enquiry answered', caseId, enquiryId }
  return fact
}

interface Answered {
  caseId: string
  enquiryId: string
  reply: { outcome: string; releasedAt: string | null } | null
}

/** Why a reply cannot be released now, in a sentence: the page says it before, and the rule when it is tried. */
export function whyNotRelease({ reply: given }: Pick<Answered, 'reply'>): string | undefined {
  if (!given) return 'There is no reply to release yet.'
  return given.releasedAt ? 'This reply was released already.' : undefined
}

export function release(answered: Answered) {
  const no = whyNotRelease(answered)
  if (no) return refuse(no)
  const { caseId, enquiryId, reply: given } = answered
  return { is: 'enquiry reply released' as const, caseId, enquiryId, outcomeWord: given!.outcome }
}

/** Why no new link is sent: what was answered needs none. */
export const whyNotSendAgain = ({ reply: given }: Pick<Answered, 'reply'>): string | undefined =>
  given ? 'This enquiry was answered already.' : undefined

export function sendAgain(answered: Answered) {
  const no = whyNotSendAgain(answered)
  if (no) return refuse(no)
  const { caseId, enquiryId } = answered
  return { is: 'enquiry sent again' as const, caseId, enquiryId }
}

/** The day after the last day on which a link works. */
export const linkEnds = (dueOn: string): string => addDays(dueOn, linkWorksDaysLonger + 1)

/** Where an enquiry stands, and what follows, in words. */
export function stateOf(
  { dueOn, reply: given }: { dueOn: string; reply: { releasedAt: string | null } | null },
  on: string,
  holidays: ReadonlySet<string>,
): { state: 'released' | 'to be released' | 'waiting' | 'late'; says: string } {
  if (given?.releasedAt) return { state: 'released', says: 'whoever reads the case for the panel sees it' }
  if (given) return { state: 'to be released', says: 'it was answered, and the panel does not see the reply yet' }
  if (on <= dueOn) return { state: 'waiting', says: `the answer is due on ${showDay(dueOn)}` }
  const days = workingDaysBetween(dueOn, on, holidays)
  const ago = days === 1 ? '1 working day ago' : `${days} working days ago`
  return { state: 'late', says: `the answer was due on ${showDay(dueOn)}, ${ago}` }
}
