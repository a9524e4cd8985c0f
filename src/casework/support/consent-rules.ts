import type { Deciding } from '../../platform/command.ts'
import { addDays, addMonths, ageOn, showDay } from '../../platform/pure/days.ts'
import { problem, refuse } from '../../platform/pure/outcomes.ts'
import { amountInWords } from '../targets/pure.ts'
import type { ConsentAnswer, ConsentPlan } from './consent-questions.ts'
import type { ConsentAnswered, ConsentRequest, Support } from './known.ts'

export type ConsentState =
  | { is: 'not asked' }
  | { is: 'given'; until: string }
  | { is: 'run out'; on: string }
  | { is: 'refused' | 'withdrawn'; on: string }

type Answered = Pick<ConsentAnswered, 'answer' | 'answeredOn' | 'expiresOn'>

/** How consent stands on a day, from the answers in the order they were recorded. */
export function consentState(answers: readonly Answered[], day: string): ConsentState {
  const last = answers.at(-1)
  if (!last) return { is: 'not asked' }
  if (last.answer !== 'given') return { is: last.answer, on: last.answeredOn }
  return last.expiresOn! >= day ? { is: 'given', until: last.expiresOn! } : { is: 'run out', on: last.expiresOn! }
}

/** Whether what rests on consent could lawfully be done on a day, looked at afterwards. */
export function consentStoodOn(answers: readonly Answered[], day: string): boolean {
  return answers.some(({ answer, answeredOn, expiresOn }, index) => {
    const ended = answers.slice(index + 1).find((later) => later.answer !== 'given')
    return answer === 'given' && answeredOn <= day && day <= expiresOn! && (!ended || day <= ended.answeredOn)
  })
}

/** The request that waits for an answer. A request has one answer; to ask again is to plan again (s.36(5)(a)). */
export function openRequest({ requests, answers }: Pick<Support, 'requests' | 'answers'>): ConsentRequest | undefined {
  const last = requests.at(-1)
  return last && answers.some(({ requestId }) => requestId === last.id) ? undefined : last
}

/** Under 18 a parent or guardian consents (notes to CTSA 2015 s.36, para 206). Undefined when no age is known. */
export function isUnder18({ born, ageAbout }: Pick<Support, 'born' | 'ageAbout'>, on: string): boolean | undefined {
  if (born) return ageOn(born, on) < 18
  return ageAbout === null ? undefined : ageAbout < 18
}

const ageNotKnown =
  "The person's age is not known. Record a birth date or an approximate age first: under 18 a parent or guardian must be asked."

const notInSupport = ({ adoptedOn, ended }: Support) => {
  if (ended) return 'The case has ended: consent is not asked for any more.'
  if (!adoptedOn) return 'Consent is asked for once the panel has adopted the case.'
  return undefined
}

/** Why it cannot be planned now how consent is asked; undefined when it can. */
export function whyNotPlanConsent(known: Support): string | undefined {
  const no = notInSupport(known)
  if (no) return no
  const state = consentState(known.answers, known.today)
  const opens = state.is === 'given' ? addDays(state.until, -known.consentFor.renewalDays) : known.today
  if (state.is === 'given' && known.today < opens)
    return `Consent stands until ${showDay(state.until)}: asking again can be planned from ${showDay(opens)}.`
  return undefined
}

/** How, when and by whom consent is requested (CTSA 2015 s.36(5)(a)). */
export function planConsent(known: Support, asked: ConsentPlan) {
  const no = whyNotPlanConsent(known)
  if (no) return refuse(no)
  if (asked.askOn < known.adoptedOn!)
    return problem('askOn', `The day must be on or after ${showDay(known.adoptedOn!)}, when the panel adopted the case`)
  const young = isUnder18(known, asked.askOn)
  if (young === undefined) return refuse(ageNotKnown)
  const ofTheYoung = asked.ofWhom === 'parent or guardian' || asked.ofWhom === 'the council'
  if (young && !ofTheYoung)
    return problem(
      'ofWhom',
      'The person is under 18 on that day: ask a parent or guardian, or the council under a care order',
    )
  if (!young && ofTheYoung) return problem('ofWhom', 'The person is 18 or over on that day: they decide for themselves')
  return { is: 'consent planned', caseId: known.caseId, ...asked }
}

/** Why no answer can be recorded now; undefined when one can. */
export const whyNotRecordConsent = (known: Support): string | undefined =>
  notInSupport(known) ??
  (known.requests.length
    ? undefined
    : 'Plan first how, when and by whom consent is asked (CTSA 2015 section 36(5)(a)).')

export function recordConsent(known: Support, given: ConsentAnswer, { today }: Pick<Deciding, 'today'>) {
  const no = whyNotRecordConsent(known) ?? outOfTurn(known, given.answer, today)
  if (no) return refuse(no)
  const young = isUnder18(known, given.answeredOn)
  if (young === undefined) return refuse(ageNotKnown)
  const expiresOn = given.answer === 'given' ? (given.expiresOn ?? latestDay(known, given.answeredOn)) : undefined
  const asked = given.answer === 'withdrawn' ? known.answers.at(-1)!.requestId : openRequest(known)!.id
  return (
    wrongDay(known, given, expiresOn) ??
    wrongPerson(given, young) ?? {
      is: `consent ${given.answer}`,
      caseId: known.caseId,
      requestId: asked,
      ...given,
      expiresOn,
    }
  )
}

/** Given or refused answers a request; only what was given can be withdrawn. */
function outOfTurn(known: Support, answer: ConsentAnswer['answer'], today: string): string | undefined {
  const state = consentState(known.answers, today)
  if (answer === 'withdrawn') {
    if (state.is === 'given' || state.is === 'run out') return undefined
    if (state.is === 'not asked')
      return 'Consent was not given yet, so it cannot be withdrawn. If the answer is no, record that it was refused.'
    return `Consent was ${state.is} on ${showDay(state.on)}, so there is none to withdraw.`
  }
  if (openRequest(known)) return undefined
  if (state.is === 'given' && answer === 'refused')
    return `Consent was given and stands until ${showDay(state.until)}. If it is taken back, record that it was withdrawn.`
  if (state.is === 'given') return `Consent was given already and stands until ${showDay(state.until)}.`
  return 'The last request was answered already. Plan first how, when and by whom consent is asked again.'
}

const latestDay = ({ born, consentFor: { months } }: Support, answeredOn: string) =>
  lastDayOfConsent(answeredOn, { born, months })

/**
 * The last day that consent given on a day can stand: the town's target in months, and what another gave ends when the
 * person turns 18 and decides.
 */
export function lastDayOfConsent(
  answeredOn: string,
  { born, months }: { born: string | null | undefined; months: number },
): string {
  const longest = addMonths(answeredOn, months)
  const before18 = born && ageOn(born, answeredOn) < 18 ? addDays(addMonths(born, 18 * 12), -1) : longest
  return before18 < longest ? before18 : longest
}

function wrongDay(known: Support, { answeredOn }: ConsentAnswer, expiresOn: string | undefined) {
  const { adoptedOn, answers } = known
  if (answeredOn < adoptedOn!)
    return problem(
      'answeredOn',
      `The day of the answer must be on or after ${showDay(adoptedOn!)}, when the panel adopted the case`,
    )
  const last = answers.at(-1)
  if (last && answeredOn < last.answeredOn)
    return problem(
      'answeredOn',
      `The day of the answer must be on or after ${showDay(last.answeredOn)}, the day of the answer before`,
    )
  if (!expiresOn) return undefined
  if (expiresOn <= answeredOn) return problem('expiresOn', 'The last day must be after the day of the answer')
  const latest = latestDay(known, answeredOn)
  if (expiresOn > latest)
    return problem(
      'expiresOn',
      `The last day must be ${showDay(latest)} or before: consent stands for ${amountInWords('consentLasts', known.consentFor.months)} at most, and a parent's only until the person is 18`,
    )
  return undefined
}

const forTheYoung = ['parent or guardian', 'each holder of parental responsibility', 'council under a care order']

/** Who may give consent, and who may say no: taking part is voluntary throughout, for a young person too (facts 1.7). */
function wrongPerson({ answer, whoMay, ownView }: ConsentAnswer, young: boolean) {
  if (!young && whoMay !== 'adult' && whoMay !== 'best interests')
    return problem(
      'whoMay',
      'The person was 18 or over on that day: they decide for themselves, or a best-interests decision is made',
    )
  if (!young) return undefined
  if (whoMay === 'young person') {
    return answer === 'given'
      ? problem(
          'whoMay',
          'The person was under 18 on that day: a parent or guardian, or the council under a care order, must give consent',
        )
      : undefined
  }
  if (!forTheYoung.includes(whoMay))
    return problem(
      'whoMay',
      'The person was under 18 on that day: a parent or guardian, or the council under a care order, answers for them',
    )
  if (!ownView) return problem('ownView', "Enter the young person's own view, or why they were not asked")
  return undefined
}
