import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { test } from 'node:test'
import { commandLine } from '../src/command-line.ts'
import { readSettings, settingNames } from '../src/platform/settings.ts'

const root = resolve(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const papers = globSync('**/*.md', { cwd: root, exclude: ['node_modules', 'data', 'tmp', 'bench/rivals'] }).toSorted()
const settings = read('docs/settings.md')

test('every setting is in docs/settings.md, in its table and under a heading', () => {
  assert.ok(settingNames.length > 5)
  for (const name of settingNames) {
    assert.match(settings, new RegExp(`^\\| \\[\`${name}\`\\]`, 'm'), `${name} is missing in the table`)
    assert.match(settings, new RegExp(`^## .*\\b${name}\\b`, 'm'), `${name} has no heading`)
  }
})

test('every variable of the tests is in docs/settings.md', () => {
  const named = globSync('test/*.ts', { cwd: root }).flatMap(
    (file) => read(file).match(/\bONETOWN_TEST_[A-Z]+(_[A-Z]+)*\b/g) ?? [],
  )
  assert.ok(named.length > 0)
  assert.deepEqual(
    [...new Set(named)].filter((name) => !settings.includes(`\`${name}\``)),
    [],
  )
})

test('each wrong value in docs/settings.md gives the sentence that stands behind it', () => {
  const wrong = [...settings.matchAll(/^([A-Z_]+)=(.*) → (.+)$/gm)]
  assert.ok(wrong.length > 10)
  for (const [, name, value, message] of wrong) assert.throws(() => readSettings({ [name!]: value }), { message })
})

test('every command of npx onetown is in the README or in docs', () => {
  const text = papers.filter((file) => file === 'README.md' || file.startsWith('docs/')).map(read)
  const silent = Object.keys(commandLine).filter((name) => !text.some((paper) => paper.includes(`npx onetown ${name}`)))
  assert.deepEqual(silent, [])
})

test('every command and option that a paper shows exists', () => {
  const shown = papers.flatMap((file) =>
    [...read(file).matchAll(/npx onetown ([a-z][^`#\n]*)/g)].map(([, words]) => ({ file, words: words! })),
  )
  assert.ok(shown.length > 10)
  const unknown = shown.filter(({ words }) => {
    const name = Object.keys(commandLine).find(
      (each) => words === each || words.startsWith(`${each} `) || words.startsWith(`${each}:`),
    )
    const options = words.match(/(?<= --)[a-z]+/g) ?? []
    return !name || options.some((option) => option !== 'help' && !(option in commandLine[name]!.options))
  })
  assert.deepEqual(unknown, [])
})

test('every relative link leads to a file, and to a heading where it names one', () => {
  const broken = papers.flatMap((file) =>
    linksIn(read(file))
      .filter((link) => !leadsSomewhere(file, link))
      .map((link) => `${file}: ${link}`),
  )
  assert.deepEqual(broken, [])
})

test('the rule fires: a link to nothing is found, and one inside code is no link', () => {
  const links = linksIn(
    '[one](nothing.md) `[two](x.md)` [three](https://example.org)\n```\n[four](y.md)\n```\n[five](README.md#nowhere)',
  )
  assert.deepEqual(links, ['nothing.md', 'README.md#nowhere'])
  assert.deepEqual(
    links.filter((link) => leadsSomewhere('README.md', link)),
    [],
  )
})

test('every excerpt in a paper stands in the file that it names, and is ten lines at most', () => {
  const excerpts = papers.flatMap((file) => [
    ...read(file).matchAll(/^```\w+\n(?:\/\/|--) ([\w./-]+)\n([\s\S]*?)^```/gm),
  ])
  assert.ok(excerpts.length > 5)
  for (const [, file, text] of excerpts) {
    assert.ok(text!.trimEnd().split('\n').length <= 10, `the excerpt of ${file} is too long`)
    assert.ok(read(file!).includes(text!), `this is not in ${file} any more:\n${text}`)
  }
})

test('every decision is in the list of decisions, under its own title', () => {
  const list = read('docs/decisions/README.md')
  const decisions = papers.filter((file) => /^docs\/decisions\/\d{4}-/.test(file))
  assert.ok(decisions.length > 0)
  for (const file of decisions) {
    const [, number, title] =
      /^# (\d{4}) (.+)$/m.exec(read(file)) ?? assert.fail(`${file} has no title with its number`)
    const name = file.slice('docs/decisions/'.length)
    assert.ok(name.startsWith(`${number}-`), `${file} is titled ${number}`)
    assert.ok(list.includes(`| [${number}](${name}) | ${title} |`), `${file} is not in docs/decisions/README.md`)
  }
})

const withoutCode = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, 'code')

function linksIn(text: string): string[] {
  const targets = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!)
  return targets.filter((target) => !/^[a-z]+:/.test(target))
}

function leadsSomewhere(from: string, link: string): boolean {
  const [path, heading] = link.split('#') as [string, string?]
  const file = path ? join(root, dirname(from), path) : join(root, from)
  if (!existsSync(file)) return false
  return heading === undefined || headingsOf(readFileSync(file, 'utf8')).includes(heading)
}

/** The names that a heading is linked by: small letters, hyphens for spaces, nothing but letters, digits, - and _. */
function headingsOf(text: string): string[] {
  const headings = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6} (.+)$/gm)]
  return headings.map(([, words]) =>
    words!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  )
}
