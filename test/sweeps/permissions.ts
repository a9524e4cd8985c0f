import type { AnyRole, Permission } from '../../bin/papers/permissions.ts'
import { commandsOf, type Module, queriesOf } from '../../src/platform/module.ts'
import { newId } from '../../src/platform/road.ts'
import type { Actor } from '../told/actors.ts'
import { atOnce } from './at-once.ts'

/** One person for each role, who holds that role alone; nobody can be a process through HTTP. */
export type OfEachRole = Record<Exclude<AnyRole, 'process'>, Actor>

export interface Disagreements {
  tried: number
  wrong: string[]
}

/**
 * Every role tries every command and query by API, about records that do not exist, and every page. Whoever the matrix
 * leaves out must get 403; whoever it lets in must get anything else. Gives what was otherwise.
 */
export async function disagreements(
  modules: readonly Module[],
  people: OfEachRole,
  permissions: readonly Permission[],
): Promise<Disagreements> {
  const matrix = new Map(permissions.map((each) => [each.name, each]))
  const tries = [...byApi(modules), ...byPage(modules)].flatMap((one) =>
    Object.entries(people).map(([role, actor]) => ({ ...one, role: role as keyof OfEachRole, actor })),
  )
  const wrong: string[] = []
  await atOnce(tries, async ({ what, named, leadsOn, goes, role, actor }) => {
    const status = await goes(actor)
    const lacking = named.filter((name) => !matrix.get(name)?.roles.includes(role))
    const led = leadsOn && role !== 'public' && role !== 'link holder'
    if (led ? status !== 303 : !isRight(status, role, lacking.length > 0))
      wrong.push(
        `${role}: ${what} gave ${status}, but the matrix ${lacking.length ? 'leaves them out' : 'lets them in'}`,
      )
  })
  return { tried: tries.length, wrong: wrong.toSorted() }
}

/** Somebody who is not signed in is asked to, on pages. */
const isRight = (status: number, role: string, isOut: boolean) =>
  isOut ? status === 403 || (role === 'public' && status === 303) : [200, 303, 404, 409, 422].includes(status)

interface Try {
  what: string
  /** The commands and queries whose policies decide. */
  named: string[]
  /** Whoever is signed in is led to a page of their own. */
  leadsOn?: boolean
  goes: (actor: Actor) => Promise<number>
}

function byApi(modules: readonly Module[]): Try[] {
  const commands = commandsOf(modules).map(({ name, knows }) => ({
    what: `POST /api/v1/${name}`,
    named: [name],
    goes: async (actor: Actor) => (await actor.does(name, { about: absent(knows.about.shape), answers: {} })).status,
  }))
  const queries = queriesOf(modules).map(({ name, about }) => ({
    what: `GET /api/v1/${name.replace('.', '/')}`,
    named: [name],
    goes: async (actor: Actor) => (await actor.asks(name, absent(about.shape))).status,
  }))
  return [...commands, ...queries]
}

function byPage(modules: readonly Module[]): Try[] {
  return modules
    .flatMap(({ routes }) => routes)
    .map(({ path, looks, signedIn }) => ({
      what: `GET ${path}`,
      named: [looks.name],
      leadsOn: signedIn !== undefined,
      goes: async (actor) => (await actor.opens(path.replace(/:\w+/g, newId))).status,
    }))
}

type Shape = Record<string, { safeParse(value: unknown): { success: boolean } }>

/** What a record that does not exist is asked for by: an id or, where that is no id, some words. */
function absent(shape: Shape): Record<string, string> {
  const needed = Object.entries(shape).filter(([, schema]) => !schema.safeParse(undefined).success)
  return Object.fromEntries(
    needed.map(([name, schema]) => [name, [newId(), '7'].find((value) => schema.safeParse(value).success) ?? 'x']),
  )
}
