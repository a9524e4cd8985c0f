import assert from 'node:assert/strict'
import { commandsOf, type Module, queriesOf } from '../../src/platform/module.ts'
import { newId } from '../../src/platform/road.ts'
import type { Zone } from '../../src/platform/zone.ts'
import type { Actor } from '../told/actors.ts'
import type { ApiAnswer, World } from '../world.ts'
import { atOnce } from './at-once.ts'

type About = Record<string, string>
type Answer = { status: number; text: string }

/** A page, a query or a command, about some record. */
export interface Address {
  what: string
  about: About
  opens: (actor: Actor, about: About) => Promise<Answer>
}

/** The identifiers that the addresses of these modules name: `caseId`, `token`. */
export const identifiersIn = (modules: readonly Module[]): string[] =>
  [
    ...new Set([
      ...modules.flatMap(({ routes }) => routes.flatMap(({ path }) => parametersIn(path))),
      ...[...commandsOf(modules).map(({ knows }) => knows), ...queriesOf(modules)].flatMap(({ about }) =>
        neededIn(about.shape),
      ),
    ]),
  ].toSorted()

/**
 * Every record there is now for each identifier: of `seatId` whatever stands in a column seat_id, and the key of every
 * table called seat or …_seat. `held` adds what no table holds, such as the secrets of links.
 */
export async function recordsFor(
  world: Pick<World, 'sql'>,
  names: readonly string[],
  held: Record<string, string[]> = {},
) {
  const columns = await world.sql<{ place: string; relation: string; name: string }>(
    `select table_schema || '.' || table_name as place, table_name as relation, column_name as name from information_schema.columns
     where data_type = 'uuid' and table_schema in ('organisation', 'casework', 'community', 'operations', 'strategy')`,
  )
  const found: Record<string, string[]> = {}
  for (const name of names) {
    const word = name.replace(/Id$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    const places = columns.filter(
      (column) =>
        column.name === `${word}_id` ||
        (column.name === 'id' && (column.relation === word || column.relation.endsWith(`_${word}`))),
    )
    const text = places
      .map((column) => `select ${column.name} as id from ${column.place} where ${column.name} is not null`)
      .join(' union ')
    const rows = name.endsWith('Id') && text ? await world.sql<{ id: string }>(text) : []
    // ids are made in the order of time: the newest comes last
    found[name] = [...rows.map(({ id }) => id).toSorted(), ...(held[name] ?? [])]
  }
  return found
}

/** Every page, query and command of a zone that names a record, once for each record that there is. */
export function addressesOf(modules: readonly Module[], zone: Zone, records: Record<string, string[]>): Address[] {
  const pages = modules.flatMap(({ routes }) => routes).filter(({ looks }) => looks.zone === zone)
  return [
    ...pages.flatMap(({ path }) =>
      aboutEach(records, parametersIn(path)).map(
        (about): Address => ({
          what: path,
          about,
          opens: async (actor, used) => actor.opens(path.replace(/:(\w+)/g, (_, name: string) => used[name]!)),
        }),
      ),
    ),
    ...queriesOf(modules)
      .filter((query) => query.zone === zone)
      .flatMap((query) =>
        aboutEach(records, neededIn(query.about.shape)).map(
          (about): Address => ({
            what: query.name,
            about,
            opens: async (actor, used) => flat(await actor.asks(query.name, used)),
          }),
        ),
      ),
    ...commandsOf(modules)
      .filter((command) => command.zone === zone)
      .flatMap((command) =>
        aboutEach(records, neededIn(command.knows.about.shape)).map(
          (about): Address => ({
            what: command.name,
            about,
            opens: async (actor, used) => flat(await actor.does(command.name, { about: used, answers: {} })),
          }),
        ),
      ),
  ]
}

/** What each outsider got for what does not exist, by address: asked once. */
export type Absences = Map<string, Answer>

/** For each outsider and each address: what is there and what is not get the same answer. Gives how many were asked. */
export async function hiddenIsAbsent(
  addresses: readonly Address[],
  outsiders: Record<string, Actor>,
  absences: Absences,
): Promise<number> {
  const tries = Object.entries(outsiders).flatMap(([called, outsider]) =>
    addresses.map((address) => ({ called, outsider, ...address })),
  )
  await atOnce(tries, async ({ called, outsider, what, about, opens }) => {
    const key = `${called} ${what}`
    if (!absences.has(key)) {
      const absent = Object.fromEntries(Object.keys(about).map((name) => [name, newId()]))
      absences.set(key, blurred(await opens(outsider, absent)))
    }
    const real = blurred(await opens(outsider, about))
    assert.deepEqual(real, absences.get(key), `${called}: ${what}`)
    assert.ok(real.status === 403 || real.status === 404, `${called}: ${what} gave ${real.status}`)
  })
  return tries.length
}

/** No list, count or search that asks for no record in particular tells an outsider any of these words. */
export async function nothingIsTold(
  modules: readonly Module[],
  outsiders: Record<string, Actor>,
  secrets: readonly string[],
): Promise<number> {
  const queries = queriesOf(modules).filter(({ about }) => neededIn(about.shape).length === 0)
  const pages = modules
    .flatMap(({ routes }) => routes)
    .filter(({ path, looks }) => !path.includes(':') && neededIn(looks.about.shape).length === 0)
  const tries = Object.entries(outsiders).flatMap(([called, outsider]) => [
    ...queries.map(({ name }) => ({ called, what: name, opens: async () => flat(await outsider.asks(name)) })),
    ...pages.map(({ path }) => ({ called, what: path, opens: async (): Promise<Answer> => outsider.opens(path) })),
  ])
  await atOnce(tries, async ({ called, what, opens }) => {
    const { text } = await opens()
    for (const secret of secrets) assert.ok(!text.includes(secret), `${called} learns “${secret}” from ${what}`)
  })
  return tries.length
}

const parametersIn = (path: string) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!)

type Shape = Record<string, { safeParse(value: unknown): { success: boolean } }>

/** What an address must name; what may be left out narrows a list, which may also be asked for whole. */
export const neededIn = (shape: Shape) =>
  Object.keys(shape).filter((name) => !shape[name]!.safeParse(undefined).success)

const flat = ({ status, body }: ApiAnswer): Answer => ({ status, text: JSON.stringify(body) })

/** Without what is another at every visit: ids, nonces and tokens against forgery. */
const blurred = ({ status, text }: Answer): Answer => ({
  status,
  text: text
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'an id')
    .replace(/nonce="[^"]*"/g, '')
    .replace(/value="[^"]{30,}"/g, ''),
})

/** One address for each record that it could name; none where it names none, or none exists yet. */
function aboutEach(records: Record<string, string[]>, names: readonly string[]): About[] {
  if (!names.length || !names.every((name) => records[name]?.length)) return []
  const most = Math.max(...names.map((name) => records[name]!.length))
  return Array.from({ length: most }, (_, n) =>
    Object.fromEntries(names.map((name) => [name, records[name]![n % records[name]!.length]!])),
  )
}
