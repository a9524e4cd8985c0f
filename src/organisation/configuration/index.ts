/** The front door of the town's configuration. */
export { foundTown } from './found-town.ts'
