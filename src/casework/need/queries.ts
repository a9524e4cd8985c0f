import { z } from 'zod'
import type { Role } from '../../organisation/staff/roles.ts'
import { option } from '../../platform/options.ts'
import { allow } from '../../platform/policy.ts'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { banner, bannerOf, casePolicy } from '../cases/index.ts'

export const needPolicy = {
  read: casePolicy.readMore,
  record: allow(['Channel coordinator', 'lead professional'] satisfies Role[]),
  name: allow(['administrator'] satisfies Role[]),
}

const levelName = z.object({ level: z.int(), name: z.string(), means: z.string() })
export type LevelName = z.infer<typeof levelName>

const recorded = z.object({ level: z.int(), reasons: z.string(), by: z.string(), at: z.string() })

/** What the town calls its levels now, lowest first. */
export async function levelNames({ tx }: Pick<Reading, 'tx'>): Promise<LevelName[]> {
  return tx
    .selectFrom('casework.level_name')
    .distinctOn('level')
    .select(['level', 'name', 'means'])
    .orderBy('level')
    .orderBy('named_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

const casesNeed = z.object({
  caseId: z.uuid(),
  banner,
  names: z.array(levelName),
  history: z.array(recorded),
  options: z.object({ levels: z.array(option) }),
})
export type NeedShown = z.infer<typeof casesNeed>

async function readNeed(reading: Reading, { caseId }: { caseId: string }): Promise<NeedShown | undefined> {
  const { tx, open } = reading
  const [found, names, rows] = await Promise.all([
    bannerOf(reading, caseId),
    levelNames(reading),
    tx
      .selectFrom('casework.level_of_need as n')
      .leftJoin('organisation.staff as s', 's.id', 'n.recorded_by')
      .selectAll('n')
      .select('s.name as by')
      .where('n.case_id', '=', caseId)
      .orderBy('n.recorded_at', 'desc')
      .orderBy('n.id', 'desc')
      .execute(),
  ])
  if (!found) return undefined
  return {
    caseId,
    banner: found,
    names,
    history: rows.map((row) => ({
      level: row.level,
      reasons: open<{ reasons: string }>(caseId, 'level_of_need', row.sealed).reasons,
      by: row.by ?? 'Somebody whose account is gone',
      at: row.recorded_at,
    })),
    options: {
      levels: names.map(({ level, name, means }) => ({
        value: String(level),
        label: `Level ${level}: ${name}`,
        hint: means,
      })),
    },
  }
}

const need = {
  zone: 'casework',
  about: z.object({ caseId: id() }),
  gives: casesNeed,
  read: readNeed,
  subjects: ({ caseId }: NeedShown) => [caseId],
} as const

export const needOfCase = query({
  ...need,
  name: 'need.history',
  summary: 'The level of need of a case, as a history with reasons',
  allows: needPolicy.read,
})
export const needToRecord = query({
  ...need,
  name: 'need.to-record',
  summary: 'A case before its level of need is recorded',
  allows: needPolicy.record,
})
export const namesOfLevels = query({
  name: 'need.names',
  zone: 'casework',
  summary: 'What the town calls the four levels of need',
  about: z.object({}),
  gives: z.object({ names: z.array(levelName) }),
  allows: needPolicy.name,
  read: async (reading) => ({ names: await levelNames(reading) }),
})
