/** What a demo town has beside every other: a newcomer is walked through one case. */
export { walkPhase } from './cookie.ts'
export { walkDrafts, walkOffers } from './offers.ts'
export { walkPages } from './routes.tsx'
