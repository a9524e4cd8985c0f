/** What the site is built with: how people are recognised, and the pages that are not on the road. */
export { identifyIn } from './identify.ts'
export { identityPages } from './routes.tsx'
