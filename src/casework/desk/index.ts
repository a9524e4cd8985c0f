/** The front door of the desk: what happens by itself, and what follows. */
export { sendNotices, tellWhatIsDue } from './jobs.ts'
export { readNotices } from './notices.ts'
export { tellOfFact } from './reactions.ts'
