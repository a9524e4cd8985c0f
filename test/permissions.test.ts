import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { everyRole, permissionsOf } from '../bin/papers/permissions.ts'
import { modules } from '../src/app.ts'
import { identifyIn } from '../src/organisation/identity/identify.ts'
import { roles } from '../src/organisation/staff/roles.ts'
import { buildServer } from '../src/platform/http/server.tsx'
import type { Module } from '../src/platform/module.ts'
import { allow, type Policy } from '../src/platform/policy.ts'
import { newId } from '../src/platform/road.ts'
import { disagreements, type OfEachRole } from './sweeps/permissions.ts'
import { type Actor, aLinkHolder, somebodyOutside } from './told/actors.ts'
import { openWorld } from './world.ts'

const world = await openWorld()
after(() => world.close())
const permissions = permissionsOf(modules)

async function ofEachRole(app = world.app): Promise<OfEachRole> {
  const people = new Map<string, Actor>()
  for (const role of roles) people.set(role, await world.someone(`Somebody, ${role}`, role, 'council', app))
  people.set('staff', await world.someone('Somebody without a role', [], 'council', app))
  people.set('link holder', await aLinkHolder(world.town, app, newId()))
  people.set('public', somebodyOutside(app))
  return Object.fromEntries(people) as OfEachRole
}

test('every role tries every command, query and page, and may what the matrix says and nothing else', async () => {
  const { tried, wrong } = await disagreements(modules, await ofEachRole(), permissions)
  assert.deepEqual(wrong, [])
  assert.ok(tried > 2_000, `only ${tried} were tried`)
  console.log(`permissions: ${everyRole.length - 1} roles, ${permissions.length} commands and queries, ${tried} tries`)
})

test('every try is refused before anything is read: a refusal is in the journal, with the name of what was tried', async () => {
  const [row] = await world.sql<{ refused: number }>(
    "select count(distinct what)::int as refused from trust.journal where kind = 'refusal' and purpose = 'forbidden'",
  )
  // Of the public nothing is kept: there is nobody to name.
  const known = everyRole.filter((role) => role !== 'public' && role !== 'process')
  const refusable = permissions.filter((each) => known.some((role) => !each.roles.includes(role)))
  assert.equal(row!.refused, refusable.length)
})

test('the rule fires: a policy that lets in one role too many, or one too few, is named', async () => {
  const some = modules.filter(({ name }) => name === 'panel' || name === 'agencies')
  const widened = withPolicy(some, 'panel.set-terms', allow(['Channel coordinator', 'partner contact']))
  const planted = withPolicy(widened, 'agencies.one', allow(['administrator']))
  const app = await buildServer({ town: world.town, modules: planted, identify: identifyIn(world.town) })
  const { wrong } = await disagreements(planted, await ofEachRole(app), permissions)
  await app.close()
  assert.ok(wrong.includes('partner contact: POST /api/v1/panel.set-terms gave 422, but the matrix leaves them out'))
  assert.ok(wrong.includes('panel member: GET /api/v1/agencies/one gave 403, but the matrix lets them in'))
  assert.deepEqual(
    wrong.filter((each) => !/panel\.set-terms|agencies/.test(each)),
    [],
  )
})

/** The same modules, with another policy for one command or query. */
function withPolicy(all: readonly Module[], name: string, allows: Policy<never>): readonly Module[] {
  const swap = <T extends { name: string }>(each: T): T => (each.name === name ? { ...each, allows } : each)
  return all.map((module) => ({
    ...module,
    routes: module.routes.map((route) => ({
      ...route,
      looks: swap(route.looks),
      ...(route.performs ? { performs: swap(route.performs) } : {}),
    })),
    commands: module.commands?.map(swap) ?? [],
    queries: module.queries?.map(swap) ?? [],
  }))
}
