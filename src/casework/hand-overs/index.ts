/** The front door of hand-overs: what other modules may use. */
export { handOver } from './handing-over.ts'
export { handOverShown, handOversOf } from './queries.ts'
