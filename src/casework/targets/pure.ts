/** The part of the front door that touches nothing outside itself. */
export { amountInWords, type Chosen, ruleOf, targetAt, type TargetName } from './targets.ts'
