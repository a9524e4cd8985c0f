import assert from 'node:assert/strict'
import { type Module, queriesOf } from '../../src/platform/module.ts'
import { newId } from '../../src/platform/road.ts'
import type { Actor } from '../told/actors.ts'
import { atOnce } from './at-once.ts'

const odd = [
  '',
  ' ',
  'nul\0',
  '\u200b',
  '👩‍👩‍👧',
  "' or true --",
  '../..',
  '%',
  'null',
  '-1',
  '1e308',
  '2026-02-30',
  '0'.repeat(5_000),
  '00000000-0000-0000-0000-000000000000',
  newId(),
]

/** Asks every query, by API and by page, about whatever may stand in an address; never a fault. Gives how often. */
export async function tryQueries(modules: readonly Module[], actors: readonly Actor[]): Promise<number> {
  const abouts = queriesOf(modules).flatMap((query) => {
    const names = Object.keys(query.about.shape)
    const usual = Object.fromEntries(names.map((name) => [name, newId()]))
    return names.flatMap((name) => odd.map((value) => ({ query, about: { ...usual, [name]: value } })))
  })
  const pages = modules.flatMap(({ routes }) => routes).filter(({ path }) => path.includes(':'))
  const paths = pages.flatMap(({ path }) => odd.map((value) => path.replace(/:\w+/g, encodeURIComponent(value))))
  // One after another would take long; each is asked by the first of the cast whose role lets them be answered at all.
  await atOnce(abouts, async ({ query, about }) => {
    for (const actor of actors) {
      const { status } = await actor.asks(query.name, about)
      assert.ok([200, 403, 404].includes(status), `${query.name} about ${JSON.stringify(about)} gave ${status}`)
      if (status !== 403) return
    }
  })
  await atOnce(paths, async (path) => {
    for (const actor of actors) {
      const { status } = await actor.opens(path)
      assert.ok([200, 303, 403, 404, 414].includes(status), `${path.slice(0, 200)} gave ${status}`)
      if (status !== 403 && status !== 303) return
    }
  })
  return abouts.length + paths.length
}
