/** The front door of moving in: what other modules may use. */
export { keepColumns, keptColumns, keptMappingsOf } from './kept-columns.ts'
export { followMatch } from './reactions.ts'
