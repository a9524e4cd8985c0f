/** The front door of advice: what other modules may use. */
export { sendAdviceAnswered } from './jobs.ts'
export { newAnswers } from './notices.ts'
