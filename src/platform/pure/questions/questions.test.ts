import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import {
  type Answers,
  answersSchema,
  asksForAnotherForm,
  checkAnswers,
  choice,
  choices,
  confirm,
  date,
  describeAnswers,
  email,
  formValues,
  hidden,
  list,
  narrative,
  number,
  readForm,
  telephone,
  text,
  time,
  yesNo,
} from '../questions.ts'

const today = '2026-12-03'
const agency = '01890a5d-ac96-774b-bcce-b302099a8057'

const questions = {
  name: text({ label: 'Name', missing: 'Enter the name', most: 20 }),
  postcode: text({
    label: 'Postcode',
    optional: true,
    shape: { pattern: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i, otherwise: 'Enter a full UK postcode, like LU1 2BQ' },
  }),
  born: date({ label: 'Date of birth', past: true }),
  outcome: choice({
    label: 'What did the panel decide?',
    options: { adopted: 'Adopt', refused: 'Refuse', deferred: 'Wait' },
  }),
  reasons: narrative({ label: 'Reasons', most: 100, onlyWhen: { question: 'outcome', is: ['refused', 'deferred'] } }),
  referTo: choice({
    label: 'Refer to',
    optionsFrom: 'agencies',
    uuid: true,
    onlyWhen: { question: 'outcome', is: 'refused' },
  }),
  needs: choices({
    label: 'Needs',
    options: [
      { value: 'home', label: 'Housing' },
      { value: 'school', label: 'School' },
      { value: 'none', label: 'None of these', alone: true },
    ],
  }),
  interpreter: yesNo({ label: 'Is an interpreter needed?' }),
  email: email({ label: 'Email address', optional: true }),
  phone: telephone({ label: 'Telephone number', optional: true }),
  sessions: number({ label: 'Sessions', least: 1, most: 52 }),
  at: time({ label: 'Time of the meeting', optional: true }),
  itemId: hidden({ uuid: true, optional: true }),
  statements: list({
    label: 'Statements',
    item: 'statement',
    least: 0,
    most: 3,
    of: {
      by: text({ label: 'Who said it' }),
      words: narrative({ label: 'What they said' }),
      on: date({ label: 'Day', optional: true }),
    },
  }),
  sure: confirm({ label: 'I have read the pack' }),
}

const complete = {
  name: 'Sam Example',
  born: '2009-05-04',
  outcome: 'refused',
  reasons: 'Because',
  referTo: agency,
  needs: ['home', 'school'],
  interpreter: false,
  sessions: 12,
  statements: [{ by: 'Their teacher', words: 'نص عربي 👩🏽‍🏫 é\ncafé' }],
  sure: true,
} as const

const form = {
  name: ' Sam Example ',
  postcode: '',
  'born-day': '4',
  'born-month': 'May',
  'born-year': '2009',
  outcome: 'refused',
  reasons: 'Because\r\n',
  referTo: agency,
  needs: ['home', 'school'],
  interpreter: 'no',
  sessions: '12',
  at: '',
  'statements-0-by': 'Their teacher',
  'statements-0-words': 'نص عربي 👩🏽‍🏫 é\r\ncafé',
  'statements-0-on-day': '',
  'statements-1-by': '',
  'statements-1-words': '',
  sure: 'yes',
  _csrf: 'token',
}

function messages(raw: unknown) {
  const checked = checkAnswers(questions, raw, { today })
  return checked.ok ? {} : Object.fromEntries(checked.problems.map(({ at, message }) => [at, message]))
}

test('a form that was filled in well becomes typed answers', () => {
  const checked = checkAnswers(questions, readForm(questions, form), { today })
  assert.deepEqual(checked, { ok: true, answers: complete })
})

test('the types of the answers follow from the questions', () => {
  const answers: Answers<typeof questions> = { ...complete, needs: ['none'], statements: [{ by: 'A', words: 'B' }] }
  const outcome: 'adopted' | 'refused' | 'deferred' = answers.outcome
  const reasons: string | undefined = answers.reasons
  // @ts-expect-error an outcome that is not among the options
  const wrong: typeof answers = { ...answers, outcome: 'adopt' }
  // @ts-expect-error a required answer left out
  const short: typeof answers = { name: 'Sam' }
  assert.ok([outcome, reasons, wrong, short])
})

test('an empty form gets one sentence for each question that must be answered', () => {
  assert.deepEqual(messages(readForm(questions, {})), {
    name: 'Enter the name',
    born: 'Enter date of birth',
    outcome: 'Answer the question: What did the panel decide?',
    needs: 'Choose needs',
    interpreter: 'Answer the question: Is an interpreter needed?',
    sessions: 'Enter sessions',
    sure: 'Tick the box: I have read the pack',
  })
})

test('every limit has its own sentence', () => {
  const wrong = {
    ...complete,
    name: 'x'.repeat(21),
    postcode: 'LU1',
    born: '2026-12-04',
    outcome: 'banished',
    needs: ['none', 'home'],
    email: 'sam at example',
    phone: '12',
    sessions: 1.5,
    at: 'noonish',
    itemId: 'x',
  }
  assert.deepEqual(messages(wrong), {
    name: 'Name must be 20 characters or fewer',
    postcode: 'Enter a full UK postcode, like LU1 2BQ',
    born: 'Date of birth must be today or in the past',
    outcome: 'Answer the question: What did the panel decide?',
    needs: 'Choose either “None of these” or the others, not both',
    email: 'Enter an email address in the correct format, like name@example.com',
    phone: 'Enter a telephone number, like 01582 960 001 or +44 7700 900 982',
    sessions: 'Sessions must be a whole number, like 12',
    at: 'Time of the meeting must be a time, like 9:30am or 2pm',
    itemId: 'This page is incomplete. Open it again',
  })
})

test('an impossible date says what is wrong with it, and in which box', () => {
  const day = date({ label: 'Date of the visit' })
  const typed = (visit: [day: string, month: string, year: string]) => {
    const body = { 'visit-day': visit[0], 'visit-month': visit[1], 'visit-year': visit[2] }
    const checked = checkAnswers({ visit: day }, readForm({ visit: day }, body))
    return checked.ok ? checked.answers.visit : [checked.problems[0]?.message, checked.problems[0]?.field]
  }
  assert.deepEqual(typed(['31', '2', '2026']), ['There is no 31 February 2026: the month has 28 days', 'visit-day'])
  assert.deepEqual(typed(['1', '13', '2026']), ['There is no month 13', 'visit-month'])
  assert.deepEqual(typed(['1', '', '']), ['Date of the visit must include a month and a year', 'visit-month'])
  assert.deepEqual(typed(['1', '5', '26']), ['The year must have 4 numbers, like 2026', 'visit-year'])
  assert.deepEqual(typed(['one', '5', '2026']), ['The day must be a number, like 27', 'visit-day'])
  assert.deepEqual(typed(['1', '5', '0001']), ['The year must be between 1900 and 2199', 'visit-year'])
  assert.equal(typed(['29', 'feb', '2028']), '2028-02-29')
})

test('a date that may only be ahead refuses yesterday and takes today', () => {
  const visit = { visit: date({ label: 'Next visit', future: true }) }
  assert.equal(checkAnswers(visit, { visit: '2026-12-02' }, { today }).ok, false)
  assert.equal(checkAnswers(visit, { visit: today }, { today }).ok, true)
})

test('times are understood as people write them', () => {
  const meeting = { at: time({ label: 'Time' }) }
  const read = (at: string) => readForm(meeting, { at })['at']
  assert.deepEqual(['9:30', '9.30am', '2pm', '12am', '12:05 pm', '14:00'].map(read), [
    '09:30',
    '09:30',
    '14:00',
    '00:00',
    '12:05',
    '14:00',
  ])
  assert.deepEqual(
    ['25:00', '13pm', '9', 'noon'].map((at) => checkAnswers(meeting, { at: read(at) }).ok),
    [false, false, false, false],
  )
})

test('a question that depends on another is required when asked and dropped when not', () => {
  const { reasons: _reasons, referTo: _referTo, ...rest } = complete
  assert.deepEqual(messages(rest), { reasons: 'Enter reasons', referTo: 'Choose refer to' })
  const adopted = checkAnswers(questions, { ...complete, outcome: 'adopted', referTo: 'not even an id' }, { today })
  assert.ok(adopted.ok && !('reasons' in adopted.answers) && !('referTo' in adopted.answers))
})

test('a question two steps down is not asked when the first step was not', () => {
  const chain = {
    first: yesNo({ label: 'First' }),
    second: yesNo({ label: 'Second', onlyWhen: { question: 'first', is: true } }),
    third: text({ label: 'Third', onlyWhen: { question: 'second', is: true } }),
  }
  assert.deepEqual(checkAnswers(chain, { first: false, second: true, third: 'x' }), {
    ok: true,
    answers: { first: false },
  })
})

test('control characters are refused with a sentence, and every script is kept as it is', () => {
  assert.deepEqual(messages({ ...complete, name: 'Sam\u0000' }), {
    name: 'Name contains a character that cannot be kept. Type it again on one line',
  })
  assert.deepEqual(Object.keys(messages({ ...complete, name: '\ud800' })), ['name'])
  assert.deepEqual(messages({ ...complete, name: '\u202bمريم\u202c 👨‍👩‍👧' }), {})
})

test('answers to questions that nobody asked are refused', () => {
  assert.deepEqual(messages({ ...complete, role: 'chair' }), { role: 'There is no question called “role”' })
})

test('a list keeps the place of each problem and leaves blank items out', () => {
  const body = { ...form, 'statements-1-by': 'An aunt', 'statements-2-by': '', 'statements-2-words': '' }
  assert.deepEqual(messages(readForm(questions, body)), { 'statements-1-words': 'Enter what they said' })
})

test('a list says how many it needs and how many it takes', () => {
  const group = {
    people: list({
      label: 'People',
      item: 'person',
      items: 'people',
      least: 1,
      most: 2,
      of: { name: text({ label: 'Name' }) },
    }),
  }
  const problems = (raw: unknown) => {
    const checked = checkAnswers(group, raw)
    return checked.ok ? [] : checked.problems.map((problem) => problem.message)
  }
  assert.deepEqual(problems({}), ['Add at least one person'])
  assert.deepEqual(problems({ people: [{}] }), ['Enter name'])
  assert.deepEqual(problems({ people: [{ name: 'A' }, { name: 'B' }, { name: 'C' }] }), ['Add 2 people or fewer'])
  assert.deepEqual(problems({ people: 'everyone' }), ['People must be a list'])
})

test('Add another adds an empty item, Remove takes the named one, and neither is a submission', () => {
  const added = readForm(questions, { ...form, _add: 'statements' })['statements']
  assert.equal(Array.isArray(added) && added.length, 3)
  const removed = readForm(questions, { ...form, 'statements-1-by': 'An aunt', _remove: 'statements-0' })
  assert.deepEqual(removed['statements'], [{ by: 'An aunt' }])
  assert.deepEqual([{ _add: 'statements' }, { _remove: 'x-0' }, form].map(asksForAnotherForm), [true, true, false])
})

test('what cannot be read is shown again as it was typed', () => {
  const body = {
    'born-day': '4th',
    'born-month': 'Mai',
    'born-year': '09',
    sessions: 'a dozen',
    at: 'noon',
    interpreter: '?',
  }
  const shown = formValues(questions, readForm(questions, body))
  for (const [field, typed] of Object.entries(body)) assert.equal(shown[field], typed)
})

test('check-answers says each answer in words and leaves out what was not asked', () => {
  const agencies = [{ value: agency, label: 'The youth service' }]
  const rows = describeAnswers(questions, complete, { options: { agencies } })
  const said = Object.fromEntries(rows.map((row) => [row.label, row.text]))
  assert.equal(said['Date of birth'], '4 May 2009')
  assert.equal(said['What did the panel decide?'], 'Refuse')
  assert.equal(said['Refer to'], 'The youth service')
  assert.equal(said['Needs'], 'Housing\nSchool')
  assert.equal(said['Is an interpreter needed?'], 'No')
  assert.equal(said['Email address'], 'Not given')
  assert.equal(said['Statement 1: Who said it'], 'Their teacher')
  assert.equal(
    describeAnswers(questions, { ...complete, outcome: 'adopted' }).some((row) => row.at === 'reasons'),
    false,
  )
})

test('an answer says to which part of a long form it belongs', () => {
  const parts = {
    name: text({ label: 'Name' }),
    street: text({ label: 'Street', section: 'Where they live' }),
    town: text({ label: 'Town', optional: true }),
    views: list({ label: 'Views', section: 'What was said', item: 'view', of: { words: text({ label: 'Words' }) } }),
  }
  const rows = describeAnswers(parts, { name: 'A', street: 'B', views: [{ words: 'C' }] })
  assert.deepEqual(
    rows.map(({ at, section }) => [at, section]),
    [
      ['name', undefined],
      ['street', 'Where they live'],
      ['town', 'Where they live'],
      ['views-0-words', 'What was said'],
    ],
  )
})

test('the schema converts to JSON Schema with its limits, labels and hints', () => {
  const document = z.toJSONSchema(answersSchema(questions), { io: 'input' })
  const properties = document.properties as Record<string, Record<string, unknown>>
  assert.equal(document.additionalProperties, false)
  assert.equal(properties['name']?.['maxLength'], 20)
  assert.equal(properties['born']?.['format'], 'date')
  assert.deepEqual(properties['outcome']?.['enum'], ['adopted', 'refused', 'deferred'])
  assert.equal(properties['outcome']?.['title'], 'What did the panel decide?')
  assert.deepEqual(document.required, [
    'name',
    'born',
    'outcome',
    'needs',
    'interpreter',
    'sessions',
    'statements',
    'sure',
  ])
})

const line = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }).filter((s) => s.trim() !== '')
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2020-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10))
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })
const answering = fc.record({
  name: line,
  born: day,
  outcome: fc.constantFrom('adopted', 'refused', 'deferred'),
  reasons: line,
  referTo: fc.uuid(),
  needs: fc.constantFrom(['home'], ['none'], ['home', 'school']),
  interpreter: fc.boolean(),
  email: maybe(fc.constant('sam@example.com')),
  sessions: fc.integer({ min: 1, max: 52 }),
  at: maybe(fc.constantFrom('00:00', '09:30', '23:59')),
  statements: fc.array(fc.record({ by: line, words: line, on: maybe(day) }), { maxLength: 3 }),
  sure: fc.constant(true),
})

test('any answers, put into a form and read again, are the same answers; the schema agrees with the check', () => {
  fc.assert(
    fc.property(answering, (given) => {
      const checked = checkAnswers(questions, given, { today })
      if (!checked.ok) return assert.fail(JSON.stringify(checked.problems))
      const again = checkAnswers(questions, readForm(questions, formValues(questions, checked.answers)), { today })
      assert.deepEqual(again, checked)
      assert.deepEqual(answersSchema(questions).parse(checked.answers), checked.answers)
    }),
  )
})

test('nothing that a form or a caller sends makes reading or checking throw', () => {
  const field = fc.constantFrom(...Object.keys(form), 'statements-999999-by', 'statements--1-by', '__proto__', '_add')
  const anything = fc.anything({ withNullPrototype: true, withBigInt: true })
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string()), anything)
  const body = fc.oneof(fc.dictionary(field, value), fc.dictionary(fc.string(), value), anything)
  fc.assert(
    fc.property(body, (sent) => {
      const raw = readForm(questions, sent)
      for (const input of [raw, sent]) {
        const checked = checkAnswers(questions, input, { today })
        assert.ok(checked.ok || checked.problems.every(({ at, message }) => at.length + message.length > 1))
        formValues(questions, input)
        describeAnswers(questions, input)
        answersSchema(questions).safeParse(input)
      }
    }),
    { numRuns: 500 },
  )
})
