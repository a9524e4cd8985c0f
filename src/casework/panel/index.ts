/** The front door of the panel: what other modules may use. */
export { myMeetings } from './queries/my-meetings.ts'
export { meetingsBetween } from './queries/meetings-between.ts'
export { keepDecisionMovedIn } from './moved-in.ts'
export { putOnTheAgenda } from './commands/list-case.ts'
