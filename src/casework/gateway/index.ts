/** The front door of the gateway's reconciling: who may enter the tracker's reference beside a result. */
export { confirmGatewayOutcome } from './commands/confirm.ts'
