import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differencesIn, marksOf, merged } from './clash.ts'
import { choices, date, list, text } from './questions.ts'

const questions = {
  name: text({ label: 'Name' }),
  born: date({ label: 'Born', optional: true }),
  needs: choices({ label: 'Needs', options: { a: 'Housing', b: 'School' }, optional: true }),
  items: list({
    label: 'Items',
    item: 'item',
    most: 5,
    of: { what: text({ label: 'What' }), why: text({ label: 'Why' }) },
  }),
}
const before = {
  name: 'Ada',
  born: '2001-02-03',
  needs: ['a'],
  items: [
    { what: 'One', why: 'x' },
    { what: 'Two', why: 'y' },
  ],
}
const was = marksOf(questions, before)

test('what is the same in both is no difference, however it is written', () => {
  assert.deepEqual(differencesIn(questions, { mine: before, theirs: { ...before, born: '2001-02-03' } }), [])
})

test('each difference says both, and whose is meant where only one changed it', () => {
  const mine = { ...before, name: 'Ada B' }
  const theirs = { ...before, needs: ['a', 'b'], born: undefined }
  const found = differencesIn(questions, { mine, theirs, was })
  assert.deepEqual(
    found.map(({ at, usual, mine: one, theirs: other }) => [at, usual, one[0]?.text, other[0]?.text]),
    [
      ['name', 'mine', 'Ada B', 'Ada'],
      ['born', 'theirs', '3 February 2001', 'Not given'],
      ['needs', 'theirs', 'Housing', 'Housing\nSchool'],
    ],
  )
  const both = differencesIn(questions, { mine, theirs: { ...before, name: 'Eve' }, was })
  assert.deepEqual([both.length, both[0]?.usual], [1, undefined])
})

test('a list that is as long in both is compared item by item, any other as a whole', () => {
  const theirs = { ...before, items: [before.items[0], { what: 'Two', why: 'z' }] }
  const [only] = differencesIn(questions, { mine: before, theirs, was })
  assert.deepEqual([only?.at, only?.label, only?.usual], ['items-1', 'Item 2: Two', 'theirs'])
  const [whole] = differencesIn(questions, { mine: before, theirs: { ...before, items: [] }, was })
  assert.equal(whole?.at, 'items')
})

test('what is taken from the other version is put into what was typed, and nothing else is touched', () => {
  const mine = {
    ...before,
    name: 'Ada B',
    items: [
      { what: 'One!', why: 'x' },
      { what: 'Two', why: 'y' },
    ],
  }
  const theirs = { ...before, born: undefined, items: [before.items[0], { what: 'Two', why: 'z' }] }
  const result = merged(questions, { mine, theirs }, new Set(['born', 'items-1']))
  assert.deepEqual(result, {
    name: 'Ada B',
    needs: ['a'],
    items: [
      { what: 'One!', why: 'x' },
      { what: 'Two', why: 'z' },
    ],
  })
})
