/** The front door of mistakes: what follows elsewhere. */
export { markWhatThePoliceFound, markWhatTwoFound } from './reactions.ts'
