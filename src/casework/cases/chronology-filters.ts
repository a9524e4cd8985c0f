import { z } from 'zod'
import { kindNames, kinds } from './chronology-words.ts'

const blank = z.literal('')

/** What a chronology may be narrowed to: it stands in the address, the days as they were typed. */
export const chronologyFilters = {
  kind: z.union([z.enum(kindNames), blank]).optional(),
  source: z.union([z.uuid().toLowerCase(), blank]).optional(),
  from: z.string().max(40).optional(),
  until: z.string().max(40).optional(),
}
const filters = z.object(chronologyFilters)
export type ChronologyFilters = z.infer<typeof filters>

/** What a chronology is narrowed to, in words; '' for all of it. */
export function chronologySentence(
  { kind, source, from, until }: ChronologyFilters,
  sources: readonly { value: string; label: string }[],
  unreadable: readonly string[] = [],
): string {
  const said = [
    kind && kinds[kind],
    source && `from ${sources.find(({ value }) => value === source)?.label ?? 'a source that is not here'}`,
    from?.trim() && !unreadable.includes('from') && `recorded on or after ${from.trim()}`,
    until?.trim() && !unreadable.includes('until') && `recorded up to ${until.trim()}`,
  ].filter(Boolean)
  return said.length ? `Only: ${said.join('; ')}` : ''
}

/** The filters as they stand in an address; '' for none. */
export function chronologyAddress(filters: ChronologyFilters): string {
  const kept = Object.entries(filters).filter((pair): pair is [string, string] => Boolean(pair[1]))
  return new URLSearchParams(kept).toString()
}
