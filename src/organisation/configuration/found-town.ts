import { z } from 'zod'
import { command } from '../../platform/command.ts'
import { allow } from '../../platform/policy.ts'
import { refuse } from '../../platform/pure/outcomes.ts'
import { text, yesNo } from '../../platform/pure/questions.ts'
import { query } from '../../platform/query.ts'

/** Only a process may found a town: the command line, or the loader of the demo town. */
const founders = ['process'] as const

const townFound = query({
  name: 'configuration.town',
  zone: 'organisation',
  summary: 'The town that this database serves, if it was founded',
  about: z.object({}),
  gives: z.object({ name: z.string().nullable() }),
  allows: allow(founders),
  async read({ tx }) {
    const town = await tx.selectFrom('platform.town').select('name').executeTakeFirst()
    return { name: town?.name ?? null }
  },
})

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
  decides: (known, answers) =>
    known.name ? refuse(`This database already serves ${known.name}.`) : { is: 'town founded', ...answers },
  async saves({ tx, now }, { name, colour, demo }) {
    await tx
      .insertInto('platform.town')
      .values({ name, demo, created_at: now, ...(colour ? { colour } : {}) })
      .execute()
  },
})
