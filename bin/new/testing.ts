import { camelPlural } from './doing.ts'
import type { Words } from './words.ts'

/** The rules alone, and the module through HTTP on a real database: what every module tests. */
export const testing = (w: Words): Record<string, string> => ({
  [`${w.module}.test.ts`]: `import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { openWorld } from '../../../test/world.ts'
import { newId } from '../../platform/road.ts'
import { ${w.moduleName}OfCase } from './index.ts'
import { ${w.rule} } from './rules.ts'

const world = await openWorld()
after(() => world.close())
const { caseId } = await seedCase(world)
const coordinator = await world.someone('Cora Coordinator', 'Channel coordinator')
const lead = await world.someone('Lena Lead', 'lead professional')
const member = await world.someone('Mia Member', 'panel member')
await letIn(world, caseId, member.id)

const about = { caseId }
const answers = { happenedOn: '2026-01-12', words: 'It went well' }
const page = \`/cases/\${caseId}/${w.module}/${w.phrase}\`
const rows = () => world.sql('select id from casework.${w.table} where case_id = $1', [caseId])

test('nothing is added to a case that is finished', () => {
  const decided = (stage: string) => ${w.rule}({ caseId, banner: { stage } }, answers).is
  assert.equal(decided('finished'), 'refused')
  assert.equal(decided('being supported'), '${w.fact}')
})

test('a coordinator records one by page, and whoever reads the case reads it', async () => {
  const sent = await coordinator.sends(page, {
    'happenedOn-day': '12',
    'happenedOn-month': '1',
    'happenedOn-year': '2026',
    words: 'It went well',
  })
  const list = \`/cases/\${caseId}/${w.module}\`
  assert.equal(sent.location, list)
  assert.match((await coordinator.opens(list)).text, /It went well/)
  const { body } = await member.asks(${w.moduleName}OfCase.name, about)
  assert.equal(body.${camelPlural(w)}[0].words, 'It went well')
})

test('who may read the case and not work it may not record one', async () => {
  assert.equal((await member.does('${w.module}.${w.phrase}', { about, answers })).status, 403)
  assert.doesNotMatch((await member.opens(\`/cases/\${caseId}/${w.module}\`)).text, /${w.phrase}/)
})

test('to whoever cannot see the case there is no such page, as for a case that does not exist', async () => {
  const [there, nowhere] = [await lead.does('${w.module}.${w.phrase}', { about, answers }), await lead.does('${w.module}.${w.phrase}', { about: { caseId: newId() }, answers })]
  assert.equal(there.status, 404)
  assert.deepEqual(there, nowhere)
  assert.equal((await lead.opens(page)).status, 404)
})

test('bad input keeps what was typed and saves nothing', async () => {
  const before = await rows()
  const sent = await coordinator.sends(page, { words: 'Typed & <kept>' })
  assert.equal(sent.status, 422)
  assert.match(sent.text, /Typed &amp; &lt;kept>|Typed &amp; &lt;kept&gt;/)
  assert.match(sent.text, /Enter the day of the ${w.noun}/)
  assert.deepEqual(await rows(), before)
})

test('sent twice with one key, it is recorded once', async () => {
  const before = await rows()
  const input = { about, answers, key: newId() }
  const [first, again] = [await coordinator.does('${w.module}.${w.phrase}', input), await coordinator.does('${w.module}.${w.phrase}', input)]
  assert.deepEqual([first.body.repeated, again.body.repeated], [false, true])
  assert.equal((await rows()).length, before.length + 1)
})
`,
})
