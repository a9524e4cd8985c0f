/** The front door of the gateway's reconciling: who may enter the tracker's reference beside a result, and beside which. */
export { confirmGatewayOutcome } from './commands/confirm.ts'
export { problemElsewhere } from './rules.ts'
export { holdReferences, takenElsewhere } from './tracker-references.ts'
