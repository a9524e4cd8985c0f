/** The front door of support: what other modules may use. */
export { giveLead } from './leading.ts'
export type { Person } from './known.ts'
