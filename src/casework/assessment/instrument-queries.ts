import { sql } from 'kysely'
import { z } from 'zod'
import { option } from '../../platform/options.ts'
import { dayOf } from '../../platform/pure/days.ts'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { type Content, content, part, stateOf } from './instrument.ts'
import { instrumentLine } from './known.ts'
import { assessmentPolicy } from './policy.ts'

const listed = z.object({
  all: z.array(instrumentLine),
  options: z.object({ instruments: z.array(option), series: z.array(option) }),
})
export type Instruments = z.infer<typeof listed>

const oneInstrument = instrumentLine.extend({
  version: z.int(),
  content,
  /** The edition of the same series that is in use now. */
  inUseNow: z.object({ instrumentId: z.uuid(), edition: z.int() }).nullable(),
})
export type OneInstrument = z.infer<typeof oneInstrument>

const partOfOne = oneInstrument.extend({ part })
export type PartOfInstrument = z.infer<typeof partOfOne>

async function linesIn({ tx }: Pick<Reading, 'tx'>) {
  const rows = await tx
    .selectFrom('casework.instrument as i')
    .leftJoin('organisation.staff as s', 's.id', 'i.made_by')
    .select(['i.id', 'i.series_id', 'i.edition', 'i.made_at', 'i.in_use_at', 'i.retired_at', 's.name as made_by'])
    .select(sql<string>`i.content ->> 'name'`.as('name'))
    .orderBy('i.made_at')
    .orderBy('i.id')
    .execute()
  return rows.map((row) => ({
    instrumentId: row.id,
    seriesId: row.series_id,
    name: row.name,
    edition: row.edition,
    state: stateOf({ inUseAt: row.in_use_at, retiredAt: row.retired_at }),
    madeBy: row.made_by,
    madeOn: dayOf(row.made_at),
    inUseOn: row.in_use_at && dayOf(row.in_use_at),
    retiredOn: row.retired_at && dayOf(row.retired_at),
  }))
}

const readInstruments = async (reading: Reading): Promise<Instruments> => {
  const all = await linesIn(reading)
  const newestOfEach = [...new Map(all.map((each) => [each.seriesId, each])).values()]
  return {
    all,
    options: {
      instruments: [
        ...all.map((each) => ({
          value: each.instrumentId,
          label: `${each.name}, edition ${each.edition} (${each.state}): its next edition`,
        })),
        { value: 'nothing', label: 'Nothing: a new instrument' },
      ],
      series: [
        { value: 'new', label: 'A new instrument' },
        ...newestOfEach.map(({ seriesId, name }) => ({ value: seriesId, label: `The next edition of ${name}` })),
      ],
    },
  }
}

export const instruments = query({
  name: 'assessment.instruments',
  zone: 'casework',
  summary: 'The instruments of assessment: drafts, in use and retired, by edition',
  about: z.object({}),
  gives: listed,
  allows: assessmentPolicy.readInstruments,
  read: readInstruments,
})

export const instrumentsToWrite = query({
  name: 'assessment.instruments-to-write',
  zone: 'casework',
  summary: 'The instruments of assessment, as a new draft may begin with them',
  about: z.object({}),
  gives: listed,
  allows: assessmentPolicy.writeInstruments,
  read: readInstruments,
})

async function readOne(reading: Reading, instrumentId: string): Promise<OneInstrument | undefined> {
  const [all, row] = await Promise.all([
    linesIn(reading),
    reading.tx
      .selectFrom('casework.instrument')
      .select(['content', 'version'])
      .where('id', '=', instrumentId)
      .executeTakeFirst(),
  ])
  const line = all.find((each) => each.instrumentId === instrumentId)
  if (!line || !row) return undefined
  const inUse = all.find((each) => each.seriesId === line.seriesId && each.state === 'in use')
  return {
    ...line,
    version: row.version,
    content: row.content as unknown as Content,
    inUseNow: inUse ? { instrumentId: inUse.instrumentId, edition: inUse.edition } : null,
  }
}

const ofInstrument = z.object({ instrumentId: id() })

export const instrument = query({
  name: 'assessment.instrument',
  zone: 'casework',
  summary: 'One edition of an instrument: its parts and items with their guidance, as its file has them',
  about: ofInstrument,
  gives: oneInstrument,
  allows: assessmentPolicy.readInstruments,
  read: (reading, { instrumentId }) => readOne(reading, instrumentId),
})

export const partToWrite = query({
  name: 'assessment.instrument-part',
  zone: 'casework',
  summary: 'One part of an instrument, with its items',
  about: ofInstrument.extend({ part: z.string().max(40) }),
  gives: partOfOne,
  allows: assessmentPolicy.writeInstruments,
  async read(reading, { instrumentId, part: code }) {
    const one = await readOne(reading, instrumentId)
    const found = one?.content.dimensions.find((each) => each.code === code)
    return one && found ? { ...one, part: found } : undefined
  },
})
