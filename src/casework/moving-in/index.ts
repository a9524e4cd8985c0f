/** The front door of moving in: what other modules may use. */
export { followMatch } from './reactions.ts'
