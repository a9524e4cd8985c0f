import type { AnyCommand } from '../command.ts'
import type { FormState } from '../module.ts'
import { optionsIn } from '../options.ts'
import { type Difference, differencesIn, merged, type Versions, type Which } from '../pure/clash.ts'
import { formValues, type Questions } from '../pure/questions.ts'
import { asRaw } from '../pure/questions/question.ts'

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
  return found.length ? { differences: withChoices(found, body), mine: formValues(command.asks, raw) } : undefined
}

const withChoices = (found: readonly Difference[], body: Body) =>
  found.map((each) => ({ ...each, chosen: chosenIn(body, each.at) ?? each.usual }))

/**
 * Two windows with the same draft: what only one of them changed is taken from it, and what both did is to be chosen.
 * `theirs` is the draft as it is kept now.
 */
export function settleDraft(questions: Questions, versions: Versions, body: Body): { raw: Raw; open: Difference[] } {
  const theirs = {
    ...Object.fromEntries(Object.keys(questions).map((name) => [name, undefined])),
    ...asRaw(versions.theirs),
  }
  const all = differencesIn(questions, { ...versions, theirs })
  const decided = (each: Difference) => chosenIn(body, each.at) ?? each.usual
  const takes = new Set(all.filter((each) => decided(each) === 'theirs').map(({ at }) => at))
  return { raw: merged(questions, { ...versions, theirs }, takes), open: all.filter((each) => !decided(each)) }
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
