import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { list, narrative, text, yesNo } from '../pure/questions.ts'
import { aboutIn, commandBody, longestBody } from './what-was-sent.ts'

test('a body is an object with about, answers and a version, all of which may be left out', () => {
  const nothing = { about: {}, answers: {}, version: undefined }
  for (const body of [undefined, null, {}, { version: null }]) assert.deepEqual(commandBody(body), nothing)
  const whole = { about: { caseId: 'x' }, answers: { words: 'y' }, version: 3 }
  assert.deepEqual(commandBody(whole), whole)
})

test('what is no object, is nested too deeply or has no whole number for its version is told so', () => {
  const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown
  for (const body of [
    'x',
    7,
    [],
    { answers: deep },
    { about: { caseId: deep } },
    { version: '3' },
    { version: 1.5 },
    { version: {} },
  ])
    assert.equal(typeof commandBody(body), 'string')
})

test('an address with a sign that no text here holds leads nowhere', () => {
  const query = { about: z.object({ who: z.string().optional() }) }
  assert.deepEqual(aboutIn(query, { who: 'Ada' }), { who: 'Ada' })
  assert.equal(aboutIn(query, { who: 'A\0da' }), undefined)
  assert.equal(aboutIn(query, { who: ['Ada', 'Bea'] }), undefined)
})

test('the longest answers to any questions may be sent, in any script, and short forms may be far too long', () => {
  const short = { name: text({ label: 'Name' }), sure: yesNo({ label: 'Sure?' }) }
  const long = { said: list({ label: 'Said', item: 'saying', most: 20, of: { words: narrative({ label: 'Words' }) } }) }
  assert.equal(longestBody([short]), 2 * 1024 * 1024)
  assert.equal(longestBody([short, long]), 20 * 50_000 * 9)
})
