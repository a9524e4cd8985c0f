import { z } from 'zod'
import { kindNames, kinds } from './chronology-words.ts'

const blank = z.literal('')

/** What a chronology may be narrowed to: it stands in the address, the days as they were typed. */
export const chronologyFilters = {
  kind: z.union([z.enum(kindNames), blank]).optional(),
  source: z.union([z.uuid().toLowerCase(), blank]).optional(),
  /** A member of staff who did it. */
  person: z.union([z.uuid().toLowerCase(), blank]).optional(),
  from: z.string().max(40).optional(),
  until: z.string().max(40).optional(),
}
/** And to what others did since this reader last read the case: theirs alone and of today, so it is not exported. */
export const readersFilters = { ...chronologyFilters, changed: z.enum(['yes', '']).optional() }
const filters = z.object(readersFilters)
export type ChronologyFilters = z.infer<typeof filters>

interface Named {
  value: string
  label: string
}

/** What a chronology is narrowed to, in words; '' for all of it. */
export function chronologySentence(
  { kind, source, person, from, until, changed }: ChronologyFilters,
  { sources, people }: { sources: readonly Named[]; people: readonly Named[] },
  unreadable: readonly string[] = [],
): string {
  const said = [
    changed && 'what others did since you last read this',
    kind && kinds[kind],
    source && `from ${labelOf(sources, source) ?? 'a source that is not here'}`,
    person && `by ${labelOf(people, person) ?? 'somebody who is not here'}`,
    from?.trim() && !unreadable.includes('from') && `recorded on or after ${from.trim()}`,
    until?.trim() && !unreadable.includes('until') && `recorded up to ${until.trim()}`,
  ].filter(Boolean)
  return said.length ? `Only: ${said.join('; ')}` : ''
}

const labelOf = (all: readonly Named[], value: string) => all.find((each) => each.value === value)?.label

/** The filters as they stand in an address; '' for none. */
export function chronologyAddress(filters: ChronologyFilters): string {
  const kept = Object.entries(filters).filter((pair): pair is [string, string] => Boolean(pair[1]))
  return new URLSearchParams(kept).toString()
}
