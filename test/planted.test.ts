import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { h } from 'preact'
import { z } from 'zod'
import { identifyIn } from '../src/organisation/identity/identify.ts'
import { type AnyCommand, command } from '../src/platform/command.ts'
import { buildServer } from '../src/platform/http/server.tsx'
import { type Module, route, type Shown } from '../src/platform/module.ts'
import { allow } from '../src/platform/policy.ts'
import { type Fact, type Problems, problem } from '../src/platform/pure/outcomes.ts'
import { narrative } from '../src/platform/pure/questions.ts'
import { query } from '../src/platform/query.ts'
import { ActPage } from '../src/platform/ui/act-page.tsx'
import { tryForm } from './sweeps/forms.ts'
import { tryAddresses, tryAnswers } from './sweeps/input.ts'
import { doneOnceOnly } from './sweeps/replays.ts'
import { openWorld } from './world.ts'

// One fault of each kind, in a small module that is made for it and gone again: each sweep must name its own.
const world = await openWorld()
after(() => world.close())
const only = allow(['cohesion worker'])
const questions = { words: narrative({ label: 'Words', missing: 'Enter the words', most: 100 }) }
const said: Fact = { is: 'words said' }

const knowing = (work: () => Promise<unknown> = async () => {}, about = z.object({})) =>
  query({
    name: 'trial.nothing',
    zone: 'community',
    summary: 'Nothing',
    about,
    gives: z.object({}),
    allows: only,
    read: async () => work().then(() => ({})),
  })
const nothing = knowing()

const saying = (decides: (words: string) => Fact | Problems, knows = nothing): AnyCommand =>
  command({
    name: 'trial.say',
    zone: 'community',
    summary: 'Say some words',
    asks: questions,
    knows,
    allows: only,
    decides: (_known, { words }) => decides(words) as Fact,
    async saves() {},
  })

const asIs = (shown: Shown<object>) => ActPage({ shown, title: 'Say some words', questions, submit: 'Say them' })

/** The sweeps on a module with this one command, by somebody who may do it. */
async function sweeping(planted: AnyCommand, shows: (shown: Shown<object>) => ReturnType<typeof asIs> = asIs) {
  const module: Module = {
    name: 'trial',
    routes: [route({ path: '/trial', looks: nothing, shows, performs: planted })],
  }
  const app = await buildServer({ town: world.town, modules: [module], identify: identifyIn(world.town) })
  after(() => app.close())
  const actor = await world.someone('Wren Worker', 'cohesion worker', 'council', app)
  const act = { actor, command: planted.name, about: {}, answers: { words: 'Some words' } }
  return {
    act,
    answers: () => tryAnswers({ world, command: planted, act, ids: [], runs: 40, seed: 1 }),
    form: () => tryForm('/trial', planted, act, 11),
  }
}

test('without a fault every sweep passes', async () => {
  const { act, answers, form } = await sweeping(saying(() => said))
  const { sent, saved } = await answers()
  assert.ok(sent > 40 && saved > 5, `${sent} sent, ${saved} saved`)
  assert.equal(await form(), 2)
  assert.deepEqual(await doneOnceOnly(world)(act), { is: 'words said' })
})

test('a command that breaks on what somebody may type is named, with what was sent', async () => {
  const breaks = saying((words) => {
    if (words.startsWith('=')) throw new Error('a formula')
    return said
  })
  world.town.log.error = () => {}
  await assert.rejects((await sweeping(breaks)).answers(), /trial\.say answered 500/)
})

test('a problem at no question, and one in the words of a machine, are named', async () => {
  const nowhere = saying(() => problem('elsewhere', 'Choose another.'))
  await assert.rejects((await sweeping(nowhere)).answers(), /there is no question at “elsewhere”/)
  const unreadable = saying(() => problem('words', 'Invalid input: expected string, received number'))
  await assert.rejects((await sweeping(unreadable)).answers(), /is no sentence for a person/)
})

test('something saved without an act is named, with its table', async () => {
  const text =
    "insert into community.campaign (id, name, message, pledge_text, from_on) values (gen_random_uuid(), 'x', 'x', 'x', '2026-01-01')"
  const half = saying(
    () => problem('words', 'Enter other words'),
    knowing(async () => world.sql(text)),
  )
  await assert.rejects((await sweeping(half)).answers(), /yet something was saved[\s\S]*community\.campaign/)
})

test('an act that is done once more when it is sent once more is named', async () => {
  const { act } = await sweeping(saying(() => said))
  const forgetful = {
    ...act.actor,
    does: (name: string, input: object) => act.actor.does(name, { ...input, key: undefined }),
  }
  await assert.rejects(doneOnceOnly(world)({ ...act, actor: forgetful }), /of two at once, one is the act/)
})

test('an address that leads somewhere when it should not is named', async () => {
  const anywhere = knowing(undefined, z.object({ token: z.string() }))
  const planted = saying(() => said, anywhere)
  const { act } = await sweeping(planted)
  await assert.rejects(
    tryAddresses({ command: planted, act: { ...act, about: { token: 'x' } } }),
    /trial\.say about .* gave 200/,
  )
})

test('a page that loses what was typed, or shows it as markup, is named', async () => {
  const refuses = saying(() => said)
  const forgets = await sweeping(refuses, (shown) => asIs({ ...shown, form: { ...shown.form, values: {} } }))
  await assert.rejects(forgets.form(), /\/trial has lost what was typed in words/)
  const reflects = await sweeping(refuses, (shown) => {
    const typed = (shown.form.values as { words?: string } | undefined)?.words ?? ''
    return h('div', {}, asIs(shown), h('p', { dangerouslySetInnerHTML: { __html: typed } }))
  })
  await assert.rejects(reflects.form(), /\/trial shows <script>alert\(1\) as it was typed/)
})
