import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { allPapers } from '../bin/papers/all.ts'
import { everyRole, permissionsPaper } from '../bin/papers/permissions.ts'
import { modules } from '../src/app.ts'
import { allow } from '../src/platform/policy.ts'
import { freshDatabase } from './database.ts'

const folder = join(import.meta.dirname, '../docs/generated')
const fresh = await freshDatabase()
after(() => fresh.drop())
const papers = await allPapers(fresh.superUrl)

for (const [name, text] of Object.entries(papers)) {
  test(`docs/generated/${name} says what is so: npm run docs writes it anew`, () => {
    assert.equal(readFileSync(join(folder, name), 'utf8'), text)
  })
}

test('db/types.ts says what the tables are: npm run docs writes it anew', () => {
  const program = join(import.meta.dirname, '../bin/db-types.js')
  const printed = execFileSync(process.execPath, [program, fresh.superUrl, '--print'], { encoding: 'utf8' })
  assert.equal(readFileSync(join(import.meta.dirname, '../db/types.ts'), 'utf8'), printed)
})

test('nothing else stands in docs/generated, and writing twice gives the same', async () => {
  assert.deepEqual(readdirSync(folder).toSorted(), Object.keys(papers).toSorted())
  assert.deepEqual(await allPapers(fresh.superUrl), papers)
})

test('the lifecycle paper reaches every stage', () => {
  const drawn = papers['lifecycle.md']!
  const named = [...drawn.matchAll(/^ {2}(s\d+): /gm)].map(([, stage]) => stage!)
  assert.ok(named.length > 10)
  assert.deepEqual(
    named.filter((stage) => !new RegExp(`--> ${stage}(: |$)`, 'm').test(drawn)),
    [],
  )
})

test('the rule fires: a policy that was widened changes the matrix', () => {
  const widened = modules.map((module) => ({
    ...module,
    routes: module.routes.map((route) =>
      route.performs?.name === 'panel.record-decision'
        ? { ...route, performs: { ...route.performs, allows: allow(['staff']) } }
        : route,
    ),
  }))
  assert.notEqual(permissionsPaper(widened), papers['permissions.md'])
})

test('every policy speaks of roles that there are', () => {
  const spoken = modules.flatMap(({ routes, commands = [], queries = [], navigation = [] }) => [
    ...commands,
    ...queries,
    ...routes.flatMap(({ looks, performs }) => [looks, ...(performs ? [performs] : [])]),
    ...navigation.map(({ href, roles }) => ({ name: href, allows: { roles } })),
  ])
  const unknown = spoken.filter(
    ({ allows }) => !allows.roles.every((role) => (everyRole as readonly string[]).includes(role)),
  )
  assert.deepEqual(
    unknown.map(({ name }) => name),
    [],
  )
})
