import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modules } from '../src/app.ts'
import { type Step, steps } from '../src/casework/cases/steps.ts'
import type { Route } from '../src/platform/module.ts'

/** Open to more by role than the step is offered to, because a rule lets in only the one who was named to do it. */
const narrowedByRule = ['/consent']

const routes = modules.flatMap((module) => module.routes)

/** What is wrong with a step of a case: there is no page, or its roles are not those of the policy behind the page. */
function wrongWith({ path, roles }: Step, all: readonly Route[]): string | undefined {
  const page = all.find((route) => route.path === `/cases/:caseId${path}`)
  if (!page) return `${path}: there is no such page`
  // a page that leads on to what is done there, once for each action of a plan, is for more people than the step
  const policy = (page.performs ?? page.looks).allows
  const stranger = roles.find((role) => !policy.roles.includes(role))
  if (stranger) return `${path}: offered to the ${stranger}, who may not`
  if (!page.performs || narrowedByRule.includes(path)) return undefined
  const forgotten = policy.roles.find((role) => !(roles as readonly string[]).includes(role))
  return forgotten && `${path}: not offered to the ${forgotten}, who may`
}

test('a step of a case is offered to those whom the policy behind its page lets in, and to nobody else', () => {
  assert.ok(steps.length > 10)
  assert.deepEqual(
    steps.flatMap((step) => wrongWith(step, routes) ?? []),
    [],
  )
})

test('the rule fires: a step for one role too many, for one too few, and one without a page are named', () => {
  const [step] = steps
  assert.match(wrongWith({ ...step!, roles: [...step!.roles, 'senior officer'] }, routes)!, /offered to the senior/)
  assert.match(wrongWith({ ...step!, roles: [] }, routes)!, /not offered to the Channel coordinator/)
  assert.match(wrongWith({ ...step!, path: '/nowhere' }, routes)!, /there is no such page/)
})
