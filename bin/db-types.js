#!/usr/bin/env node
// Writes db/types.ts from a migrated database: node bin/db-types.js <owner's url>. With --print it only prints.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** The text of db/types.ts for a database; throws with the generator's own words when it fails. */
export function typesOf(url) {
  const mapping = JSON.stringify({ timestamptz: 'Instant', date: 'Day', int8: 'Count' })
  const schemas = '(platform|trust|organisation|casework|community|operations|strategy).*'
  const run = spawnSync(
    join(root, 'node_modules/.bin/kysely-codegen'),
    [
      '--dialect',
      'postgres',
      '--url',
      url,
      '--default-schema',
      'none',
      '--include-pattern',
      schemas,
      '--type-mapping',
      mapping,
      '--print',
    ],
    { encoding: 'utf8' },
  )
  if (run.status !== 0) throw new Error(run.stderr || run.stdout)
  const text = run.stdout.slice(run.stdout.indexOf('/**'))
  return (
    text
      .replace(
        'import type { ColumnType } from "kysely";',
        'import type { ColumnType } from "kysely";\nimport type { Count, Day, Instant } from "../src/platform/db/column-types.ts";',
      )
      .trimEnd() + '\n'
  )
}

if (process.argv[1] === import.meta.filename) {
  const text = typesOf(process.argv[2])
  if (process.argv.includes('--print')) process.stdout.write(text)
  else writeFileSync(join(root, 'db/types.ts'), text)
}
