import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isReference, newReference, newSecretCode, newSixDigits, tidyReference } from './reference.ts'

const characters = '23456789CDFHJKMNPRTVWXY'
const aReference = fc.constantFrom('C', 'R', 'E').map((prefix) => newReference(prefix))
const positions = [2, 3, 4, 6, 7, 8, 10, 11, 12, 13]

test('a new reference is one, of its own kind, and unlike the others', () => {
  const many = new Set(Array.from({ length: 5000 }, () => newReference('C')))
  assert.equal(many.size, 5000)
  for (const reference of many) {
    assert.match(reference, /^C-[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{4}$/)
    assert.doesNotMatch(reference.slice(1), /[01AEIOULQSZGB]/)
    assert.ok(isReference(reference) && isReference(reference, 'C') && !isReference(reference, 'R'))
  }
  assert.throws(() => newReference('case'), RangeError)
})

test('one character mistaken for another is always noticed, in every place', () => {
  fc.assert(
    fc.property(aReference, (reference) => {
      for (const place of positions) {
        for (const other of characters) {
          const altered = reference.slice(0, place) + other + reference.slice(place + 1)
          assert.equal(isReference(altered), altered === reference, altered)
        }
      }
    }),
  )
})

test('two characters exchanged are always noticed, beside each other or not', () => {
  fc.assert(
    fc.property(aReference, (reference) => {
      for (const a of positions) {
        for (const b of positions) {
          const letters = Array.from(reference)
          ;[letters[a], letters[b]] = [letters[b]!, letters[a]!]
          const altered = letters.join('')
          assert.equal(isReference(altered), altered === reference, altered)
        }
      }
    }),
  )
})

test('a reference may be typed in small letters, without dashes, or as it was read out', () => {
  fc.assert(
    fc.property(aReference, fc.constantFrom('', ' ', '  ', '–', '.', ' - '), (reference, between) => {
      assert.equal(tidyReference(` ${reference.toLowerCase().replaceAll('-', between)} `), reference)
      assert.equal(tidyReference(reference.replaceAll('5', 'S').replaceAll('2', 'z')), reference)
    }),
  )
})

test('anything else is no reference, tidied or not', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), (text) => !isReference(text) && !isReference(tidyReference(text))),
  )
  assert.ok(!isReference('C-222-222-222'))
  assert.ok(!isReference('C-222-222-22222'))
  assert.ok(!isReference('c-222-222-2222'))
  assert.ok(!isReference('222-222-2222'))
})

test('a secret code has the bytes asked for and fits an address', () => {
  assert.equal(Buffer.from(newSecretCode(), 'base64url').length, 32)
  assert.equal(Buffer.from(newSecretCode(16), 'base64url').length, 16)
  assert.match(newSecretCode(), /^[\w-]{43}$/)
  assert.notEqual(newSecretCode(), newSecretCode())
})

test('six digits are six, also when they begin with zeros', () => {
  const many = Array.from({ length: 2000 }, newSixDigits)
  for (const code of many) assert.match(code, /^\d{6}$/)
  assert.ok(many.some((code) => code.startsWith('0')))
  assert.ok(new Set(many).size > 1900)
})
