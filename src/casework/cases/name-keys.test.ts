import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameForm, nameKeys } from './name-keys.ts'

test('a name is found by the beginning of any of its words, in the order in which they are said', () => {
  assert.deepEqual(nameKeys(['Amina Sample Example']), [
    'amina sample example',
    'sample example amina',
    'example amina sample',
  ])
})

test('case, marks and signs make no difference, in any script', () => {
  assert.equal(nameForm('  Zoë O’Néill-Sample '), 'zoe o neill sample')
  assert.equal(nameForm('ЁЛКА'), nameForm('елка'))
  assert.deepEqual(nameKeys(['', '\u200b', '…']), [])
})

test('one form of two names stands once, and a name of very many words is cut', () => {
  assert.deepEqual(nameKeys(['Bo Sample', 'BÓ SAMPLE']), ['bo sample', 'sample bo'])
  assert.equal(nameKeys(['a b c d e f g h i j k']).length, 8)
})
