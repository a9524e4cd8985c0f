/** The part of the front door that touches nothing outside itself. */
export { services } from './questions.ts'
