import { commandsOf, type Module, queriesOf } from '../../src/platform/module.ts'
import { cell, introduced, table } from './markdown.ts'

/** The addresses of the API and of the pages. The whole description with its schemas is served at /api/openapi.json. */
export function addressesPaper(modules: readonly Module[]): string {
  const [commands, queries] = [commandsOf(modules), queriesOf(modules)]
  const routes = modules.flatMap((module) => module.routes)
  return introduced(
    'Addresses',
    `The API has ${commands.length} commands and ${queries.length} queries; there are ${routes.length} pages on the road. The schemas ` +
      'of all bodies and answers are served at `/api/openapi.json`.',
    [
      `## Commands\n\n${table(
        ['POST', 'What it does', 'About'],
        commands.map(({ name, summary, knows }) => [
          `\`/api/v1/${name}\``,
          cell(summary),
          parameters(knows.about.shape),
        ]),
      )}`,
      `## Queries\n\n${table(
        ['GET', 'What it gives', 'About'],
        queries.map(({ name, summary, about }) => [
          `\`/api/v1/${name.replace('.', '/')}\``,
          cell(summary),
          parameters(about.shape),
        ]),
      )}`,
      `## Pages\n\n${table(
        ['Address', 'Looks at', 'Performs'],
        routes.map(({ path, looks, performs }) => [`\`${path}\``, looks.name, performs?.name ?? '']),
      )}`,
    ],
  )
}

type Shape = Record<string, { safeParse(value: unknown): { success: boolean } }>

const parameters = (shape: Shape) =>
  Object.entries(shape)
    .map(([name, schema]) => (schema.safeParse(undefined).success ? `[${name}]` : name))
    .join(', ')
