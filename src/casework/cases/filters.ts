import { z } from 'zod'
import { type Stage, stages } from './lifecycle.ts'

export const soonDays = 7

interface Tile {
  text: string
  stages?: readonly Stage[]
  /** Only what is due by so many days from now; below none, only what is overdue. */
  dueWithin?: number
}

/** The tiles of *Your work*: each counts exactly what the list behind it shows. */
export const tiles: readonly Tile[] = [
  { text: 'To check', stages: ['referral received', 'with the police'] },
  { text: 'Waiting for partners', stages: ['asking partners'] },
  { text: 'Ready for the panel', stages: ['ready for the panel'] },
  { text: 'On the next agenda', stages: ['on the agenda'] },
  {
    text: 'Asking for consent',
    stages: ['asking for consent', 'consent refused', 'consent withdrawn', 'support withdrawn'],
  },
  { text: 'In support', stages: ['planning support', 'being supported', 'support held for the police'] },
  { text: 'Reviews due', stages: ['being supported', 'after exit', 'after closing'], dueWithin: soonDays },
  { text: 'Overdue', dueWithin: -1 },
]

const groups = new Map(tiles.map((tile) => [tile.text, tile]))

/** By what a list of cases may be sorted, in the words of its columns. */
export const sorts = ['newest change', 'longest at its stage', 'name', 'next date'] as const
export type Sort = (typeof sorts)[number]

/** A form sends what nobody filled in as nothing. */
const blank = z.literal('')
const groupName = z.string().refine((given) => groups.has(given))

/** What a list of cases may be narrowed to and sorted by. It stands in the address, so that a list can be kept and passed on. */
export const filterShape = {
  group: groupName.optional(),
  stage: z.union([z.enum(stages), blank]).optional(),
  lead: z.union([z.enum(['me', 'nobody']), z.uuid().toLowerCase(), blank]).optional(),
  coordinator: z.union([z.enum(['me', 'nobody']), z.uuid().toLowerCase(), blank]).optional(),
  due: z.union([z.enum(['overdue', 'within a week', 'nothing']), blank]).optional(),
  agency: z.union([z.uuid().toLowerCase(), blank]).optional(),
  concern: z.string().max(200).optional(),
  age: z.union([z.enum(['under 18', '18 or over', 'not known']), blank]).optional(),
  sort: z.union([z.enum(sorts), blank]).optional(),
}
const filters = z.object(filterShape)
export type Filters = z.infer<typeof filters>

/** The filters of an address, without those that say nothing; undefined where one of them is none. */
export function filtersIn(address: string): Filters | undefined {
  const read = filters.safeParse(Object.fromEntries(new URLSearchParams(address)))
  return read.success ? set(read.data) : undefined
}

/** The same as an address has it, always in the same order. */
export function addressOf(given: Filters, more: Record<string, string> = {}): string {
  const kept = set(given) as Record<string, string>
  const inOrder = Object.keys(filterShape).flatMap((name) =>
    kept[name] ? [[name, kept[name]] as [string, string]] : [],
  )
  return new URLSearchParams([...inOrder, ...Object.entries(more)]).toString()
}

export const set = (given: Filters): Filters =>
  Object.fromEntries(Object.entries(given).filter(([name, value]) => name in filterShape && value))

/** The tile whose cases a list shows, where it shows one's. */
export const tileOf = ({ group }: Filters): Tile | undefined => (group ? groups.get(group) : undefined)
