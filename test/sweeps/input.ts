import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { AnyCommand } from '../../src/platform/command.ts'
import type { Questions } from '../../src/platform/pure/questions.ts'
import { newId } from '../../src/platform/road.ts'
import type { Act } from '../told/town.ts'
import type { ApiAnswer, World } from '../world.ts'
import { neededIn } from './addresses.ts'
import { badIds, bodiesFor } from './hostile.ts'
import { takeIn } from './keepsake.ts'

export interface Trying {
  world: World
  command: AnyCommand
  act: Act
  /** Ids of records that are there and are not what is asked for. */
  ids: readonly string[]
  runs: number
  seed: number
}

/** How many bodies were sent, and how many of them were good enough to be saved. */
export interface Tally {
  sent: number
  saved: number
}

const sentence = /^[A-Z“"£\d‘(][\s\S]{5,}$/
const machineWords = /undefined|\[object|invalid input|expected .* received|NaN|zod|constraint|violates|null value/i

/**
 * Sends a command, as somebody who may do it at a moment when it can be done, whatever answers one may think of. Whatever
 * comes: never a fault; nothing saved but by a 200, and by that one act; every problem at a question and in a sentence.
 */
export async function tryAnswers({ world, command, act, ids, runs, seed }: Trying): Promise<Tally> {
  const before = await takeIn(world)
  const tally = { sent: 0, saved: 0 }
  const one = async (answers: unknown) => {
    const answer = await act.actor.does(act.command, { about: act.about, answers, key: newId() })
    tally.sent++
    if (await looksRight(command, answers, answer, before)) tally.saved++
  }
  await fc.assert(fc.asyncProperty(bodiesFor(command.asks, act.answers, [...ids, newId()]), one), {
    seed,
    numRuns: runs,
    endOnFailure: true,
    includeErrorInReport: true,
  })
  for (const answers of longAnswers(command.asks, act.answers)) await one(answers)
  return tally
}

/** Checks one answer; true when it saved, and then puts everything back. */
async function looksRight(
  command: AnyCommand,
  sent: unknown,
  answer: ApiAnswer,
  before: Awaited<ReturnType<typeof takeIn>>,
): Promise<boolean> {
  const { status, body } = answer
  const said = `${command.name} answered ${status}: ${JSON.stringify(body).slice(0, 400)}`
  assert.ok([200, 400, 409, 413, 422].includes(status), said)
  if (status === 200) {
    assert.equal(await before.actsSince(), 1, `${said}, and that is not one act`)
    await before.restore()
    return true
  }
  assert.deepEqual(await before.changed(), [], `${said}, and yet something was saved`)
  if (status === 422) {
    assert.ok(body.problems.length > 0, said)
    for (const { at, message } of body.problems) {
      assert.ok(isQuestion(command.asks, at) || wasSent(sent, at), `${said}: there is no question at “${at}”`)
      assert.ok(isSentence(message), `${said}: “${message}” is no sentence for a person`)
    }
  } else assert.ok(isSentence(body.message), said)
  return false
}

const isSentence = (words: unknown) => typeof words === 'string' && sentence.test(words) && !machineWords.test(words)

/** Whether a problem's place is that of a question: `statements-0-words`, or the list itself. */
function isQuestion(questions: Questions, at: string): boolean {
  const [name, index, ...rest] = at.split('-')
  const question = questions[name!]
  if (!question || !Object.hasOwn(questions, name!)) return false
  if (index === undefined) return true
  return question.kind === 'list' && /^\d+$/.test(index) && isQuestion(question.of, rest.join('-'))
}

/** A name that no question has is told back as it came. */
const wasSent = (sent: unknown, at: string) =>
  JSON.stringify(sent).includes(JSON.stringify(at.split('-').at(-1)!.slice(0, 100)).slice(1, -1))

/** For each narrative as long as it may be, one character longer, and far longer than anybody reads. */
function longAnswers(questions: Questions, good: Record<string, unknown>): Record<string, unknown>[] {
  const narratives = Object.entries(questions).flatMap(([name, question]) =>
    question.kind === 'narrative' ? [{ name, most: question.most }] : [],
  )
  const [first] = narratives
  return [
    ...narratives.map(({ name, most }) => ({ ...good, [name]: 'й'.repeat(most) })),
    ...narratives.map(({ name, most }) => ({ ...good, [name]: 'x'.repeat(most + 1) })),
    ...(first
      ? [
          { ...good, [first.name]: 'x'.repeat(2_000_000) },
          { ...good, [first.name]: '👾'.repeat(1_000_000) },
        ]
      : []),
  ]
}

/** Whatever is sent for the record that a command is about: not found, or not to be read. */
export async function tryAddresses({ command, act }: Pick<Trying, 'command' | 'act'>): Promise<number> {
  const needed = neededIn(command.knows.about.shape)
  const names = Object.keys(act.about)
  const records = names.filter((name) => needed.includes(name))
  const bad = (which: readonly string[]) =>
    which.flatMap((name) => [...badIds, newId()].map((id) => ({ ...act.about, [name]: id })))
  const abouts = [...bad(records), ...(records.length ? [null, 'x'] : [])]
  for (const about of abouts) {
    const { status, body } = await act.actor.does(command.name, { about, answers: act.answers, key: newId() })
    const said = `${command.name} about ${JSON.stringify(about)?.slice(0, 200)} gave ${status}: ${JSON.stringify(body)}`
    assert.ok(status === 404 || (status === 400 && body.error === 'unreadable'), said)
  }
  const narrowed = bad(names.filter((name) => !needed.includes(name)))
  for (const about of narrowed) {
    const { status } = await act.actor.does(command.name, { about, answers: { 'no such question': 'x' } })
    assert.ok([400, 404, 422].includes(status), `${command.name} about ${JSON.stringify(about)} gave ${status}`)
  }
  return abouts.length + narrowed.length
}

/** A reference to a record that is not offered and one to none at all get the same answer. */
export async function tryReferences({ command, act, ids }: Pick<Trying, 'command' | 'act' | 'ids'>): Promise<number> {
  const references = Object.entries(command.asks as Questions).flatMap(([name, question]) =>
    question.kind === 'choice' && question.optionsFrom && question.uuid && name in act.answers ? [name] : [],
  )
  let tried = 0
  for (const name of references) {
    const about = { about: act.about }
    const absent = await act.actor.does(command.name, { ...about, answers: { ...act.answers, [name]: newId() } })
    for (const id of ids) {
      const there = await act.actor.does(command.name, { ...about, answers: { ...act.answers, [name]: id } })
      assert.deepEqual(there, absent, `${command.name}: ${name} tells a record that is there from one that is not`)
      tried++
    }
    assert.equal(absent.status, 422, `${command.name}: ${name}`)
  }
  return tried
}
