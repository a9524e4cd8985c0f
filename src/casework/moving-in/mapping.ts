import { type Field, fields } from './fields.ts'

export type FieldName = (typeof fields)[number]['name']

/** Which column holds what: the column's place in the file, from 0. */
export type Mapping = Partial<Record<FieldName, number>>

export const labelOf = (name: string): string => fields.find((field) => field.name === name)?.label ?? name

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .trim()

/** Columns by what they are called: as a kept mapping has them, otherwise by our own words and those of others. */
export function guessed(header: readonly string[], kept: Partial<Record<string, string>> = {}): Mapping {
  const there = header.map(plain)
  const found: Mapping = {}
  for (const field of fields as readonly Field[]) {
    const words = [kept[field.name], field.label, ...(field.called ?? [])]
      .filter((word) => word !== undefined)
      .map(plain)
    const at = words.map((word) => there.indexOf(word)).find((place) => place >= 0)
    if (at !== undefined && !Object.values(found).includes(at)) found[field.name as FieldName] = at
  }
  return found
}
