import type { Settings } from './platform/settings.ts'
import type { Town } from './platform/town.ts'

export interface Running {
  town: Town
  settings: Settings
  /** The owner's login, for what is done in bulk. Throws a sentence when it was not given. */
  asOwner: (why: string) => string
  given: Record<string, string>
  say: (line: string) => void
}
/** One of the small programs of `npx onetown`. */
export interface Program {
  summary: string
  options: Record<string, { means: string; needed?: boolean }>
  /** Needs no town: nothing is opened, and `town` is not there. */
  alone?: boolean
  /** Looks at what lies outside the town, and says so even when the town then cannot be opened. Gives whether it is sound. */
  first?: (outside: Pick<Running, 'settings' | 'say'>) => Promise<boolean>
  /** Gives the exit code. */
  run: (running: Running) => Promise<number>
}

/** What the person who types the command can put right: printed without a trace. */
export class Sentence extends Error {}
