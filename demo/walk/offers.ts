import type { Offering, Turn } from '../../src/platform/http/site.ts'
import type { Route } from '../../src/platform/module.ts'
import { today } from '../../src/platform/pure/days.ts'
import { walkIn } from './cookie.ts'
import { mailedCode } from './mailbox.ts'
import { personOf } from './person.ts'
import { steps } from './steps.ts'
import { trailOf } from './trail.ts'
import type { Given } from './words.ts'

/**
 * The forms that a walk fills hold what was typed on this walk: everybody walks as the same few people, and what one of
 * them left must not stand in the way of another.
 */
export function walkDrafts({ site, request }: Turn, { path }: Pick<Route, 'path'>): string | undefined {
  const walk = site.town.demo ? walkIn(request) : undefined
  return walk && steps.some(({ key, forms }) => key === walk.place && forms[path]) ? walk.id : undefined
}

/** The words that the walk offers for a form: of the step that this browser went to last, until it is done. */
export async function walkOffers({ turn, route, known }: Offering): Promise<unknown> {
  const walk = walkIn(turn.request)
  const step = steps.find(({ key }) => key === walk?.place)
  const words = step?.forms[route.path]
  if (!walk || !step || !words) return undefined
  const { town } = turn.site
  const trail = await trailOf(town, walk.id)
  if (trail.done[step.key]) return undefined
  const code = trail.linkId && (await mailedCode(town, trail.linkId))
  const given: Given = { person: personOf(walk.id), today: today(town.clock()), known: known as Given['known'], code }
  return words(given)
}
