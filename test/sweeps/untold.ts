import { type AnyRole, mayBy } from '../../bin/papers/permissions.ts'
import type { AnyCommand } from '../../src/platform/command.ts'
import { type Act, people, type ToldTown, type Who } from '../told/town.ts'
import { takeIn } from './keepsake.ts'
import { plausibleAnswers } from './plausible.ts'

const turns = 6
const newest = 3

/**
 * How a command that no story tells can be tried, found by its own words: by somebody whose role may, about a record that
 * they see, with answers that its questions allow. `works`: the answers were good enough to be saved (and were taken
 * back). Undefined where none of the cast gets as far as being asked.
 */
export async function wayTo(
  { world, cast, outside, tell }: ToldTown,
  command: AnyCommand,
  records: Record<string, string[]>,
): Promise<{ act: Act; works: boolean } | undefined> {
  const actors = [
    { actor: outside, roles: ['public'] as AnyRole[] },
    ...Object.entries(cast).map(([who, actor]) => ({ actor, roles: [...people[who as Who][1], 'staff'] as AnyRole[] })),
  ].filter(({ roles }) => roles.some((role) => mayBy(command.allows, role)))
  for (const about of aboutsFor(Object.keys(command.knows.about.shape), records)) {
    for (const { actor } of actors) {
      const asked = await actor.does(command.name, { about, answers: { 'no such question': 'x' } })
      if (asked.status !== 422) continue
      const seen = await actor.asks(command.knows.name, about)
      const offered = seen.status === 200 ? (seen.body.options ?? {}) : {}
      const before = await takeIn(world)
      for (let turn = 0; turn < turns; turn++) {
        const answers = plausibleAnswers(command.asks, offered, tell.today(), turn)
        const { status } = await actor.does(command.name, { about, answers })
        await before.restore()
        if (status === 200) return { act: { actor, command: command.name, about, answers }, works: true }
      }
      const answers = plausibleAnswers(command.asks, offered, tell.today())
      return { act: { actor, command: command.name, about, answers }, works: false }
    }
  }
  return undefined
}

/** The newest records of each kind that an address may name, one of each at a time. */
function aboutsFor(names: readonly string[], records: Record<string, string[]>): Record<string, string>[] {
  if (!names.length) return [{}]
  return Array.from({ length: newest }, (_, n) =>
    Object.fromEntries(
      names.flatMap((name) => [records[name]?.at(-1 - n)].filter((id) => id !== undefined).map((id) => [name, id])),
    ),
  ).filter((about) => Object.keys(about).length > 0)
}
