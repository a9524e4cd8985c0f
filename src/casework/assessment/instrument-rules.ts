import { type Fact, type Problems, refuse } from '../../platform/pure/outcomes.ts'
import type { Instruments, OneInstrument, PartOfInstrument } from './instrument-queries.ts'
import { readInstrument, type WrongInFile } from './instrument-file.ts'
import type { Draft, Edit, EditPart, Import } from './instrument-questions.ts'
import { type Content, ownParts, wrongWith } from './instrument.ts'

export interface InstrumentDrafted extends Fact {
  is: 'instrument drafted'
  /** The series it is the next edition of; a new one otherwise. */
  seriesId?: string
  /** What it begins with, where it is another edition's. */
  fromId?: string
  content?: Content
  /** Given when it is saved. */
  instrumentId?: string
}

export function draftInstrument({ all }: Instruments, { from, name }: Draft) {
  const before = all.find(({ instrumentId }) => instrumentId === from)
  const draft = before && draftOf(all, before.seriesId)
  if (draft) return refuse(`Edition ${draft.edition} of ${draft.name} is a draft already: go on with that one.`)
  const fact: InstrumentDrafted = before
    ? { is: 'instrument drafted', seriesId: before.seriesId, fromId: before.instrumentId }
    : { is: 'instrument drafted', content: { name: name!, dimensions: [] } }
  return fact
}

const draftOf = (all: Instruments['all'], series: string) =>
  all.find(({ seriesId, state }) => seriesId === series && state === 'draft')

/** Reads on after the label of the field: "Line 12, dimensions[0].items[3].code: …". */
export const inWords = ({ line, path, message }: WrongInFile): string =>
  `Line ${line}${path && `, ${path}`}: ${message}`

const mostToldOf = 20

export function importInstrument({ all }: Instruments, { replaces, file }: Import) {
  const { content, wrong } = readInstrument(file)
  if (!content)
    return {
      is: 'problems',
      problems: wrong.slice(0, mostToldOf).map((each) => ({ at: 'file', message: inWords(each) })),
    } satisfies Problems
  const draft = draftOf(all, replaces)
  if (draft) return refuse(`Edition ${draft.edition} of ${draft.name} is a draft already: go on with that one.`)
  const fact: InstrumentDrafted = {
    is: 'instrument drafted',
    content,
    ...(replaces === 'new' ? {} : { seriesId: replaces }),
  }
  return fact
}

export const whyNotEdit = ({ state }: Pick<OneInstrument, 'state'>): string | undefined =>
  state === 'draft' ? undefined : `This edition is ${state} and is not changed: draft the next edition.`

interface InstrumentEdited extends Fact {
  is: 'instrument edited'
  instrumentId: string
  content: Content
}

/** Name, words and parts; a part that keeps its code keeps its items. */
export function editInstrument(known: OneInstrument, { name, source, about, parts }: Edit) {
  const no = whyNotEdit(known)
  if (no) return refuse(no)
  const dimensions = parts.map((each) => ({
    ...each,
    items: known.content.dimensions.find(({ code }) => code === each.code)?.items ?? [],
  }))
  const problems = parts.flatMap(({ code }, at) => {
    if ((ownParts as readonly string[]).includes(code))
      return [{ at: `parts-${at}-code`, message: 'This code is taken by a part that every assessment has' }]
    return parts.findIndex((each) => each.code === code) < at
      ? [{ at: `parts-${at}-code`, message: 'This code is used already' }]
      : []
  })
  if (problems.length) return { is: 'problems', problems } satisfies Problems
  const content: Content = { name, ...(source ? { source } : {}), ...(about ? { about } : {}), dimensions }
  return edited(known, content)
}

const edited = ({ instrumentId }: OneInstrument, content: Content): InstrumentEdited => ({
  is: 'instrument edited',
  instrumentId,
  content,
})

export function editPart(known: PartOfInstrument, { items }: EditPart) {
  const no = whyNotEdit(known)
  if (no) return refuse(no)
  const elsewhere = known.content.dimensions.filter(({ code }) => code !== known.part.code)
  const taken = new Set(elsewhere.flatMap((each) => [each.code, ...each.items.map(({ code }) => code)]))
  taken.add(known.part.code)
  const problems = items.flatMap(({ code }, at) =>
    taken.has(code) || items.findIndex((each) => each.code === code) < at
      ? [{ at: `items-${at}-code`, message: 'This code is used already in this instrument' }]
      : [],
  )
  if (problems.length) return { is: 'problems', problems } satisfies Problems
  const dimensions = known.content.dimensions.map((each) => (each.code === known.part.code ? { ...each, items } : each))
  return edited(known, { ...known.content, dimensions })
}

export function whyNotUse(known: OneInstrument): string | undefined {
  if (known.state !== 'draft') return `This edition is ${known.state}.`
  const wrong = wrongWith(known.content)
  return wrong.length ? `It cannot be used yet: ${wrong.map(({ message }) => message).join('; ')}.` : undefined
}

/** A draft comes into use; the edition before it is retired, and what was made with that one keeps it. */
export function useInstrument(known: OneInstrument) {
  const no = whyNotUse(known)
  if (no) return refuse(no)
  const { instrumentId, inUseNow } = known
  return {
    is: 'instrument taken into use',
    instrumentId,
    ...(inUseNow ? { retiredId: inUseNow.instrumentId } : {}),
  } as Fact & { instrumentId: string; retiredId?: string }
}

export const whyNotRetire = ({ state }: Pick<OneInstrument, 'state'>): string | undefined =>
  state === 'in use' ? undefined : 'Only an edition that is in use can be retired.'

export function retireInstrument(known: OneInstrument) {
  const no = whyNotRetire(known)
  return no ? refuse(no) : { is: 'instrument retired', instrumentId: known.instrumentId }
}
