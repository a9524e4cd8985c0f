import { z } from 'zod'
import { type Format, isFormat } from '../../platform/documents/formats.ts'
import { fileOf, type Spreadsheet } from '../../platform/documents/spreadsheet.ts'
import { query } from '../../platform/query.ts'
import { type Field, fields } from './fields.ts'
import { movingInPolicy } from './policy.ts'
import { listsOf } from './queries.ts'

const list = z.array(z.string())

/** What the template of a caseload holds: every column, and what is in the lists. */
export const template = query({
  name: 'moving-in.template',
  zone: 'casework',
  summary: 'The template of a caseload: its columns, what belongs in each, and the lists',
  about: z.object({ format: z.string().max(50) }),
  gives: z.object({
    format: z.enum(['csv', 'xlsx']),
    columns: z.array(
      z.object({ name: z.string(), label: z.string(), hint: z.string(), example: z.string(), needed: z.boolean() }),
    ),
    sectors: list,
    concerns: list,
  }),
  allows: movingInPolicy.moveIn,
  async read(reading, { format }) {
    if (!isFormat(format)) return undefined
    const { sectors, concerns } = await listsOf(reading)
    return {
      format,
      columns: (fields as readonly Field[]).map(({ name, label, hint, example, needed }) => ({
        name,
        label,
        hint,
        example,
        needed: needed ?? false,
      })),
      sectors: sectors.map(({ label }) => label),
      concerns: concerns.map(({ label }) => label),
    }
  },
})

/** The template as a file: the names of the columns, and one invented row to be written over. */
export function templateFile({ format, columns, sectors, concerns }: z.infer<typeof template.gives>) {
  const sheet: Spreadsheet = {
    title: 'Caseload',
    above: [],
    columns: columns.map(({ label }) => ({ text: label, is: 'text', width: Math.max(16, label.length + 2) })),
    rows: [
      columns.map(({ name, example }) =>
        name === 'sector' ? (sectors[0] ?? '') : name === 'concern' ? (concerns[0] ?? '') : example,
      ),
    ],
  }
  return fileOf(format satisfies Format, 'caseload-template', sheet)
}

/** The rows sent back as a file: the same columns, and one more. */
export const sentBackFile = ({ format, header, rows }: { format: Format; header: string[]; rows: string[][] }) =>
  fileOf(format, 'rows-sent-back', {
    title: 'Rows sent back',
    above: [],
    columns: header.map((text) => ({ text, is: 'text' })),
    rows,
  })
