import assert from 'node:assert/strict'
import type { AnyCommand } from '../../src/platform/command.ts'
import type { Module } from '../../src/platform/module.ts'
import { formValues } from '../../src/platform/pure/questions.ts'
import type { Question, Questions } from '../../src/platform/pure/questions.ts'
import type { Act } from '../told/town.ts'
import { neededIn } from './addresses.ts'
import { fieldsIn } from './form-reader.ts'
import { oddText } from './hostile.ts'

type Fields = Record<string, string | string[]>

/** What must never stand in a page as it was typed. */
const markup = ['<script>alert(1)', '<img src=x', '</textarea><b>out']

/** The address of the page that performs a command, about what the act is about; undefined where only the API does. */
export function pageFor(
  modules: readonly Module[],
  { command, about }: Pick<Act, 'command' | 'about'>,
): string | undefined {
  const route = modules
    .flatMap(({ routes }) => routes)
    .filter(({ performs }) => performs?.name === command)
    .find(({ path }) => [...path.matchAll(/:(\w+)/g)].every(([, name]) => about[name!] !== undefined))
  if (!route) return undefined
  const needed = neededIn(route.looks.about.shape)
  const narrowed = new URLSearchParams(Object.entries(about).filter(([name]) => !needed.includes(name))).toString()
  return route.path.replace(/:(\w+)/g, (_, name: string) => about[name]!) + (narrowed && `?${narrowed}`)
}

/**
 * Fills in a form with everything odd, and something wrong: the page comes back with a sentence, everything typed still
 * in it and none of it as markup, and for whoever is signed in it is there when they come again. Gives how many values.
 */
export async function tryForm(path: string, command: AnyCommand, act: Act, turn: number): Promise<number> {
  const fields = oddFields(command.asks, act.answers, turn)
  if (!fields) return 0
  const answered = await act.actor.sends(path, fields)
  assert.equal(answered.status, 422, `${path} answered ${answered.status} to ${JSON.stringify(fields).slice(0, 500)}`)
  assert.match(answered.text, /There is a problem/, path)
  let kept = holdsAll(answered.text, path, fields)
  if (act.actor.id.length > 10) kept += holdsAll(await openedAgain(act.actor, path), path, fields)
  return kept
}

/** The page of a form that was left; of one in sections, the page where all is checked. */
async function openedAgain(actor: Act['actor'], path: string): Promise<string> {
  const { text } = await actor.opens(path)
  return text.includes(`href="${path}/check"`) ? (await actor.opens(`${path}/check`)).text : text
}

function holdsAll(html: string, path: string, fields: Fields): number {
  for (const sign of markup) assert.ok(!html.includes(sign), `${path} shows ${sign} as it was typed`)
  const held = fieldsIn(html, path)
  for (const [name, typed] of Object.entries(fields)) {
    const wanted = [typed].flat().map((text) => text.replaceAll('\r\n', '\n'))
    assert.deepEqual(held[name], wanted, `${path} has lost what was typed in ${name}`)
  }
  return Object.keys(fields).length
}

/** The fields of a form, all filled in and at least one of them wrongly; undefined where nothing can be typed wrongly. */
function oddFields(questions: Questions, good: Record<string, unknown>, turn: number): Fields | undefined {
  const values = formValues(questions, fullAnswers(questions, good))
  const fields: Fields = {}
  let wrong = false
  for (const [name, question] of leaves(questions, '')) {
    const odd = oddValue(question, oddText[(turn + Object.keys(fields).length) % oddText.length]!)
    for (const [part, value] of Object.entries(odd ?? {})) fields[name + part] = value
    if (odd) wrong ||= question.kind !== 'text' && question.kind !== 'narrative'
    else if (values[name]?.length) fields[name] = values[name]
  }
  if (wrong) return fields
  const [long] = leaves(questions, '').filter(
    ([, { kind, onlyWhen }]) => (kind === 'text' || kind === 'narrative') && !onlyWhen,
  )
  if (!long) return undefined
  const [name, question] = long as [string, Extract<Question, { kind: 'text' }>]
  return { ...fields, [name]: `${oddText[turn % oddText.length]} ${'й'.repeat(question.most)}` }
}

/** Every list has an item, so that its questions are on the page. */
const fullAnswers = (questions: Questions, good: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(questions).map(([name, { kind }]) => [
      name,
      kind === 'list' && !Array.isArray(good[name]) ? [{}] : good[name],
    ]),
  )

const leaves = (questions: Questions, path: string): [string, Question][] =>
  Object.entries(questions).flatMap(([name, question]) =>
    question.kind === 'list' ? leaves(question.of, `${path}${name}-0-`) : [[path + name, question]],
  )

function oddValue({ kind }: Question, text: string): Record<string, string> | undefined {
  switch (kind) {
    case 'text':
      return { '': text }
    case 'narrative':
      return { '': `${text}\r\n\r\n  ${text}` }
    case 'email':
    case 'telephone':
    case 'number':
    case 'time':
      return { '': `no ${kind} ${text}` }
    case 'date':
      return { '-day': '31', '-month': 'Febuary', '-year': '"2026' }
    default:
      return undefined
  }
}
