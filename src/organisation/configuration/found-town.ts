import { sql } from 'kysely'
import { z } from 'zod'
import { command } from '../../platform/command.ts'
import { allow } from '../../platform/policy.ts'
import { refuse } from '../../platform/pure/outcomes.ts'
import { text, yesNo } from '../../platform/pure/questions.ts'
import { query } from '../../platform/query.ts'
import type { Viewer } from '../../platform/viewer.ts'

/** Only a process may found a town: the command line, or the loader of the demo town. */
const founders = ['process'] as const
/** In a demo town one may sign in as anybody: no other process makes one. */
const demoLoader = 'demo loader'

const townFound = query({
  name: 'configuration.town',
  zone: 'organisation',
  summary: 'The town that this database serves, if it was founded',
  about: z.object({}),
  gives: z.object({
    name: z.string().nullable(),
    realPeople: z.int().describe('How many of those invited have an address that may be somebody’s'),
  }),
  allows: allow(founders),
  async read({ tx }) {
    const town = await tx.selectFrom('platform.town').select('name').executeTakeFirst()
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from organisation.staff where not platform.is_invented(email)`.execute(tx)
    return { name: town?.name ?? null, realPeople: rows[0]!.count }
  },
})

/** The same is asked by the database itself (db/always/40-demo.sql). */
function whyNotFound(
  { name, realPeople }: { name: string | null; realPeople: number },
  { demo }: { demo: boolean },
  { id }: Viewer,
): string | undefined {
  if (name) return `This database already serves ${name}.`
  if (!demo) return undefined
  if (id !== demoLoader) return 'Only the loader of the demo makes a demo town.'
  if (realPeople) return 'Somebody who is not invented was invited into this database: it cannot become a demo town.'
  return undefined
}

/** Founds the town: once in the life of a database. */
export const foundTown = command({
  name: 'configuration.found-town',
  zone: 'organisation',
  summary: 'Found the town that this database serves',
  asks: {
    name: text({ label: 'Name of the town', called: 'The name', missing: 'Enter the name of the town', most: 80 }),
    colour: text({
      label: 'Colour',
      hint: 'As #rrggbb, dark enough for white words on it',
      optional: true,
      shape: { pattern: /^#[0-9a-f]{6}$/i, otherwise: 'Enter the colour as # and six digits, such as #1d5c4d' },
    }),
    demo: yesNo({ label: 'Is it a demo town?', missing: 'Say whether it is a demo town' }),
  },
  knows: townFound,
  allows: allow(founders),
  decides(known, answers, { viewer }) {
    const no = whyNotFound(known, answers, viewer)
    return no ? refuse(no) : { is: 'town founded' as const, ...answers }
  },
  async saves({ tx, now }, { name, colour, demo }) {
    await tx
      .insertInto('platform.town')
      .values({ name, demo, created_at: now, ...(colour ? { colour } : {}) })
      .execute()
  },
})
