import { after, before } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser, withoutBrowser } from './browser.ts'
import { openTownAtWork, type TownAtWork } from './town-at-work.ts'

/** Where the tests of a file take place. */
export interface Place {
  town: TownAtWork
  browser: Browser
}

/**
 * Has a town at work and a browser opened before the tests of a file, and closed after them; `then` is done first of all.
 * Both are there once the tests run, and neither where there is no browser.
 */
export function atWork(
  options: Parameters<typeof openTownAtWork>[0],
  then?: (place: Place) => Promise<void>,
): Readonly<Place> {
  const place: Partial<Place> = {}
  before(async () => {
    if (withoutBrowser) return
    place.town = await openTownAtWork(options)
    place.browser = await openBrowser()
    await then?.(place as Place)
  })
  after(async () => {
    await place.browser?.close()
    await place.town?.close()
  })
  return place as Place
}
