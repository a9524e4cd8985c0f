import type { AnyCommand } from '../command.ts'
import type { FormState } from '../module.ts'
import { optionsIn } from '../options.ts'
import { differencesIn, merged, type Which } from '../pure/clash.ts'
import { formValues } from '../pure/questions.ts'

type Body = Record<string, unknown>
type Raw = Record<string, unknown>

interface Clashing {
  command: AnyCommand
  known: unknown
  /** What was typed. */
  raw: unknown
  /** The marks of what the form was drawn from. */
  was: string | undefined
}

/** What the form shows where somebody else saved the same meanwhile: both, thing by thing; undefined where they agree. */
export function clashOf({ command, known, raw, was }: Clashing, body: Body = {}): FormState['clash'] {
  const theirs: unknown = command.holds?.(known)
  if (theirs === undefined) return undefined
  const found = differencesIn(command.asks, { mine: raw, theirs, was, options: optionsIn(known) })
  if (!found.length) return undefined
  const differences = found.map((each) => ({ ...each, chosen: chosenIn(body, each.at) ?? each.usual }))
  return { differences, mine: formValues(command.asks, raw) }
}

/** Whether every difference was decided; the answers that come of it. */
export function settle({ command, known, raw, was }: Clashing, body: Body): { raw: Raw; open: string[] } {
  const theirs: unknown = command.holds?.(known)
  const versions = { mine: raw, theirs, was }
  const found = differencesIn(command.asks, versions)
  const takes = new Set(found.filter(({ at }) => chosenIn(body, at) === 'theirs').map(({ at }) => at))
  const open = found.filter(({ at }) => !chosenIn(body, at)).map(({ at }) => at)
  return { raw: merged(command.asks, versions, takes), open }
}

function chosenIn(body: Body, at: string): Which | undefined {
  const given = body[takeField(at)]
  return given === 'mine' || given === 'theirs' ? given : undefined
}

export const takeField = (at: string) => `_take-${at}`
