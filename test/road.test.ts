import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, test } from 'node:test'
import { z } from 'zod'
import { command } from '../src/platform/command.ts'
import { look } from '../src/platform/look.ts'
import { type Ending, perform } from '../src/platform/perform.ts'
import { allow } from '../src/platform/policy.ts'
import { problem, refuse } from '../src/platform/pure/outcomes.ts'
import { choice, text } from '../src/platform/pure/questions.ts'
import { id, query } from '../src/platform/query.ts'
import { newId } from '../src/platform/road.ts'
import { when } from '../src/platform/town.ts'
import type { Viewer } from '../src/platform/viewer.ts'
import { openWorld } from './world.ts'

const world = await openWorld()
after(() => world.close())
const worker: Viewer = {
  kind: 'staff',
  id: newId(),
  name: 'Wren Worker',
  agencyId: world.agencyId.council,
  roles: ['cohesion worker'],
}
const outsider: Viewer = { ...worker, id: newId(), name: 'Olu Outsider', roles: [] }

// A small module of its own on a real table: what the road promises to every command and query.
const campaign = query({
  name: 'trial.campaign',
  zone: 'community',
  summary: 'One campaign',
  about: z.object({ campaignId: id() }),
  gives: z.object({
    id: z.uuid(),
    name: z.string(),
    version: z.int(),
    options: z.object({ tones: z.array(z.object({ value: z.string(), label: z.string() })) }),
  }),
  allows: allow(['cohesion worker']),
  async read({ tx }, { campaignId }) {
    const row = await tx
      .selectFrom('community.campaign')
      .select(['id', 'name', 'version'])
      .where('id', '=', campaignId)
      .executeTakeFirst()
    return row && { ...row, options: { tones: [{ value: 'warm', label: 'Warm' }] } }
  },
  subjects: (known) => [known.id],
})
const nothing = query({
  name: 'trial.nothing',
  zone: 'community',
  summary: 'Nothing',
  about: z.object({}),
  gives: z.object({}),
  allows: allow(['cohesion worker']),
  read: async () => ({}),
})

const begin = command({
  name: 'trial.begin',
  zone: 'community',
  summary: 'Begin a campaign',
  asks: { name: text({ label: 'Name', missing: 'Enter a name' }) },
  knows: nothing,
  allows: allow(['cohesion worker']),
  decides: (_known, { name }) =>
    name === 'refuse me'
      ? refuse('This name is taken.')
      : name === 'mend me'
        ? problem('name', 'Choose another name')
        : { is: 'campaign begun', name, oneId: newId() },
  async saves({ tx, newId: next, today }, { name }) {
    await tx
      .insertInto('community.campaign')
      .values({ id: next(), name, message: 'secret words', pledge_text: 'x', from_on: today })
      .execute()
    if (name === 'break') throw new Error('broken on purpose')
    return { code: '1234' }
  },
})
const rename = command({
  name: 'trial.rename',
  zone: 'community',
  summary: 'Rename a campaign',
  asks: {
    name: text({ label: 'Name', missing: 'Enter a name' }),
    tone: choice({ label: 'Tone', missing: 'Choose a tone', optionsFrom: 'tones', optional: true }),
  },
  knows: campaign,
  allows: allow(['cohesion worker'], (_viewer, known: { name: string }) => known.name !== 'locked'),
  decides: (known, { name }) =>
    name === known.name ? refuse('It is called so already.') : { is: 'campaign renamed', campaignId: known.id, name },
  async saves({ tx }, { name, campaignId }) {
    await tx.updateTable('community.campaign').set({ name }).where('id', '=', campaignId).execute()
  },
})

const starts = (name: string, more: Partial<Parameters<typeof perform>[2]> = {}) =>
  perform(world.town, begin, { viewer: worker, about: {}, raw: { name }, ...more })
const rows = (name: string) => world.sql<{ id: string }>('select id from community.campaign where name = $1', [name])
const acts = (actId: string) =>
  world.sql<{ fact: Record<string, unknown> }>('select fact from platform.act where id = $1', [actId])
const doneWith = (ending: Ending) => assert.equal(ending.is, 'done', JSON.stringify(ending))

test('an act that is done writes its rows, its fact with ids and no narrative, and its journal', async () => {
  const actId = newId()
  const ending = await starts('A first one', { actId })
  doneWith(ending)
  const [act] = await acts(actId)
  assert.deepEqual(Object.keys(act!.fact).sort(), ['is', 'oneId'])
  const journal = await world.sql<{ id: string; what: string; viewer_id: string; columns: string[] }>(
    "select id, what, viewer_id, columns from trust.journal where act_id = $1 and kind = 'change'",
    [actId],
  )
  assert.equal(journal.length, 1)
  assert.equal(journal[0]!.what, 'trial.begin')
  assert.equal(journal[0]!.viewer_id, worker.id)
  assert.ok(journal[0]!.columns.includes('message'))
})

test('the change image is sealed, opens with its key, and is what the commitment commits to', async () => {
  const actId = newId()
  await starts('An image', { actId })
  const [entry] = await world.sql<{ commitment: Buffer; salt: Buffer; sealed: Buffer; key_id: string }>(
    'select j.commitment, i.salt, i.sealed, i.key_id from trust.journal j join trust.journal_image i on i.entry_id = j.id where j.act_id = $1',
    [actId],
  )
  assert.ok(!entry!.sealed.includes('secret words'))
  const image = world.town.keys.open(entry!.key_id, 'journal image', entry!.sealed)
  assert.equal(JSON.parse(image).after.message, 'secret words')
  assert.deepEqual(createHash('sha256').update(entry!.salt).update(image).digest(), entry!.commitment)
})

test('a repeat with the same id gives the first outcome and does nothing again', async () => {
  const actId = newId()
  await starts('Twice', { actId })
  const again = await starts('Twice', { actId })
  assert.deepEqual(
    { is: again.is, repeated: again.is === 'done' && again.repeated, extra: again.is === 'done' && again.extra },
    { is: 'done', repeated: true, extra: {} },
  )
  assert.equal((await rows('Twice')).length, 1)
})

test('the same id with other answers, or by somebody else, is refused', async () => {
  const actId = newId()
  await starts('Once', { actId })
  assert.equal((await starts('Once more', { actId })).is, 'refused')
  assert.equal((await starts('Once', { actId, viewer: { ...worker, id: newId() } })).is, 'refused')
  assert.equal((await rows('Once more')).length, 0)
})

test('twenty at once with one id make one', async () => {
  const actId = newId()
  const endings = await Promise.all(Array.from({ length: 20 }, () => starts('Together', { actId })))
  for (const ending of endings) doneWith(ending)
  assert.equal(endings.filter((ending) => ending.is === 'done' && !ending.repeated).length, 1)
  assert.equal((await rows('Together')).length, 1)
})

test('problems, refusals and breakages leave nothing behind', async () => {
  for (const [name, expected] of [
    ['mend me', 'problems'],
    ['refuse me', 'refused'],
    ['', 'problems'],
  ] as const) {
    const actId = newId()
    assert.equal((await starts(name, { actId })).is, expected)
    assert.equal((await acts(actId)).length, 0)
    assert.equal((await rows(name)).length, 0)
  }
  const actId = newId()
  await assert.rejects(starts('break', { actId }), /broken on purpose/)
  assert.equal((await acts(actId)).length, 0)
  assert.equal((await rows('break')).length, 0)
})

test('a refused act can be sent again with the same id once it is mended', async () => {
  const actId = newId()
  assert.equal((await starts('mend me', { actId })).is, 'problems')
  doneWith(await starts('mended', { actId }))
})

test('a reaction that fails undoes the act', async () => {
  const town = {
    ...world.town,
    reactions: [when('campaign begun', async () => Promise.reject(new Error('the reaction broke')))],
  }
  await assert.rejects(
    perform(town, begin, { viewer: worker, about: {}, raw: { name: 'Undone' } }),
    /the reaction broke/,
  )
  assert.equal((await rows('Undone')).length, 0)
})

test('an old version is answered with what is there now', async () => {
  await starts('Versioned')
  const [row] = await rows('Versioned')
  const about = { campaignId: row!.id }
  doneWith(await perform(world.town, rename, { viewer: worker, about, raw: { name: 'Versioned 2' }, version: 1 }))
  const late = await perform(world.town, rename, { viewer: worker, about, raw: { name: 'Versioned 3' }, version: 1 })
  assert.equal(late.is, 'changed')
  assert.equal(late.is === 'changed' && late.known.name, 'Versioned 2')
})

test('of many who rename the same version at once, one gets through', async () => {
  await starts('Contested')
  const [row] = await rows('Contested')
  const endings = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      perform(world.town, rename, {
        viewer: worker,
        about: { campaignId: row!.id },
        raw: { name: `Contested ${n}` },
        version: 1,
      }),
    ),
  )
  assert.deepEqual(endings.map(({ is }) => is).sort(), [
    'changed',
    'changed',
    'changed',
    'changed',
    'changed',
    'changed',
    'changed',
    'changed',
    'changed',
    'done',
  ])
})

test('a reference that was not offered gets the question its own sentence', async () => {
  await starts('Offered')
  const [row] = await rows('Offered')
  const ending = await perform(world.town, rename, {
    viewer: worker,
    about: { campaignId: row!.id },
    raw: { name: 'x', tone: 'cold' },
  })
  assert.deepEqual(ending.is === 'problems' && ending.problems, [{ at: 'tone', message: 'Choose a tone' }])
})

test('without the role: forbidden, whether the record exists or not; without the record: not found', async () => {
  await starts('Hidden')
  const [row] = await rows('Hidden')
  for (const campaignId of [row!.id, newId()]) {
    assert.equal(
      (await perform(world.town, rename, { viewer: outsider, about: { campaignId }, raw: { name: 'x' } })).is,
      'forbidden',
    )
    assert.equal((await look(world.town, campaign, { viewer: outsider, about: { campaignId } })).is, 'forbidden')
  }
  assert.equal((await look(world.town, campaign, { viewer: worker, about: { campaignId: newId() } })).is, 'not found')
})

test('a hidden record answers before the answers are looked at', async () => {
  assert.equal(
    (await perform(world.town, rename, { viewer: worker, about: { campaignId: newId() }, raw: { name: '' } })).is,
    'not found',
  )
})

test('a form that comes back shows the record again, and that look is journalled like any other', async () => {
  await starts('Comes back')
  const [row] = await rows('Comes back')
  const about = { campaignId: row!.id }
  const looks = async () =>
    (
      await world.sql(
        "select 1 from trust.journal where kind = 'look' and what = 'trial.campaign' and $1 = any (subject_ids)",
        [row!.id],
      )
    ).length
  for (const [sent, expected, inAll] of [
    [{ raw: { name: '' } }, 'problems', 1],
    [{ raw: { name: 'x', tone: 'cold' } }, 'problems', 2],
    [{ raw: { name: 'x' }, version: 0 }, 'changed', 3],
    [{ raw: { name: 'Comes back' } }, 'refused', 4],
    [{ raw: { name: 'x' } }, 'done', 4],
  ] as const) {
    assert.equal((await perform(world.town, rename, { viewer: worker, about, ...sent })).is, expected)
    assert.equal(await looks(), inAll, expected)
  }
})

test('what an act looks up of its answers is told to its decision, and what that names is journalled, done or not', async () => {
  const named = newId()
  const looking = command({
    name: 'trial.look-up',
    zone: 'community',
    summary: 'Look something up',
    asks: { name: text({ label: 'Name', missing: 'Enter a name' }) },
    knows: nothing,
    allows: allow(['cohesion worker']),
    looksUp: async (_reading, { name }) => ({ said: name.toUpperCase(), subjects: [named] }),
    decides: (_known, { name }, { found }) =>
      name === 'no' ? problem('name', `Not ${found.said}`) : { is: 'looked up' as const, saidWord: found.said },
    async saves() {},
  })
  const looks = (name: string) => perform(world.town, looking, { viewer: worker, about: {}, raw: { name } })
  const entries = () => world.sql('select id from trust.journal where subject_ids = $1', [[named]])
  const undone = await looks('no')
  assert.deepEqual(undone.is === 'problems' && undone.problems, [{ at: 'name', message: 'Not NO' }])
  assert.equal((await entries()).length, 1)
  const done = await looks('yes')
  assert.equal(done.is === 'done' && done.fact.saidWord, 'YES')
  assert.equal((await entries()).length, 2)
})

test('refusals stand in the journal', async () => {
  const before = await world.sql("select 1 from trust.journal where kind = 'refusal' and viewer_id = $1", [outsider.id])
  await starts('x', { viewer: outsider })
  const now = await world.sql("select 1 from trust.journal where kind = 'refusal' and viewer_id = $1", [outsider.id])
  assert.equal(now.length, before.length + 1)
})

test('a look writes one row with the ids that it showed', async () => {
  await starts('Looked at')
  const [row] = await rows('Looked at')
  await look(world.town, campaign, { viewer: worker, about: { campaignId: row!.id } })
  const looks = await world.sql<{ subject_ids: string[] }>(
    "select subject_ids from trust.journal where kind = 'look' and $1 = any (subject_ids)",
    [row!.id],
  )
  assert.deepEqual(looks, [{ subject_ids: [row!.id] }])
})

test('a serializable act that met another is done again with the same ids at the same time, as if it came after', async () => {
  const tries: { name: string; id: string; now: Date }[] = []
  const bothHaveCounted = meetingOf(2)
  const numbered = command({
    ...begin,
    name: 'trial.number',
    serializable: true,
    decides: (_known, { name }) => ({ is: 'campaign numbered', name }),
    async saves({ tx, newId: next, now, today }, { name }) {
      const id = next()
      tries.push({ name, id, now })
      const row = { id, name, message: 'numbered', from_on: today }
      const { count } = await tx
        .selectFrom('community.campaign')
        .select((the) => the.fn.countAll<number>().as('count'))
        .where('message', '=', 'numbered')
        .executeTakeFirstOrThrow()
      await bothHaveCounted()
      await tx
        .insertInto('community.campaign')
        .values({ ...row, pledge_text: String(count) })
        .execute()
    },
  })
  const acts = ['One', 'Other'].map((name) =>
    perform(world.town, numbered, { viewer: worker, about: {}, raw: { name } }),
  )
  for (const ending of await Promise.all(acts)) doneWith(ending)
  const counted = await world.sql<{ pledge_text: string }>(
    "select pledge_text from community.campaign where message = 'numbered' order by 1",
  )
  assert.deepEqual(
    counted.map((row) => row.pledge_text),
    ['0', '1'],
  )
  assert.ok(tries.length > 2, 'one of them was done again')
  for (const each of ['One', 'Other']) {
    const own = tries.filter(({ name }) => name === each)
    assert.equal(new Set(own.map(({ id: made }) => made)).size, 1)
    assert.equal(new Set(own.map(({ now }) => now.getTime())).size, 1)
  }
})

/** Lets nobody on before so many have come; from then on everybody. */
function meetingOf(many: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let come = 0
  return () => {
    if (++come === many) resolve()
    return promise
  }
}
