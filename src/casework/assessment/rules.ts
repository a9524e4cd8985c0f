import { type Fact, type Problems, problem, refuse } from '../../platform/pure/outcomes.ts'
import type { AssessmentsOfCase, OneAssessment, OnePart } from './known.ts'
import type { Answered, Begin, Items, Needs, SetAside, Strengths, Summary } from './questions.ts'

/** From the gateway on, for as long as anything is decided or followed about the person. */
const stages: readonly string[] = [
  'asking partners',
  'ready for the panel',
  'on the agenda',
  'asking for consent',
  'planning support',
  'being supported',
  'consent refused',
  'consent withdrawn',
  'support withdrawn',
  'after exit',
  'after closing',
]

/** Why no assessment can be begun now; undefined when one can. */
export function whyNotBegin({ banner, open }: Pick<AssessmentsOfCase, 'banner' | 'open'>): string | undefined {
  if (open) return 'One is being written already: go on with it, or set it aside.'
  return stages.includes(banner.stage)
    ? undefined
    : `The case is at the stage “${banner.stage}”: an assessment is made once the police have let it proceed, and until the case is finished.`
}

export interface AssessmentBegun extends Fact {
  is: 'assessment begun'
  caseId: string
  instrumentId: string
  occasionWord: string
  /** Given when it is saved. */
  assessmentId?: string
}

export function beginAssessment(known: AssessmentsOfCase, { occasion, instrument }: Begin) {
  const no = whyNotBegin(known)
  if (no) return refuse(no)
  const fact: AssessmentBegun = {
    is: 'assessment begun',
    caseId: known.caseId,
    occasionWord: occasion,
    instrumentId: instrument,
  }
  return fact
}

const over = {
  finished: 'This assessment is finished and is not changed: make a new one where something was wrong or has changed.',
  'set aside': 'This assessment was set aside: begin a new one.',
}
export const whyNotWrite = ({ state }: Pick<OneAssessment, 'state'>): string | undefined =>
  state === 'being written' ? undefined : over[state]

/** What was saved of a draft is no event of the case: the fact stays out of its chronology. */
const saved = ({ assessmentId, part }: OnePart) => ({ is: 'assessment part saved', assessmentId, partWord: part.code })

/** Every item of the part is answered, and nothing else: that something is not known is an answer. */
export function saveItems(known: OnePart, { items }: Items) {
  const no = whyNotWrite(known)
  if (no) return refuse(no)
  const problems: Problems['problems'] = [
    ...items.flatMap(({ item }, at) =>
      items.findIndex((each) => each.item === item) === at
        ? []
        : [{ at: `items-${at}-found`, message: 'This item is answered twice' }],
    ),
    ...known.part.items.flatMap(({ code }, at) =>
      items.some(({ item }) => item === code)
        ? []
        : [{ at: `items-${at}-found`, message: 'Choose whether it is present' }],
    ),
  ]
  return problems.length ? ({ is: 'problems', problems } satisfies Problems) : { ...saved(known), words: { items } }
}

/** Strengths are asked for as much as anything else: that there are none wants a reason. */
export function saveStrengths(known: OnePart, answers: Strengths) {
  const no = whyNotWrite(known)
  if (no) return refuse(no)
  if (!answers.strengths.length && !answers.noStrengths)
    return problem('noStrengths', 'Name a strength, or enter why none is named')
  return { ...saved(known), words: answers }
}

export function saveNeeds(known: OnePart, words: Needs) {
  const no = whyNotWrite(known)
  return no ? refuse(no) : { ...saved(known), words }
}

export function saveSummary(known: OnePart, words: Summary) {
  const no = whyNotWrite(known)
  if (no) return refuse(no)
  if (known.previous && !words.changes) return problem('changes', 'Enter what has changed since the last assessment')
  return { ...saved(known), words }
}

/** The parts that are not saved yet, by their names. */
export const missingParts = ({ parts }: Pick<OneAssessment, 'parts'>): string[] =>
  parts.filter(({ saved: isSaved }) => !isSaved).map(({ name }) => name)

export function whyNotFinish(known: OneAssessment): string | undefined {
  const no = whyNotWrite(known)
  if (no) return no
  const missing = missingParts(known)
  return missing.length ? `Not everything is written yet: ${missing.join('; ')}.` : undefined
}

export function finishAssessment(known: OneAssessment) {
  const no = whyNotFinish(known)
  if (no) return refuse(no)
  const { caseId, assessmentId, occasion } = known
  return { is: 'assessment finished', caseId, assessmentId, occasionWord: occasion }
}

export function setAsideAssessment(known: OneAssessment, { reason }: SetAside) {
  const no = whyNotWrite(known)
  return no
    ? refuse(no)
    : { is: 'assessment set aside', caseId: known.caseId, assessmentId: known.assessmentId, reason }
}

type Typed = Record<string, unknown>
const listIn = (typed: Typed, name: string) =>
  Array.isArray(typed[name]) ? (typed[name] as Record<string, unknown>[]) : []

/** What is typed, with the answer of the last assessment to one item in its place; the other items as they are. */
export function copyItem(typed: Typed, copied: string, { part, previous }: OnePart): Typed {
  const old = previous?.items.find(({ item }) => item === copied)
  const items = itemsInOrder(part, listIn(typed, 'items'))
  return { ...typed, items: items.map((each) => (old && each.item === copied ? { ...old } : each)) }
}

/** What was typed or saved, item by item in the instrument's order. */
export const itemsInOrder = (
  { items }: Pick<OnePart['part'], 'items'>,
  typed: readonly (Partial<Answered> & Typed)[],
): (Partial<Answered> & Typed)[] => items.map(({ code }) => typed.find(({ item }) => item === code) ?? { item: code })

/** What is typed, and behind it whatever the last assessment had that is not there. */
export function copyList(name: 'strengths' | 'needs', by: string) {
  return (typed: Typed, _: string, { previous }: OnePart): Typed => {
    const here = listIn(typed, name)
    const old = (previous?.[name] ?? []) as Record<string, unknown>[]
    const filled = here.filter((each) => Object.keys(each).length > 0)
    return { ...typed, [name]: [...filled, ...old.filter((each) => !filled.some((one) => one[by] === each[by]))] }
  }
}
