import { prefixOf } from '../../src/platform/db/roles.ts'
import { keeping } from '../../src/casework/cases/keeping.ts'
import { cell, introduced, table } from './markdown.ts'

/** Asks the database of this release; the paper says what it says. */
export type Asks = <Row>(text: string) => Promise<Row[]>

interface Adopted {
  name: string
  seen_through: string
  retention: string
  subject: string
  sealed_by: string | null
  journalled: boolean
  changes: string
  columns: string
}

interface Way {
  name: string
  role_name: string
  condition: string
}

/** Every table: who sees a row, how long it lives, whose data it is and what seals it, from the register of adoptions. */
export async function tablesPaper(asks: Asks): Promise<string> {
  const tables =
    await asks<Adopted>(`select a.name, a.seen_through, a.retention, a.subject, a.sealed_by, a.journalled, a.changes,
      (select string_agg(k.attname, ', ' order by k.attnum) from pg_catalog.pg_attribute k
        where k.attrelid = a.name::regclass and k.attnum > 0 and not k.attisdropped) as columns
    from platform.adopted a order by a.name collate "C"`)
  const [platform] = await asks<{ owner: string }>(
    "select pg_get_userbyid(nspowner) as owner from pg_catalog.pg_namespace where nspname = 'platform'",
  )
  const prefix = prefixOf(platform!.owner)
  const ways = await asks<Way>(
    'select name, role_name, condition from platform.way_of_seeing order by name collate "C", role_name collate "C"',
  )
  const schemas = [...new Set(tables.map(({ name }) => name.split('.')[0]!))]
  const parts = schemas.map((schema) => {
    const own = tables.filter(({ name }) => name.startsWith(`${schema}.`))
    return `## ${schema}\n\n${table(['Table', 'Seen through', 'Kept for', 'Whose data', 'Sealed by the key of', 'Journal', 'Rows are', 'Columns'], own.map(tableRow))}`
  })
  const seeing = ways.map((way) => [
    cell(way.name),
    `\`${way.role_name.replace(`${prefix}_`, '')}\``,
    `\`${way.condition.replaceAll('|', '\\|')}\``,
  ])
  return introduced(
    'Tables',
    `Every table (${tables.length}), as it was adopted: the way of seeing that decides who sees a row, the retention class, whose ` +
      'data it is, the column whose key seals its change images, and what may be done to a row. `%I` in a condition is the ' +
      "table's own key column.",
    [...parts, howLong(), `## The ways of seeing\n\n${table(['Way', 'Role', 'A row is seen where'], seeing)}`],
  )
}

/** What is kept for as long as a case is: by what came of it. */
const howLong = () =>
  `## How long a case is kept\n\n${table(
    ['What came of it', 'Months', 'Counted from', 'Where that comes from'],
    Object.values(keeping).map(({ outcome, months, from, source }) => [outcome, `${months}`, from, source]),
  )}\n\nA case that is open is kept. A finding that the referral was a mistake goes before everything else.`

const changes: Record<string, string> = {
  append: 'added',
  update: 'added and changed',
  replace: 'added, changed and removed',
}

function tableRow(row: Adopted): string[] {
  return [
    `\`${row.name}\``,
    cell(row.seen_through),
    cell(row.retention),
    cell(row.subject),
    row.sealed_by ? `\`${row.sealed_by}\`` : '',
    row.journalled ? 'yes' : '',
    changes[row.changes]!,
    `\`${row.columns}\``,
  ]
}
