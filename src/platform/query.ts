import { z } from 'zod'
import { keepSummary } from './summaries.ts'
import type { Policy } from './policy.ts'
import type { Reading } from './town.ts'
import type { Zone } from './zone.ts'

/** What can be known: named columns, as the viewer. */
export interface Query<About = never, Known = unknown> {
  name: string
  zone: Zone
  summary: string
  about: z.ZodObject
  gives: z.ZodType<Known>
  allows: Policy<Known>
  /** Gives undefined when there is no such record, or none that this viewer may see: they are the same. */
  read(reading: Reading, about: About): Promise<Known | undefined>
  /** The ids of the records of people that were shown, for the journal. None: nothing about a person. */
  subjects?(known: Known): readonly string[]
  /** 'search' writes a search row instead of a look. */
  journal?: 'look' | 'search'
  /** A list, although its filters may name a record: it is read as lists are. */
  isList?: boolean
}

/** The id of a record in an address, in small letters as everywhere: what is locked is locked by it. */
export const id = () => z.uuid().toLowerCase()

/** Defines a query: `about` is a zod object of ids and filters, `gives` the shape that may leave by the API. */
export function query<About extends z.ZodObject, Gives extends z.ZodType>(
  definition: Omit<Query<z.infer<About>, z.infer<Gives>>, 'about' | 'gives'> & { about: About; gives: Gives },
): Query<z.infer<About>, z.infer<Gives>> {
  keepSummary(definition)
  return definition as never
}
