import { problem, type Problems } from './outcomes.ts'

/** What a column of somebody's own spreadsheet may hold. */
export interface Column<Name extends string = string> {
  name: Name
  /** As our own template calls it. */
  label: string
  /** How such a column is called elsewhere, in small letters. */
  called?: readonly string[]
}

/** Which column holds what: the column's place in the file, from 0. */
export type Mapping<Name extends string = string> = Partial<Record<Name, number>>

/** Columns by what they are called: as a kept mapping has them, otherwise by our own words and those of others. */
export function guessColumns<Name extends string>(
  columns: readonly Column<Name>[],
  header: readonly string[],
  kept: Partial<Record<string, string>> = {},
): Mapping<Name> {
  const there = header.map(plain)
  const found: Mapping<Name> = {}
  for (const { name, label, called = [] } of columns) {
    const words = [kept[name], label, ...called].filter((word) => word !== undefined).map(plain)
    const at = words.map((word) => there.indexOf(word)).find((place) => place >= 0)
    if (at !== undefined && !Object.values(found).includes(at)) found[name] = at
  }
  return found
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .trim()

/** Columns as somebody chose them, each by its place as a word; a problem at the second that is to be in the same. */
export function chosenColumns<Name extends string>(
  columns: readonly Column<Name>[],
  chosen: Partial<Record<Name, string | undefined>>,
): Mapping<Name> | Problems {
  const mapping: Mapping<Name> = {}
  const taken = new Map<string, string>()
  for (const { name, label } of columns) {
    const at = chosen[name]
    if (at === undefined) continue
    const already = taken.get(at)
    if (already) return problem(name, `This column holds “${already}” already: choose another`)
    taken.set(at, label)
    mapping[name] = Number(at)
  }
  return mapping
}

export const isProblems = (result: Mapping | Problems): result is Problems => 'is' in result

/** A mapping as a column's name by each field: how it is kept, and found again in the next file of the kind. */
export const namedColumns = (mapping: Mapping, header: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(mapping).map(([name, at]) => [name, header[at!] ?? '']))

/** The columns of a file as options: by place, because two may be called the same. */
export const columnOptions = (header: readonly string[]) =>
  header.map((label, at) => ({ value: `${at}`, label: label || `Column ${at + 1}` }))
