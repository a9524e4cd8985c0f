/** The front door of targets: how long a step may take in this town, when its clock began. */
export { chosenTargets } from './queries.ts'
