import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compare, type Identity, plainName } from './names.ts'
import { matchReferral, type ToMatch } from './rules.ts'

const named = (...names: [string, string][]): Identity['names'] =>
  names.map(([givenNames, familyName]) => ({ givenNames, familyName }))
const sam: Identity = { names: named(['Sam', 'Sample']), born: '2009-05-04', ageAbout: null, postcodes: ['LU1 2AB'] }
const marks = (here: Identity, there: Identity) =>
  Object.fromEntries(compare(here, there).map(({ field, mark }) => [field, mark]))

test('case, accents, spaces, hyphens and apostrophes make no other name', () => {
  for (const [one, other] of [
    ['O’Neill', 'oneill'],
    ['Smïth-Jones', 'SMITH JONES'],
    ['Łoś', 'los'],
    ['Zoe\u0308', 'Zoë'],
  ])
    assert.equal(plainName(one!), plainName(other!))
  assert.notEqual(plainName('Sample'), plainName('Sampel'))
  assert.equal(plainName('محمد'), 'محمد')
})

test('each field is a match, differs, or is blank on one side', () => {
  assert.deepEqual(marks(sam, { names: named(['SAM', 'Sampel']), born: null, ageAbout: 16, postcodes: ['lu12ab'] }), {
    Surname: 'differs',
    Forenames: 'match',
    'Birth date': 'blank',
    'Approximate age': 'blank',
    Postcode: 'match',
  })
  assert.equal(marks({ ...sam, names: named(['Sam', '']) }, sam).Surname, 'blank')
  assert.equal(marks(sam, { ...sam, born: '2009-05-05' })['Birth date'], 'differs')
})

test('a name matches when any spelling known on either side does', () => {
  assert.equal(marks(sam, { ...sam, names: named(['Sam', 'Sampel'], ['Sam', 'Sample']) }).Surname, 'match')
})

test('swapped names are said to be swapped, and the same name twice is not', () => {
  assert.equal(marks(sam, { ...sam, names: named(['Sample', 'Sam']) })['Swapped names'], 'match')
  const twice: Identity = { ...sam, names: named(['Thomas', 'Thomas']) }
  assert.equal(marks(twice, twice)['Swapped names'], undefined)
})

const toMatch: ToMatch = { caseId: 'case', personId: null }

test('a referral that is matched is not matched again; unsure leaves it open', () => {
  const same = { answer: 'same', candidate: 'p', homeForce: 'f', reason: 'same school' } as const
  assert.equal(matchReferral(toMatch, same).is, 'referral matched')
  assert.equal(matchReferral({ ...toMatch, personId: 'p' }, same).is, 'refused')
  assert.equal(matchReferral(toMatch, { answer: 'unsure', reason: 'the school is asked' }).is, 'match left open')
})
