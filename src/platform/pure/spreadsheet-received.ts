import { problem, type Problems } from './outcomes.ts'
import type { ReceivedFile } from './questions/file.ts'

/** Why a file that was sent as a spreadsheet is not taken, by its content; undefined where it is. */
export function noSpreadsheet(at: string, { kind, scan }: Pick<ReceivedFile, 'kind' | 'scan'>): Problems | undefined {
  if (kind !== 'xlsx' && kind !== 'text')
    return problem(at, 'The file must be an Excel workbook (.xlsx) or text with commas (.csv)')
  if (scan === 'waiting')
    return problem(at, 'The virus scanner does not answer now: send the file again in a few minutes')
  return undefined
}
