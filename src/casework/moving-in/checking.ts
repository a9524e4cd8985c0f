import type { Reading } from '../../platform/town.ts'
import { candidatesFor, mayBeTheSame } from '../people/index.ts'
import type { Mapping } from './fields.ts'
import { listsOf } from './queries.ts'
import { judge } from './rows.ts'

interface Checking {
  work: { id: string; mapping: Mapping; homeForce: string | undefined }
  file: string
  hash: (text: string) => Buffer
}

/** A row as it lies: sealed with the key of its file. */
export interface RowHeld {
  id: string
  line: number
  match_act: string
  sealed: Buffer | null
}

export interface RowJudged {
  rowId: string
  state: 'good' | 'bad' | 'there already'
  reasons: string[]
  alike: number
  fingerprint: Buffer | null
}

/** Judges some rows as whoever moves them in: what is wrong with each, what is there already, and how many are alike. */
export async function checkBatch(
  reading: Reading,
  rows: readonly RowHeld[],
  { work, file, hash }: Checking,
): Promise<RowJudged[]> {
  const lists = await listsOf(reading)
  const judged: RowJudged[] = []
  const here = new Map<string, number>()
  for (const { id: rowId, line, sealed } of rows) {
    const cells = sealed ? reading.open<string[]>(work.id, 'moving_in_row', sealed) : []
    const { row, reasons } = judge(cells, work.mapping, lists, {
      file,
      line,
      today: reading.today,
      viewer: reading.viewer,
      homeForce: work.homeForce,
    })
    if (!row) {
      judged.push({ rowId, state: 'bad', reasons, alike: 0, fingerprint: null })
      continue
    }
    const fingerprint = hash(row.same)
    const twin =
      here.get(fingerprint.toString('hex')) ?? (await twinOf(reading, fingerprint, { rowId, movingInId: work.id }))
    if (twin !== undefined) {
      const where = typeof twin === 'number' ? `The same as line ${twin} of this file` : 'This row was moved in before'
      judged.push({ rowId, state: 'there already', reasons: [where], alike: 0, fingerprint })
      continue
    }
    here.set(fingerprint.toString('hex'), line)
    const alike = mayBeTheSame(await candidatesFor(reading, soughtIn(row.raw))).length
    judged.push({ rowId, state: 'good', reasons: [], alike, fingerprint })
  }
  return judged
}

/** The line of an earlier row of this file that says the same; true where one that was moved in before does. */
async function twinOf(
  { tx }: Reading,
  fingerprint: Buffer,
  { rowId, movingInId }: { rowId: string; movingInId: string },
): Promise<number | true | undefined> {
  const twins = await tx
    .selectFrom('casework.moving_in_row')
    .select(['line', 'moving_in_id', 'state'])
    .where('fingerprint', '=', fingerprint)
    .where('id', '<>', rowId)
    .where((where) =>
      where.or([
        where('moving_in_id', '=', movingInId).and('state', '=', 'good'),
        where('state', 'in', ['moved in', 'kept']),
      ]),
    )
    .limit(1)
    .execute()
  const [twin] = twins
  if (!twin) return undefined
  return twin.moving_in_id === movingInId ? twin.line : true
}

interface Named {
  givenNames?: string
  familyName?: string
}

function soughtIn(raw: Record<string, unknown>) {
  const {
    givenNames = '',
    familyName = '',
    otherNames,
    born,
    ageAbout,
    addresses,
  } = raw as unknown as Named & {
    otherNames: Named[]
    born?: string
    ageAbout?: number
    addresses: { postcode?: string }[]
  }
  const names = [{ givenNames, familyName }, ...otherNames].filter((name) => name.givenNames || name.familyName)
  return {
    names: names.map((name) => ({ givenNames: name.givenNames ?? '', familyName: name.familyName ?? '' })),
    born: born ?? null,
    ageAbout: ageAbout ?? null,
    postcodes: addresses.flatMap(({ postcode }) => postcode ?? []),
  }
}
