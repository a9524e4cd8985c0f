import { z } from 'zod'
import { isFormat } from '../../platform/documents/formats.ts'
import { fileOf } from '../../platform/documents/spreadsheet.ts'
import { query } from '../../platform/query.ts'
import { listColumns } from './list-columns.ts'
import { gatewayPolicy } from './policy.ts'
import { result, unconfirmedResults } from './queries/results.ts'

/** The template of a list: what is not confirmed yet, to be filled in and sent back. */
export const listTemplate = query({
  name: 'gateway.list-template',
  zone: 'casework',
  summary: 'The template of a list of the national tracker, filled with what is not confirmed yet; the first 500',
  about: z.object({ format: z.string().max(50) }),
  gives: z.object({ format: z.enum(['csv', 'xlsx']), unconfirmed: z.array(result) }),
  allows: gatewayPolicy.importList,
  async read(reading, { format }) {
    if (!isFormat(format)) return undefined
    const { unconfirmed } = (await unconfirmedResults.read(reading, {})) ?? { unconfirmed: [] }
    return { format, unconfirmed }
  },
  subjects: ({ unconfirmed }) => [...new Set(unconfirmed.map(({ caseId }) => caseId))],
})

/** Nobody is named in it. */
export const templateFile = ({ format, unconfirmed }: z.infer<typeof listTemplate.gives>) =>
  fileOf(format, 'tracker-list', {
    title: 'Tracker list',
    above: [],
    columns: listColumns.map(({ name, label }) => ({
      text: label,
      is: name === 'recordedOn' || name === 'trackerDate' ? 'day' : 'text',
      width: 20,
    })),
    rows: unconfirmed.map(({ reference, outcome, recordedOn }) => [reference, outcome, recordedOn, null, null]),
  })
