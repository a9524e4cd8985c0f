/** The front door of agencies: what other modules may use. */
export { addAnAgency } from './commands/add.ts'
