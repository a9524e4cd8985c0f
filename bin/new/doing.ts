import { capital, type Words } from './words.ts'

/** What reaches the database: the table, what can be known of it, and the command. */
export const doing = (w: Words): Record<string, string> => ({
  'queries.ts': `import { z } from 'zod'
import { id, query } from '../../platform/query.ts'
import { banner, bannerOf } from '../cases/index.ts'
import { ${w.moduleName}Policy } from './policy.ts'
import type { ${w.type}Answers } from './questions.ts'

export type Sealed${w.type} = Pick<${w.type}Answers, 'words'>

const mostShown = 100

export const ${w.moduleName}OfCase = query({
  name: '${w.module}.of-case',
  zone: 'casework',
  summary: 'The ${w.nouns} of a case, newest first',
  about: z.object({ caseId: id() }),
  gives: z.object({
    caseId: z.uuid(),
    banner,
    ${camelPlural(w)}: z.array(
      z.object({ ${w.name}Id: z.uuid(), happenedOn: z.string(), words: z.string(), by: z.string().nullable() }),
    ),
  }),
  allows: ${w.moduleName}Policy.read,
  async read(reading, { caseId }) {
    const found = await bannerOf(reading, caseId)
    if (!found) return undefined
    const rows = await reading.tx
      .selectFrom('casework.${w.table} as r')
      .leftJoin('organisation.staff as s', 's.id', 'r.recorded_by')
      .select(['r.id', 'r.happened_on', 'r.sealed', 's.name as by'])
      .where('r.case_id', '=', caseId)
      .orderBy('r.happened_on', 'desc')
      .orderBy('r.id', 'desc')
      .limit(mostShown)
      .execute()
    const ${camelPlural(w)} = rows.map(({ id: ${w.name}Id, happened_on: happenedOn, sealed, by }) => ({
      ${w.name}Id,
      happenedOn,
      by,
      words: reading.open<Sealed${w.type}>(caseId, '${w.table}', sealed).words,
    }))
    return { caseId, banner: found, ${camelPlural(w)} }
  },
  subjects: ({ caseId }) => [caseId],
})
`,
  [`commands/${w.phrase}.ts`]: `import { command } from '../../../platform/command.ts'
import { ${w.moduleName}Policy } from '../policy.ts'
import { ${w.moduleName}OfCase, type Sealed${w.type} } from '../queries.ts'
import { ${w.name}Questions } from '../questions.ts'
import { ${w.rule} } from '../rules.ts'

export const ${w.command} = command({
  name: '${w.module}.${w.phrase}',
  zone: 'casework',
  summary: '${capital(w.verb)} ${article(w)} ${w.noun} of a case',
  asks: ${w.name}Questions,
  knows: ${w.moduleName}OfCase,
  allows: ${w.moduleName}Policy.${w.rule},
  decides: ${w.rule},
  async saves({ tx, newId, seal, viewer, now }, fact) {
    const { caseId, happenedOn, words } = fact
    const ${w.name}Id = newId()
    fact.${w.name}Id = ${w.name}Id
    await tx
      .insertInto('casework.${w.table}')
      .values({
        id: ${w.name}Id,
        case_id: caseId,
        happened_on: happenedOn,
        sealed: seal(caseId, '${w.table}', { words } satisfies Sealed${w.type}),
        recorded_by: viewer.id,
        recorded_at: now,
      })
      .execute()
  },
})
`,
})

export const migration = (w: Words): string => `-- ${capital(w.nouns)} of a case.

create table casework.${w.table} (
  id uuid primary key,
  case_id uuid not null references casework.case (id),
  happened_on date not null,
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null
);
create index ${w.table}_case on casework.${w.table} (case_id, happened_on desc);
`

export const adoption = (w: Words): string =>
  `call platform.adopt('casework.${w.table}', seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');\n`

export const article = ({ noun }: Words): string => (/^[aeiou]/.test(noun) ? 'an' : 'a')

/** "home visits" as a name in the program. */
export const camelPlural = ({ nouns }: Words): string =>
  nouns.replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase())
