import type { Page } from 'playwright-core'
import type { Visit } from '../../test/journeys/every-page.ts'

/** One page to be pictured; `then`: what is done on it first, for what is only seen after an act. */
export interface Shot extends Visit {
  then?: (page: Page) => Promise<unknown>
}

/** Wide and narrow: the files of a page, by its pattern. "/cases/:caseId/need" is cases-case-need. */
export const filesOf = (pattern: string) => ({
  wide: `${nameOf(pattern)}.webp`,
  narrow: `${nameOf(pattern)}-phone.webp`,
})

const nameOf = (pattern: string) =>
  pattern
    .replace(/:(\w+?)(Id)?(?=\/|$)/g, '$1')
    .replace(/\W+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase() || 'first-page'
