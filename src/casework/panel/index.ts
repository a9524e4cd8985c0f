/** The front door of the panel: what other modules may use. */
export type { PanelDecided } from './rules.ts'
export { myMeetings } from './queries/my-meetings.ts'
