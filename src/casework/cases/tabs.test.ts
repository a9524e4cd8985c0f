import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { openWorld } from '../../../test/world.ts'
import { roles } from '../../organisation/staff/roles.ts'
import { tabs } from './case-tabs.ts'
import { casePolicy } from './policy.ts'
import { nextSteps } from './steps.ts'

const world = await openWorld()
after(() => world.close())

const readers = roles.filter((role) => casePolicy.read.roles.includes(role))

test('each reader of a case is shown the tabs that open for them, and no other; no link of the first page leads to a refusal', async () => {
  const { caseId } = await seedCase(world)
  const shown: Record<string, string[]> = {}
  for (const role of readers) {
    const reader = await world.someone(role, role, 'council')
    await letIn(world, caseId, reader.id)
    const { text } = await reader.opens(`/cases/${caseId}`)
    shown[role] = tabs.filter(([path]) => text.includes(`href="/cases/${caseId}${path}"`)).map(([, name]) => name)
    const links = [...text.matchAll(/href="(\/cases\/[^"?#]*)/g)].map(([, href]) => href!)
    for (const href of new Set(links)) assert.equal((await reader.opens(href)).status, 200, `${role}: ${href}`)
  }
  assert.deepEqual(
    shown['Channel coordinator'],
    tabs.map(([, name]) => name),
  )
  assert.deepEqual(shown['intervention provider'], [
    'Overview',
    'Chronology',
    'People',
    'Assessment',
    'Plan',
    'Sharing',
  ])
  assert.ok(!shown['police case officer']!.includes('Who looked'))
})

test('whoever provides support is led to the sessions that they record', async () => {
  const viewer = { kind: 'staff', id: 'x', name: 'Ivo', roles: ['intervention provider'] } as never
  const { now } = nextSteps({ caseId: 'c', stage: 'being supported' }, viewer)
  assert.deepEqual(now, [{ text: 'Open the plan, to record a session', href: '/cases/c/plan' }])
})
