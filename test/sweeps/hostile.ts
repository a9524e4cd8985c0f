import fc from 'fast-check'
import type { Question, Questions } from '../../src/platform/pure/questions.ts'

/** Text that somebody may really have typed: names of all scripts, and what looks like something else. */
export const oddText = [
  'עָלִי בֶּן־דָּוִד',
  'محمّد بن سلمان',
  'Nguyễn Thị Bích Ngọc',
  'Z̸͎̈́a̵͚͝l̶̰̕g̴̣̈ö̶͎́',
  '👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'zero\u200bwidth\u200d joiner\ufeff',
  '\u202eturned round',
  '=HYPERLINK("http://example.org","open")',
  '+441582960001',
  '-2+3',
  '@SUM(A1:A9)',
  '"><script>alert(1)</script>',
  "<img src=x onerror='alert(1)'>",
  '</textarea><b>out</b>',
  "'; drop table casework.person; --",
  '${7*7} {{7*7}} %s %n',
  'O’Brien & Söhne <ltd>',
  '__proto__',
] as const

/** What cannot be kept, and what is far too much. */
const badText = [
  'nul\u0000',
  'bell\u0007',
  'half \ud83d of a pair',
  '\u0000',
  ' ',
  '\r\n',
  '\u200b',
  'x'.repeat(50_001),
] as const

const badDays = [
  '2025-02-30',
  '2026-13-01',
  '2026-00-10',
  '0000-00-00',
  '-000001-01-01',
  '99999-01-01',
  '2026-1-1',
  '1066-10-14',
  '2199-12-31',
  '2026-06-01T00:00:00Z',
  'yesterday',
  { day: '31', month: '2', year: '2026' },
  { day: '1', month: {}, year: [] },
] as const

const deep = (depth: number) => JSON.parse(`${'['.repeat(depth)}1${']'.repeat(depth)}`) as unknown

const wrongType = fc.constantFrom<unknown>(
  null,
  true,
  false,
  0,
  -1,
  0.5,
  2 ** 53 + 1,
  1e308,
  '',
  [],
  {},
  [[]],
  [null],
  { length: 3 },
  deep(50),
  ['a', 'a'],
)
const anyText = fc.oneof(
  fc.constantFrom<unknown>(...oddText, ...badText),
  fc.string({ unit: 'binary', maxLength: 300 }),
)

/** An answer to one question that may be anything, and is likeliest of the kind that the question asks for. */
function answerTo(question: Question, ids: readonly string[]): fc.Arbitrary<unknown> {
  const own = ofKind(question, ids)
  return fc.oneof({ weight: 2, arbitrary: own }, { weight: 1, arbitrary: anyText }, { weight: 1, arbitrary: wrongType })
}

function ofKind(question: Question, ids: readonly string[]): fc.Arbitrary<unknown> {
  switch (question.kind) {
    case 'date':
      return fc.constantFrom<unknown>(...badDays)
    case 'number':
      return fc.constantFrom<unknown>(-1, 1e308, 2 ** 53 + 1, 0.1, '12', 1e21, '１２')
    case 'list':
      return fc.oneof(
        fc.array(answersTo(question.of, {}, ids), { maxLength: 3 }),
        fc.constantFrom<unknown>(
          [null],
          [[]],
          ['x'],
          Array.from({ length: question.most + 1 }, () => ({})),
          [{ unknown: 1 }],
        ),
      )
    case 'choice':
    case 'choices':
      return fc.constantFrom<unknown>(...ids, ids, 'no such option', '__proto__', 'toString', ['no such option'], [])
    default:
      return anyText
  }
}

const notAnswers = fc.constantFrom<unknown>(
  null,
  [],
  'text',
  7,
  true,
  deep(2_000),
  deep(20_000),
  JSON.parse('{"constructor":{"prototype":{"roles":["administrator"]}}}'),
)
const moreKeys = fc.constantFrom<Record<string, unknown>>(
  { unknown: 'x' },
  { toString: 'x' },
  { hasOwnProperty: 1 },
  { '': 1 },
  { 'a-b': 1 },
  { caseId: 'x', is: 'y', version: 9 },
)

/** Good answers with some of them made hostile, left out or joined by others. `ids`: of records not offered here. */
export function answersTo(
  questions: Questions,
  good: Record<string, unknown>,
  ids: readonly string[],
): fc.Arbitrary<Record<string, unknown>> {
  const names = Object.keys(questions)
  if (!names.length) return moreKeys
  const changes = fc
    .uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 })
    .chain((some) => fc.tuple(...some.map((name) => fc.tuple(fc.constant(name), answerTo(questions[name]!, ids)))))
  const hostile = changes.map((some) => ({ ...good, ...Object.fromEntries(some) }))
  const without = fc
    .constantFrom(...names)
    .map((name) => Object.fromEntries(Object.entries(good).filter(([each]) => each !== name)))
  return fc.oneof(
    { weight: 8, arbitrary: hostile },
    { weight: 1, arbitrary: without },
    { weight: 1, arbitrary: moreKeys.map((more) => ({ ...good, ...more })) },
  )
}

/** Whatever may stand where the answers of a command are sent. */
export const bodiesFor = (
  questions: Questions,
  good: Record<string, unknown>,
  ids: readonly string[],
): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: answersTo(questions, good, ids) }, { weight: 1, arbitrary: notAnswers })

/** Whatever may stand for the id of a record, or for a token. */
export const badIds: readonly unknown[] = [
  '',
  'nul\u0000',
  "' or true --",
  null,
  7,
  {},
  ['a', 'b'],
  deep(200),
  '0'.repeat(100_000),
]
