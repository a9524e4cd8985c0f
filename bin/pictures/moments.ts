import type { Page } from 'playwright-core'
import type { Reader, Visit } from '../../test/journeys/every-page.ts'
import type { Shot } from './shot.ts'

/** What is seen only after an act: what is shown once, what a search finds, what is wrong with what was typed. */
interface Moment {
  says: string
  who: string
  /** Whose screen it is, and the page that it begins at: the pattern of one that is pictured, or an address. */
  reader: string
  at: string
  then?: (page: Page) => Promise<unknown>
}

const press = (page: Page, name: string | RegExp) =>
  Promise.all([page.waitForEvent('load'), page.locator('main').getByRole('button', { name }).first().click()])

export const moments: Record<string, Moment> = {
  'problems in a form': {
    says: 'What was typed stays, and each problem is said at its question and above them all',
    who: 'whoever sends a form that something is wrong with',
    reader: 'officer',
    at: '/cases/:caseId/gateway',
    then: (page) => press(page, 'Record the outcome'),
  },
  'found by name': {
    says: 'What a search finds among the cases that the reader may see',
    who: 'whoever may read cases',
    reader: 'coordinator',
    at: '/search',
    then: async (page) => {
      await page.getByRole('searchbox').fill('a')
      await press(page, 'Find')
    },
  },
  'a secret shown once': {
    says: 'The address by which a calendar program fetches one’s due days',
    who: 'staff',
    reader: 'lead',
    at: '/calendar/address',
    then: (page) => press(page, /^Make/),
  },
  'a list narrowed': {
    says: 'The list of cases, narrowed and sorted',
    who: 'whoever may read cases',
    reader: 'coordinator',
    at: '/cases?due=overdue&sort=longest at its stage',
  },
  'in a language read from the right': {
    says: 'The public form in Urdu, marked as a draft',
    who: 'anybody',
    reader: 'somebody who reads Urdu',
    at: '/refer/public?language=ur',
  },
  'a referral not found': {
    says: 'The answer to a reference and a code that do not belong together',
    who: 'anybody',
    reader: 'nobody',
    at: '/referral-status',
    then: async (page) => {
      await page.getByLabel('Reference').fill('R-7KM-4P2-XDRT')
      await page.getByLabel('Code').fill('K-7KM-4P2-XDRT')
      await press(page, 'Show how far it is')
    },
  },
  'not allowed': {
    says: 'A page that this reader’s role does not open',
    who: 'whoever may not see a page',
    reader: 'administrator',
    at: '/cases',
  },
  'not found': {
    says: 'There is no such page, or none that this reader may see: the two look the same',
    who: 'anybody',
    reader: 'nobody',
    at: '/no-such-page',
  },
}

/** Where each can be pictured, given where the pages are. */
export const momentsAt = (readers: readonly Reader[], visits: readonly Visit[]): Shot[] =>
  Object.entries(moments).map(([pattern, { reader, at, then }]) => ({
    pattern,
    path: visits.find((visit) => visit.pattern === at)?.path ?? at,
    reader: readers.find(({ key }) => key === reader)!,
    ...(then ? { then } : {}),
  }))
