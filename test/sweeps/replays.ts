import assert from 'node:assert/strict'
import { newId } from '../../src/platform/road.ts'
import type { Does } from '../told/town.ts'
import type { ApiAnswer, World } from '../world.ts'
import { takeIn } from './keepsake.ts'

/**
 * Does an act as an impatient person and a bad line would: twice at once, and once more, with the same key. One act is
 * done, each gets its outcome; another body with that key is refused and changes nothing.
 */
export const doneOnceOnly =
  (world: World): Does =>
  async ({ actor, command, about, answers }) => {
    // Whoever has answered a link's one question is nobody here any more.
    const isGone = ({ status }: ApiAnswer) => actor.id === 'link' && status === 401
    const before = await takeIn(world)
    const send = { about, answers, key: newId() }
    const atOnce = await Promise.all([actor.does(command, send), actor.does(command, send)])
    const [first, ...others] = atOnce.filter(({ body }) => body.repeated === false)
    assert.ok(first && !others.length, `${command}: of two at once, one is the act: ${JSON.stringify(atOnce)}`)
    for (const repeat of [...atOnce.filter((each) => each !== first), await actor.does(command, send)]) {
      if (isGone(repeat)) continue
      assert.deepEqual(
        { status: repeat.status, ...repeat.body },
        { status: 200, ...first.body, shownOnce: {}, repeated: true },
        command,
      )
    }
    assert.equal(await before.actsSince(), 1, `${command}: one act`)

    const done = await takeIn(world)
    const other = await actor.does(command, { ...send, answers: { ...answers, more: 'of it' } })
    if (!isGone(other)) {
      assert.equal(other.status, 409, `${command}: ${JSON.stringify(other.body)}`)
      assert.match(other.body.message, /already sent once/, command)
    }
    assert.deepEqual(await done.changed(), [], command)
    return { ...first.body.fact, ...first.body.shownOnce }
  }
