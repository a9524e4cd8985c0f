import { type Mapping as Columns, guessColumns } from '../../platform/pure/columns.ts'
import { type Field, fields } from './fields.ts'

export type FieldName = (typeof fields)[number]['name']
export type Mapping = Columns<FieldName>

export const labelOf = (name: string): string => fields.find((field) => field.name === name)?.label ?? name

/** Columns of a caseload by what they are called. */
export const guessed = (header: readonly string[], kept: Partial<Record<string, string>> = {}): Mapping =>
  guessColumns(fields as readonly (Field & { name: FieldName })[], header, kept)
