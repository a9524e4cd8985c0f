import { z } from 'zod'
import { option } from '../../../platform/options.ts'
import { columnOptions } from '../../../platform/pure/columns.ts'
import { id, query } from '../../../platform/query.ts'
import type { Reading } from '../../../platform/town.ts'
import { guessed } from '../mapping.ts'
import { movingInPolicy } from '../policy.ts'
import { type FileRow, filesOf, rowStates, summary, summaryOf } from './how-far.ts'
import { keptColumns, keptMappingsOf } from '../kept-columns.ts'
import { forcesOf } from './lists.ts'
import { leftIn, reportOf, rowShown } from './report.ts'

/** Every file that was sent to be moved in, the newest first. */
export const movingIns = query({
  name: 'moving-in.list',
  zone: 'casework',
  summary: 'The spreadsheets that were sent to be moved in, and how far each is',
  about: z.object({}),
  gives: z.object({ files: z.array(summary) }),
  allows: movingInPolicy.moveIn,
  async read(reading) {
    const rows = await filesOf(reading).orderBy('m.started_at', 'desc').limit(50).execute()
    return { files: await Promise.all(rows.map((row) => summaryOf(reading, row))) }
  },
})

const one = z.object({
  ...summary.shape,
  version: z.int(),
  wrong: z.string().nullable(),
  sameFile: z.boolean().describe('The same file was sent before'),
  isHere: z.boolean().describe('Whoever it is moved in by works here and coordinates'),
  waiting: z.int().describe('Of how many rows what was decided since waits for somebody to say who the person is'),
  held: z.int().describe('Of how many rows what was decided since could not be moved in'),
  header: z.array(z.string()),
  mapping: z.record(z.string(), z.int()).nullable(),
  homeForceId: z.uuid().nullable(),
  suggested: z.record(z.string(), z.int()),
  keptMappings: z.array(z.object({ value: z.uuid(), label: z.string() })),
  only: z.string().nullable().describe('Which rows alone are shown'),
  rows: z.array(rowShown),
  next: z.int().nullable(),
  options: z.object({ columns: z.array(option), forces: z.array(option) }),
})
export type MovingIn = z.infer<typeof one>

/** One file: how far it is, its columns, and its rows by line, 100 a page. */
export const movingIn = query({
  name: 'moving-in.file',
  zone: 'casework',
  summary: 'A spreadsheet that is moved in: how far it is, its columns, and a report by line',
  about: z.object({
    movingInId: id(),
    after: z.coerce.number().int().min(0).max(10_000_000).optional(),
    only: z.enum([...rowStates, 'held']).optional(),
    use: z.uuid().toLowerCase().optional(),
  }),
  gives: one,
  allows: movingInPolicy.moveIn,
  async read(reading, { movingInId, after = 0, only, use }) {
    const row = await filesOf(reading).where('m.id', '=', movingInId).executeTakeFirst()
    if (!row) return undefined
    const [basics, { rows, next }, columns, same, left] = await Promise.all([
      summaryOf(reading, row),
      reportOf(reading, movingInId, { after, only }),
      columnsOf(reading, row, use),
      sentBefore(reading, row),
      leftIn(reading, movingInId),
    ])
    return {
      ...basics,
      version: row.version,
      wrong: row.wrong,
      sameFile: same.length > 0,
      isHere: row.isHere,
      ...left,
      ...columns,
      only: only ?? null,
      rows,
      next,
    }
  },
})

/** The columns of the file, and which of them holds what: as it was chosen, or as it may be. */
async function columnsOf(reading: Reading, { id: movingInId, header: sealed, mapping, ...row }: FileRow, use?: string) {
  const header = sealed ? reading.open<string[]>(movingInId, 'moving_in_work', sealed) : []
  const [keptMappings, kept, forces] = await Promise.all([
    keptMappingsOf(reading, 'caseload'),
    keptColumns(reading, 'caseload', header, use),
    forcesOf(reading),
  ])
  return {
    header,
    mapping: mapping as Record<string, number> | null,
    homeForceId: row.home_force_id,
    suggested: (mapping ?? guessed(header, kept)) as Record<string, number>,
    keptMappings,
    options: { columns: columnOptions(header), forces },
  }
}

const sentBefore = ({ tx }: Reading, { id: movingInId, content_hash }: FileRow) =>
  tx
    .selectFrom('casework.moving_in')
    .select('id')
    .where('content_hash', '=', content_hash)
    .where('id', '<', movingInId)
    .limit(1)
    .execute()
