import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { modules } from '../../app.ts'
import { queriesOf } from '../../platform/module.ts'
import { z } from 'zod'
import { letIn, seedAdopted } from '../../../test/seed-case.ts'
import { openWorld } from '../../../test/world.ts'
import type { Finding } from './questions.ts'

const world = await openWorld()
after(() => world.close())
const ann = await world.someone('Ann', 'Channel coordinator')
const chris = await world.someone('Chris', 'panel chair')

const evidence = { evidence: 'Seen so', source: 'Form tutor' }

/** An assessment in which every item was found the same, and everything else is the same whatever was found. */
async function assessed(caseId: string, found: Finding) {
  const answers = { occasion: 'review', instrument: '01900000-0000-7000-8000-000000000022' }
  const begun = await ann.does('assessment.begin', { about: { caseId }, answers })
  const about = { caseId, assessmentId: begun.body.fact.assessmentId as string }
  const { parts } = (await ann.asks('assessment.one', about)).body
  const saved: [string, object, object][] = [
    ['save-strengths', about, { strengths: [], noStrengths: 'Met once' }],
    ['save-needs', about, { needs: [{ need: 'A friend' }] }],
    ['save-summary', about, { summary: 'Alone', ownView: 'Fine' }],
  ]
  for (const { code, items } of parts as { code: string; items: { code: string }[] }[])
    if (items.length)
      saved.unshift([
        'save-items',
        { ...about, part: code },
        { items: items.map((each) => ({ item: each.code, found, ...(found === 'unknown' ? {} : evidence) })) },
      ])
  for (const [command, where, said] of [...saved, ['finish', about, { checked: true }] as const])
    assert.equal((await ann.does(`assessment.${command}`, { about: where, answers: said })).status, 200, command)
  return about
}

const full = await anAdopted('Sam Sample')
const blank = await anAdopted('Kim Sample')
async function anAdopted(name: string) {
  const { caseId } = await seedAdopted(world, { chairId: chris.id, name })
  await letIn(world, caseId, chris.id, 'pack')
  return caseId
}
const all = await assessed(full, 'present')
const nothing = await assessed(blank, 'unknown')

/** Every number in an answer, with where it stands. */
const numbersIn = (value: unknown, at = ''): string[] =>
  typeof value === 'number'
    ? [`${at}: ${value}`]
    : value && typeof value === 'object'
      ? Object.entries(value).flatMap(([name, each]) => numbersIn(each, `${at}.${name}`))
      : []

test('no answer of the interface has another number because of what was found: everything was present, or nothing was known', async () => {
  let asked = 0
  for (const { name, about } of queriesOf(modules)) {
    const names = Object.keys(about.shape)
    if (!names.includes('caseId') || !names.every((each) => each in all || each === 'part')) continue
    const answers = await Promise.all(
      [all, nothing].map((one) => {
        const address = Object.fromEntries(names.map((each) => [each, { ...one, part: 'intent' }[each]!]))
        return ann.asks(name, address)
      }),
    )
    assert.deepEqual(numbersIn(answers[0]!.body), numbersIn(answers[1]!.body), name)
    asked += answers[0]!.status === 200 ? 1 : 0
  }
  assert.ok(asked > 12, `${asked} queries were answered`)
})

/** The names of everything in a shape that may leave as a number. */
function numbersOf(shape: unknown, name = ''): string[] {
  const { type, properties, items, anyOf, ...rest } = shape as Record<string, any>
  const own = [type].flat().some((each) => each === 'number' || each === 'integer') ? [name] : []
  return [
    ...own,
    ...Object.entries(properties ?? {}).flatMap(([each, of]) => numbersOf(of, each)),
    ...(items ? numbersOf(items, name) : []),
    ...(anyOf ?? rest.allOf ?? []).flatMap((of: unknown) => numbersOf(of, name)),
  ]
}

test('what may leave of an assessment has no number but an edition, a version and an age', () => {
  const leaving = queriesOf(modules).filter(({ name }) => name.startsWith('assessment.'))
  assert.ok(leaving.length > 8)
  for (const { name, gives } of leaving) {
    const odd = numbersOf(z.toJSONSchema(gives, { io: 'input', unrepresentable: 'any' })).filter(
      (each) => !['edition', 'version', 'age'].includes(each),
    )
    assert.deepEqual(odd, [], name)
  }
  const planted = z.object({ of: z.array(z.object({ present: z.int() })) })
  assert.deepEqual(numbersOf(z.toJSONSchema(planted)), ['present'], 'the rule fires')
})

/** The figures and the classes of a page without what names the case, its person and this visit. */
function drawnIn(html: string) {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'))
  const text = main.replace(/<input[^>]*>|href="[^"]*"|action="[^"]*"|C-[0-9A-Z-]+|<[^>]*>/g, ' ')
  return {
    figures: [...text.matchAll(/\d+/g)].map(String),
    classes: [...new Set([...main.matchAll(/class="([^"]*)"/g)].flatMap(([, names]) => names!.split(' ')))].sort(),
  }
}

test('no page shows another figure or another colour because of what was found', async () => {
  for (const path of ['assessment', 'assessments/*', 'plan', 'chronology', '']) {
    const [one, other] = await Promise.all(
      [all, nothing].map(({ caseId, assessmentId }) =>
        ann.opens(`/cases/${caseId}/${path.replace('*', assessmentId)}`.replace(/\/$/, '')),
      ),
    )
    assert.equal(one!.status, 200, path)
    const [drawn, beside] = [drawnIn(one!.text), drawnIn(other!.text)]
    assert.deepEqual(drawn.figures, beside.figures, path)
    assert.deepEqual(
      drawn.classes.filter((name) => name.includes('--')),
      beside.classes.filter((name) => name.includes('--')),
      path,
    )
  }
})

test('the database cannot add up what was found: it is sealed, and no column beside it tells', async () => {
  const columns = await world.sql<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'casework' and table_name like 'assessment%' and data_type not in ('uuid', 'bytea', 'timestamp with time zone')
     order by 1`,
  )
  assert.deepEqual(
    columns.map(({ name }) => name),
    [
      'assessment.occasion',
      'assessment.version',
      'assessment_conclusion.version',
      'assessment_need.version',
      'assessment_part.part',
      'assessment_part.version',
    ],
  )
})
