import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Language, problemsIn, wordsIn } from './languages.ts'
import { checkAnswers, date, number, text } from './questions.ts'

const latin: Language = {
  code: 'la',
  name: 'Latina',
  direction: 'ltr',
  questions: {
    motto: { label: 'Sententia' },
    on: { label: 'Dies' },
    age: { label: 'Quot annos natus?' },
  },
  says: {
    May: 'Maii',
    'The age': 'Aetas',
    'Call {name}': 'Voca {name}',
    'Call {name} on {number}': 'Voca {name} ad {number}',
    '{called} must be {most} characters or fewer': '{called}: non plus {most} litterarum',
    '{called} must be {most} or less': '{called}: non plus {most}',
    'There is no {day} {month} {year}: the month has {length} days':
      'Mensis {length} dies habet, non est {day} {month} {year}',
  },
}
const questions = {
  motto: text({ label: 'Motto', most: 5 }),
  on: date({ label: 'Day' }),
  age: number({ label: 'How old are they?', called: 'The age', most: 120 }),
}

test('a sentence into which something was put is said in another language, with it in its place', () => {
  assert.equal(wordsIn(latin, 'Call Ann'), 'Voca Ann')
  assert.equal(wordsIn(latin, 'Call Ann on 101'), 'Voca Ann ad 101', 'the sentence that says more goes first')
  assert.equal(wordsIn(latin, 'Call Ann on Monday'), 'Voca Ann on Monday', 'a number is a number')
  assert.equal(wordsIn(latin, 'Ring Ann'), 'Ring Ann', 'what nobody translated stays as it is')
  assert.equal(wordsIn(undefined, 'Call Ann'), 'Call Ann')
})

test('what is wrong with an answer is said in another language, by the name that the question has there', () => {
  const wrong = checkAnswers(questions, { motto: 'too long', on: '2026-05-32', age: 130 })
  assert.ok(!wrong.ok)
  assert.deepEqual(
    problemsIn(latin, questions, wrong.problems).map(({ message }) => message),
    ['Sententia: non plus 5 litterarum', 'Mensis 31 dies habet, non est 32 Maii 2026', 'Aetas: non plus 120'],
  )
})
