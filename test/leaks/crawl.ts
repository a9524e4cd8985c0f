import type { Visitor } from '../world.ts'
import { addressesIn } from './watch.ts'

/** Of pages that differ only in the record they are about. */
const mostOfAKind = 3

/** Follows every link from these addresses on, of each kind of page some. Gives how many pages were opened. */
export async function crawl(visitor: Visitor, from: readonly string[]): Promise<number> {
  const waiting = [...from]
  const seen = new Set<string>()
  const kinds = new Map<string, number>()
  let opened = 0
  for (const path of waiting) {
    const kind = path.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ':id').replace(/=[^&]*/g, '=')
    const already = kinds.get(kind) ?? 0
    if (seen.has(path) || already === mostOfAKind) continue
    seen.add(path)
    kinds.set(kind, already + 1)
    const { status, text, location } = await visitor.opens(path)
    opened++
    const places = [...(location ? [location] : []), ...(status === 200 ? addressesIn(text) : [])]
    waiting.push(...places.flatMap((place) => pageOf(place, path)))
  }
  return opened
}

/** The path of a page of this site that a link leads to; none for what is no page. */
function pageOf(place: string, from: string): string[] {
  const url = URL.parse(place, `http://site.invalid${from}`)
  if (url?.host !== 'site.invalid' || /^\/(assets|drafts|sign-out)(\/|$)/.test(url.pathname)) return []
  return [url.pathname + url.search]
}
