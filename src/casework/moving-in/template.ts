import { z } from 'zod'
import { type Format, isFormat } from '../../platform/documents/formats.ts'
import { fileOf, type Spreadsheet } from '../../platform/documents/spreadsheet.ts'
import { query } from '../../platform/query.ts'
import type { Option } from '../../platform/pure/questions.ts'
import { type Field, fields } from './fields.ts'
import { type FieldName, labelOf } from './mapping.ts'
import { movingInPolicy } from './policy.ts'
import { type Lists, listsOf, type StaffHere } from './queries/lists.ts'

const lists = z.array(z.object({ column: z.string(), words: z.array(z.string()) }))

/** What the template of a caseload holds: every column, and the words that its lists allow. */
export const template = query({
  name: 'moving-in.template',
  zone: 'casework',
  summary: 'The template of a caseload: its columns, what belongs in each, and the words that its lists allow',
  about: z.object({ format: z.string().max(50).optional() }),
  gives: z.object({
    format: z.enum(['csv', 'xlsx']),
    columns: z.array(
      z.object({ name: z.string(), label: z.string(), hint: z.string(), example: z.string(), needed: z.boolean() }),
    ),
    lists,
  }),
  allows: movingInPolicy.moveIn,
  async read(reading, { format = 'xlsx' }) {
    if (!isFormat(format)) return undefined
    const here = await listsOf(reading)
    const words = wordsAllowed(here)
    return {
      format,
      columns: (fields as readonly Field[]).map(({ name, label, hint, example, needed }) => ({
        name,
        label,
        hint,
        example: name === 'sector' || name === 'concern' ? (here[`${name}s`][0]?.label ?? '') : example,
        needed: needed ?? false,
      })),
      lists: Object.entries(words).map(([name, allowed]) => ({ column: labelOf(name), words: allowed })),
    }
  },
})

/** The words that a column takes and no others, by its name. */
function wordsAllowed(here: Lists): Partial<Record<FieldName, string[]>> {
  const labels = (options: readonly Option[]) => [...new Set(options.map(({ label }) => label))]
  const people = (some: readonly StaffHere[]) => some.map(({ label, email }) => `${label} (${email})`)
  const yesOrNo = ['Yes', 'No']
  return {
    gender: ['Female', 'Male', 'Another', 'Not known'],
    livesWithChild: ['Yes', 'No', 'Not known'],
    sector: labels(here.sectors),
    concern: labels(here.concerns),
    kind: ['Fact', 'Opinion', 'Hearsay'],
    personKnows: yesOrNo,
    wishesUnnamed: yesOrNo,
    homeForce: labels(here.forces),
    gatewayOutcome: ['Proceed', 'Not suitable', 'Police-led'],
    gatewayGround: labels(here.notSuitable),
    section36: yesOrNo,
    panel: labels(here.panels),
    panelOutcome: ['Adopted', 'Not adopted', 'More information'],
    lead: people(here.staff.filter(({ leads }) => leads)),
    consent: ['Given', 'Refused', 'Withdrawn'],
    consentMay: labels(here.whoMay),
    nature: labels(here.natures),
    provider: people(here.staff.filter(({ provides }) => provides)),
    exitReason: labels(here.exitReasons),
  }
}

/** The template as a file: the names of the columns, and one invented row to be written over; a workbook explains them. */
export function templateFile({ format, columns, lists: allowed }: z.infer<typeof template.gives>) {
  const rows = Math.max(...allowed.map(({ words }) => words.length))
  const sheet: Spreadsheet = {
    title: 'Caseload',
    above: [],
    columns: columns.map(({ label }) => ({ text: label, is: 'text', width: Math.max(16, label.length + 2) })),
    rows: [columns.map(({ example }) => example)],
    more: [
      {
        title: 'Columns',
        above: [],
        columns: [
          { text: 'Column', is: 'text', width: 36 },
          { text: 'Needed', is: 'text', width: 10 },
          { text: 'What belongs there', is: 'text', width: 90 },
          { text: 'For example', is: 'text', width: 36 },
        ],
        rows: columns.map(({ label, needed, hint, example }) => [label, needed ? 'Yes' : 'No', hint, example]),
      },
      {
        title: 'Lists',
        above: [],
        columns: allowed.map(({ column }) => ({ text: column, is: 'text', width: 36 })),
        rows: Array.from({ length: rows }, (_, at) => allowed.map(({ words }) => words[at] ?? '')),
      },
    ],
  }
  return fileOf(format satisfies Format, 'caseload-template', sheet)
}
