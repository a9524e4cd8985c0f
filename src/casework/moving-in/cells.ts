import { dayWritten } from '../../platform/pure/days-written.ts'
import type { Option } from '../../platform/pure/questions.ts'
import { type FieldName, labelOf, type Mapping } from './mapping.ts'

/** The cells of a row by what they hold, and what is wrong with them: no reason quotes what stands in a cell. */
export interface Cells {
  typed: (name: FieldName) => string
  day: (name: FieldName) => string | undefined
  chosen: (name: FieldName, options: readonly Option[]) => string | undefined
  wrong: (name: FieldName, why: string) => void
}

export function cellsOf(cells: readonly string[], mapping: Mapping, reasons: string[]): Cells {
  const typed = (name: FieldName) => {
    const at = mapping[name]
    return (at === undefined ? '' : (cells[at] ?? '')).trim()
  }
  const wrong = (name: FieldName, why: string) => {
    const reason = `${labelOf(name)}: ${why}`
    if (!reasons.includes(reason)) reasons.push(reason)
  }
  return {
    typed,
    wrong,
    day(name) {
      const given = typed(name)
      const read = given ? dayWritten(given) : undefined
      if (given && !read) wrong(name, 'this is no day that can be told for certain. Write it as 27/03/2026')
      return read
    },
    chosen(name, options) {
      const given = typed(name).toLowerCase()
      if (!given) return undefined
      const found = options.find(({ value, label }) => [value, label].some((word) => word.toLowerCase() === given))
      if (!found) wrong(name, 'this is not in the list')
      return found?.value
    },
  }
}
