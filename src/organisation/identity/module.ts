/** What the site is built with: how people are recognised, and the pages that are not on the road. */
export { identifyIn } from './identify.ts'
export { identityPages } from './routes.tsx'
export { signOutOf } from './sign-in-routes.tsx'
export { type Asked, pagesOn } from './serving.ts'
