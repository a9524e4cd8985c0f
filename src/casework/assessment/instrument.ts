import { z } from 'zod'

/** A short name that stays the same from edition to edition, so that old and new answers stand side by side. */
export const codeShape = /^[a-z][a-z0-9-]{0,39}$/
export const mostParts = 10
export const mostItems = 40
/** The parts of the form that are not the instrument's: no part of an instrument may be called so. */
export const ownParts = ['strengths', 'needs', 'summary'] as const

const words = (most: number, what: string) =>
  z
    .string({ error: `${what} must be text` })
    .trim()
    .min(1, `${what} is missing`)
    .max(most, `${what} must be ${most.toLocaleString('en-GB')} characters or fewer`)
const code = z
  .string({ error: 'The code must be text' })
  .regex(codeShape, 'The code must be small letters, digits and hyphens, beginning with a letter, 40 at most')

export const item = z.strictObject({
  code,
  name: words(200, 'The name'),
  guidance: words(2_000, 'The guidance').optional(),
})
export type Item = z.infer<typeof item>

export const part = z.strictObject({
  code: code.refine((value) => !(ownParts as readonly string[]).includes(value), {
    error: 'This code is taken by a part that every assessment has: choose another',
  }),
  name: words(200, 'The name'),
  guidance: words(2_000, 'The guidance').optional(),
  items: z.array(item, { error: 'The items must be a list' }).max(mostItems, `A part has ${mostItems} items or fewer`),
})

/** What an instrument asks, in the order it is asked. Whatever it does not name here it cannot have: no weights, no scores. */
export const content = z.strictObject({
  name: words(200, 'The name'),
  source: words(500, 'The source').optional(),
  about: words(4_000, 'The text about it').optional(),
  dimensions: z
    .array(part, { error: 'The dimensions must be a list' })
    .max(mostParts, `An instrument has ${mostParts} parts or fewer`),
})
export type Content = z.infer<typeof content>

export const stateOf = ({ inUseAt, retiredAt }: { inUseAt: string | null; retiredAt: string | null }) =>
  retiredAt ? ('retired' as const) : inUseAt ? ('in use' as const) : ('draft' as const)

export interface Wrong {
  /** As in the file: `dimensions[0].items[3].code`. */
  path: (string | number)[]
  message: string
}

/** What keeps an instrument from being used: names and codes of parts and items that occur twice, parts without items. */
export function wrongWith({ dimensions }: Pick<Content, 'dimensions'>): Wrong[] {
  const seen = new Map<string, string>()
  const twice = (found: string, where: string, path: Wrong['path']): Wrong[] => {
    const before = seen.get(found)
    seen.set(found, before ?? where)
    return before ? [{ path, message: `The code “${found}” is used already, by “${before}”` }] : []
  }
  const none: Wrong[] = dimensions.length ? [] : [{ path: ['dimensions'], message: 'Add at least one part' }]
  return [
    ...none,
    ...dimensions.flatMap((each, at) => [
      ...twice(each.code, each.name, ['dimensions', at, 'code']),
      ...(each.items.length
        ? []
        : [{ path: ['dimensions', at, 'items'], message: `The part “${each.name}” has no items` }]),
      ...each.items.flatMap((one, index) => twice(one.code, one.name, ['dimensions', at, 'items', index, 'code'])),
    ]),
  ]
}
