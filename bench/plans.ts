import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { modules } from '../src/app.ts'
import { queriesOf } from '../src/platform/module.ts'
import { askedBy } from './asked.ts'
import type { Sized } from './sizes.ts'

const looks = [
  ['cases.list', 'coordinator'],
  ['cases.list', 'reader'],
  ['cases.banner', 'reader'],
  ['cases.chronology', 'reader'],
  ['desk.your-work', 'coordinator'],
  ['desk.your-work', 'reader'],
  ['people.match-page', 'coordinator'],
] as const

/** Writes the plans of the main looks as text, without costs and times: a change of plan shows as a change of a file. */
export async function writePlans(town: Sized): Promise<void> {
  const folder = join(import.meta.dirname, 'plans', String(town.cases))
  mkdirSync(folder, { recursive: true })
  const queries = new Map(queriesOf(modules).map((query) => [query.name, query]))
  for (const [name, key] of looks) {
    const query = queries.get(name)!
    const reader = await (key === 'reader' ? town.reader() : town.someone(key))
    const about = query.about.parse(await subjectOf(town, name, reader.viewer.id))
    const asked = await askedBy(town.town, query as never, reader.viewer, about as never)
    const client = new pg.Client(town.serviceUrl)
    // what it is asked fails by itself when the server goes away
    client.on('error', () => {})
    await client.connect()
    await client.query(asked.entering)
    const parts: string[] = []
    for (const { text, values } of asked.queries) {
      const { rows } = await client.query({ text: `explain (costs off) ${text}`, values })
      parts.push(`-- ${text.replace(/\s+/g, ' ').trim()}\n${rows.map((row) => row['QUERY PLAN']).join('\n')}`)
    }
    await client.end()
    const who = key === 'coordinator' ? 'oversight' : 'reader'
    writeFileSync(join(folder, `${name} by ${who}.txt`.replaceAll(' ', '-')), `${parts.map(normal).join('\n\n')}\n`)
  }
}

async function subjectOf({ owner }: Sized, name: string, readerId: string): Promise<Record<string, string>> {
  if (name === 'people.match-page') {
    const { rows } = await owner.query(
      "select case_id from casework.case_state where stage = 'referral received' order by stage_since limit 1",
    )
    return { caseId: rows[0].case_id }
  }
  if (name !== 'cases.banner' && name !== 'cases.chronology') return {}
  const { rows } = await owner.query(
    'select case_id from casework.case_grant where staff_id = $1 and ended_at is null order by case_id limit 1',
    [readerId],
  )
  return { caseId: rows[0].case_id }
}

/** What differs from run to run is not the plan: ids and instants. */
const normal = (plan: string) =>
  plan
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replace(/\d{4}-\d\d-\d\d[ T][\d:.]+(Z|\+00)?/g, '<instant>')
    .replace(/\d{4}-\d\d-\d\d/g, '<day>')
