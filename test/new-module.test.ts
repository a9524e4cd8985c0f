import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { wordsFor } from '../bin/new/words.ts'
import { testFolder } from './server.ts'

const root = join(import.meta.dirname, '..')
const copy = testFolder('new-module')
after(() => rmSync(copy, { recursive: true, force: true }))

/** The project without its history, on the packages of this one. */
function copyProject() {
  for (const name of [
    'bin',
    'db',
    'demo',
    'docs',
    'src',
    'test',
    'bench',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'biome.json',
    'README.md',
  ]) {
    for (const file of globSync(name.includes('.') ? name : `${name}/**/*.*`, { cwd: root })) {
      mkdirSync(dirname(join(copy, file)), { recursive: true })
      cpSync(join(root, file), join(copy, file), { recursive: true })
    }
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
}

const onNode = ['--import', './bin/jsx-loader.js', '--disable-warning=ExperimentalWarning']
// A runner inside a runner would say nothing at all.
const { NODE_TEST_CONTEXT: _ours, ...env } = process.env
const inCopy = (command: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: copy, env, encoding: 'utf8' })
  return { status, said: stdout + stderr }
}
const writes = (...args: string[]) => inCopy(process.execPath, ...onNode, 'bin/new.ts', ...args)

test('names follow from a module and a verb phrase', () => {
  const words = wordsFor('home-visits', 'apply-family-rule')
  assert.deepEqual(words, {
    module: 'home-visits',
    moduleName: 'homeVisits',
    phrase: 'apply-family-rule',
    verb: 'apply',
    noun: 'family rule',
    nouns: 'family rules',
    name: 'familyRule',
    type: 'FamilyRule',
    table: 'family_rule',
    rule: 'applyFamilyRule',
    command: 'applyAFamilyRule',
    fact: 'family rule applied',
    factType: 'FamilyRuleApplied',
  })
  assert.equal(wordsFor('outings', 'give-ice').fact, 'ice given')
  assert.equal(wordsFor('outings', 'give-ice').command, 'giveAnIce')
  assert.throws(() => wordsFor('Outings', 'give-ice'), /small words/)
  assert.throws(() => wordsFor('outings', 'give'), /a verb and what it is done to/)
})

test('a module that was written type-checks, is formatted, keeps to the house and passes its tests at once', () => {
  copyProject()
  const written = writes('casework/mentoring', 'record-visit')
  assert.equal(written.status, 0, written.said)
  const files = [...written.said.matchAll(/^ {2}(\S+)$/gm)].map(([, file]) => file!)
  assert.ok(files.length >= 12, written.said)

  const ours = [...files, 'db/types.ts']
  const checked = inCopy('node_modules/.bin/tsc', '--noEmit')
  assert.deepEqual(
    checked.said.split('\n').filter((line) => ours.some((file) => line.startsWith(file))),
    [],
  )
  const formatted = inCopy('node_modules/.bin/biome', 'format', ...files.filter((file) => /\.tsx?$/.test(file)))
  assert.equal(formatted.status, 0, formatted.said)
  const tests = [
    'src/casework/mentoring/mentoring.test.ts',
    'test/architecture.test.ts',
    'test/generated.test.ts',
    'test/adopted.test.ts',
  ]
  const run = inCopy(process.execPath, ...onNode, '--test', '--test-reporter=spec', '--test-concurrency=2', ...tests)
  assert.equal(run.status, 0, run.said)
  assert.match(readFileSync(join(copy, 'docs/generated/permissions.md'), 'utf8'), /\*\*mentoring\.record-visit\*\*/)
})

test('what cannot be written is said in a sentence, and nothing is written', () => {
  for (const [args, sentence] of [
    [[], /Say where it goes/],
    [['casework/mentoring', 'record-visit'], /There is a module casework\/mentoring already/],
    [['casework/outings', 'record-session'], /There is a table casework\.session already/],
    [['community/outings', 'record-outing'], /Only modules of cases/],
    [['casework/Outings', 'record-outing'], /small words/],
  ] as const) {
    const { status, said } = writes(...args)
    assert.equal(status, 1)
    assert.match(said, sentence)
  }
})
