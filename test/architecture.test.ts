import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'
import { roles } from '../src/organisation/staff/roles.ts'

const src = resolve(import.meta.dirname, '../src')
const zones = ['casework', 'community', 'operations', 'strategy']
/** Pages of consequences and contents: they may open any front door. */
const contents = [
  'app.ts',
  'reactions.ts',
  'jobs.ts',
  'main.ts',
  'commands.ts',
  'command-line.ts',
  'doctor.ts',
  'figures.ts',
  'installation.ts',
  'journal-programs.ts',
  'logins.ts',
  'program.ts',
  'serving.ts',
]
/** What a module shows to the pages of contents. */
const doors = ['index.ts', 'module.ts', 'jobs.ts', 'reactions.ts']
/** What a module shows to others: all of its door, or, to their rules and policies, the half that is pure. */
const openToOthers = ['index.ts', 'pure.ts']
/** The words for what somebody may be: every policy speaks them. */
const vocabulary = 'organisation/staff/roles.ts'
/** The one table of the platform that a module writes: the town itself is founded there. */
const lent: Record<string, string> = { 'platform.town': 'organisation/configuration' }

const isPure = (file: string) =>
  file.startsWith('platform/pure/') ||
  (!file.startsWith('platform/') &&
    /(^|\/)(rules|lifecycle|questions|policy|due|roles|pure)\.ts$|-(rules|questions)\.ts$|\/questions\//.test(file))
/** What pure files may take from outside: shapes and dates reckon and touch nothing. */
const purePackages = ['zod', 'temporal-polyfill']
/** Draws at random, so it is not pure itself: nothing pure may reach it. */
const draws = 'platform/pure/reference.ts'

export interface Import {
  /** Both relative to src; the target of a package is its name. */
  file: string
  target: string
  /** Gone before the program runs. */
  onlyTypes?: boolean
}

/** The sentence that says what is wrong with an import, or undefined. Who may import whom: architecture.md. */
export function wrongWith({ file, target }: Import): string | undefined {
  if (isPackage(target)) return fromOutside(file, target)
  const [from, to] = [file.split('/'), target.split('/')]
  const [fromTop, toTop] = [from[0]!, to[0]!]
  if (fromTop === 'platform') return toTop === 'platform' ? undefined : 'the platform knows no domain'
  if (toTop === 'platform') return layered(file, target)
  if (to.length === 1) return from.length === 1 ? undefined : 'no module opens the pages of contents'
  if (from.length === 1) {
    if (!contents.includes(fromTop)) return 'only the pages of contents stand beside the zones'
    return doors.includes(to.at(-1)!) || target === vocabulary ? undefined : 'open a module by its front door'
  }
  if (walled(fromTop, toTop)) return `${fromTop} never opens ${toTop}`
  if (!sameModule(from, to) && !openToOthers.includes(to.at(-1)!) && target !== vocabulary)
    return 'another module is opened by its front door alone'
  return layered(file, target)
}

/** The four zones and trust stand apart; the organisation is what all of them have in common, and knows none of them. */
const walled = (from: string, to: string) =>
  from !== to && [...zones, 'trust'].includes(to) && [...zones, 'trust', 'organisation'].includes(from)

const isPackage = (target: string) => !/\.tsx?$/.test(target)
const sameModule = (from: string[], to: string[]) => from[0] === to[0] && from[1] === to[1]
const isPage = (file: string) => file.endsWith('.tsx')

/** routes → pages → questions; routes → commands → rules and queries → database. */
function layered(file: string, target: string): string | undefined {
  const name = target.split('/').at(-1)!
  if (isPage(file) && !file.endsWith('routes.tsx')) {
    if (/^platform\/(db|jobs|mail|keys|look|perform|road|http)\b/.test(target)) return 'a page only shows'
  }
  if (/\/commands\//.test(file) && isPage(target)) return 'a command shows nothing'
  if (/(^|\/)(queries|policy)\.ts$|\/queries\//.test(file) && (isPage(target) || /\/commands\//.test(target)))
    return 'what can be known and what may be done come before what is done and shown'
  if (
    !target.startsWith('platform/') &&
    /^(module|routes)\.tsx?$/.test(name) &&
    !/(^|\/)(module|routes)\.tsx?$/.test(file)
  )
    return 'nothing but the contents opens the routes'
  return undefined
}

function fromOutside(file: string, target: string): string | undefined {
  if (file.startsWith('platform/')) return undefined
  if (isPage(file) && ['kysely', 'pg'].includes(target)) return 'a page only shows'
  return undefined
}

const texts = filesIn(src)
  .map((file) => relative(src, file))
  .filter((file) => !/\.(test|e2e)\.tsx?$/.test(file))
  .map((file): Text => ({ file, text: readFileSync(join(src, file), 'utf8') }))
const imports = texts.flatMap(importsOf)

test('every import keeps to who may import whom', () => {
  const wrong = imports.flatMap((each) => {
    const sentence = wrongWith(each)
    return sentence ? [`src/${each.file} imports ${each.target}: ${sentence}`] : []
  })
  assert.deepEqual(wrong, [])
})

test('the rule fires: one planted import of each forbidden kind is named', () => {
  const planted: Import[] = [
    { file: 'platform/look.ts', target: 'casework/cases/index.ts' },
    { file: 'casework/panel/queries.ts', target: 'community/campaign/index.ts' },
    { file: 'community/campaign/queries.ts', target: 'casework/cases/index.ts' },
    { file: 'trust/journal/queries.ts', target: 'casework/cases/index.ts' },
    { file: 'casework/cases/queries.ts', target: 'trust/journal/index.ts' },
    { file: 'organisation/staff/reactions.ts', target: 'casework/cases/index.ts' },
    { file: 'casework/panel/queries.ts', target: 'casework/support/queries.ts' },
    { file: 'casework/panel/queries.ts', target: 'reactions.ts' },
    { file: 'casework/panel/pages/item-page.tsx', target: 'platform/db/database.ts' },
    { file: 'casework/panel/pages/item-page.tsx', target: 'kysely' },
    { file: 'casework/panel/commands/invite.ts', target: 'casework/panel/pages/item-page.tsx' },
    { file: 'casework/panel/policy.ts', target: 'casework/panel/commands/invite.ts' },
    { file: 'casework/panel/index.ts', target: 'casework/panel/routes.ts' },
    { file: 'app.ts', target: 'casework/panel/queries.ts' },
    { file: 'app.ts', target: 'trust/journal/queries.ts' },
    { file: 'helper.ts', target: 'casework/cases/index.ts' },
  ]
  assert.deepEqual(
    planted.filter((each) => wrongWith(each) === undefined),
    [],
  )
})

/** The way from a file to the first thing it must not reach, following everything that runs. */
function impureWay(file: string, all: readonly Import[]): string | undefined {
  const ways = new Map([[file, [file]]])
  for (const [at, way] of ways) {
    for (const { target } of all.filter((each) => each.file === at && !each.onlyTypes)) {
      const on = [...way, target]
      if (isPackage(target) ? !purePackages.includes(target) : isPage(target)) return on.join(' → ')
      if (!isPackage(target) && !ways.has(target)) ways.set(target, on)
    }
  }
  return undefined
}

test('rules, lifecycles, questions and policies touch nothing outside themselves, however far one follows', () => {
  const pure = [...new Set(imports.map(({ file }) => file))].filter((file) => isPure(file) && file !== draws)
  assert.ok(pure.length > 40)
  assert.deepEqual(
    pure.flatMap((file) => impureWay(file, imports) ?? []),
    [],
  )
})

test('the rule fires: a pure file that reaches the database over two others is named, a type from there is not', () => {
  const planted: Import[] = [
    { file: 'casework/panel/rules.ts', target: 'casework/panel/members.ts' },
    { file: 'casework/panel/members.ts', target: 'casework/panel/queries.ts' },
    { file: 'casework/panel/queries.ts', target: 'kysely' },
    { file: 'casework/panel/policy.ts', target: 'casework/panel/queries.ts', onlyTypes: true },
  ]
  assert.equal(
    impureWay('casework/panel/rules.ts', planted),
    'casework/panel/rules.ts → casework/panel/members.ts → casework/panel/queries.ts → kysely',
  )
  assert.equal(impureWay('casework/panel/policy.ts', planted), undefined)
})

/** Whether a file of src opens the demo, which is no part of a real town. */
const opensTheDemo = ({ text }: Text) => /\bfrom\s+'(\.\.\/)+demo\//.test(text)

test('only the pages of contents open the demo', () => {
  const opening = texts.filter(opensTheDemo).map(({ file }) => file)
  assert.ok(opening.includes('app.ts'))
  assert.deepEqual(
    opening.filter((file) => !contents.includes(file)),
    [],
  )
  assert.ok(opensTheDemo({ file: 'casework/cases/queries.ts', text: "import { people } from '../../../demo/town.ts'" }))
})

interface Text {
  file: string
  text: string
}
const moduleOf = (file: string) => file.split('/').slice(0, 2).join('/')

/** What each module writes, by table. */
function writersOf(files: readonly Text[]): Map<string, string[]> {
  const writes = files.flatMap(({ file, text }) => [
    ...pairs(text, /(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*'([a-z_]+\.[a-z0-9_]+)/g, file),
    ...pairs(text, /\b(?:insert\s+into|update|delete\s+from|merge\s+into|truncate)\s+([a-z_]+\.[a-z0-9_]+)/gi, file),
  ])
  return grouped(writes)
}

/** Which module seals and which opens, by what is sealed. */
function sealersOf(files: readonly Text[]): Map<string, string[]> {
  const seals = files.flatMap(({ file, text }) =>
    pairs(text, /\b(?:seal|open(?:<[^(]*>)?)\(\s*[^,()]+,\s*('[a-z0-9_ ]+'|[a-z][A-Za-z]+),/g, file),
  )
  return grouped(seals)
}

const pairs = (text: string, pattern: RegExp, file: string) =>
  [...text.matchAll(pattern)].map(([, what]) => [what!, moduleOf(file)] as const)

function grouped(all: readonly (readonly [string, string])[]): Map<string, string[]> {
  const by = new Map<string, string[]>()
  for (const [what, module] of all) by.set(what, [...new Set([...(by.get(what) ?? []), module])].sort())
  return by
}

const isOwn = (table: string, module: string) => lent[table] === module || table.split('.')[0] === module.split('/')[0]

const wrongWriters = (files: readonly Text[]) =>
  [...writersOf(files)]
    .filter(([table, modules]) => modules.length > 1 || !isOwn(table, modules[0]!))
    .map(([table, modules]) => `${table} is written by ${modules.join(' and by ')}`)

test('every table is written by one module alone, of its own zone', () => {
  assert.ok(writersOf(texts).size > 40)
  assert.deepEqual(wrongWriters(texts), [])
})

test('what is sealed is opened by the module that seals it', () => {
  const sealed = sealersOf(texts.filter(({ file }) => zones.includes(file.split('/')[0]!)))
  assert.ok(sealed.size > 15)
  assert.deepEqual(
    [...sealed].filter(([, modules]) => modules.length > 1),
    [],
  )
})

test('the rule fires: a second writer, a table of another zone and a seal that another opens are named', () => {
  const planted = [
    { file: 'casework/cases/grants.ts', text: "tx.insertInto('casework.case_grant').values({})" },
    { file: 'casework/panel/packs.ts', text: 'sql`update casework.case_grant set ended_at = now()`' },
    { file: 'community/campaign/queries.ts', text: "tx.deleteFrom('casework.task')" },
    { file: 'casework/referrals/saving.ts', text: "writing.seal(caseId, 'referral', { words })" },
    { file: 'casework/people/queries.ts', text: "open<{ words: string }>(caseId, 'referral', row.sealed)" },
  ]
  assert.deepEqual(wrongWriters(planted), [
    'casework.case_grant is written by casework/cases and by casework/panel',
    'casework.task is written by community/campaign',
  ])
  assert.deepEqual(sealersOf(planted).get("'referral'"), ['casework/people', 'casework/referrals'])
})

/** The roles that a text asks for, in the program and in the policies of the database. */
const rolesNamedIn = (text: string) =>
  [
    ...text.matchAll(/roles\.includes\('([^']+)'\)/g),
    ...text.matchAll(/\brole === '([^']+)'/g),
    ...text.matchAll(/'{1,2}([A-Za-z0-9 ]+)'{1,2} = any \(platform\.viewer_roles\(\)\)/g),
    ...text.matchAll(/\brole = '([^']+)'/g),
  ].map(([, role]) => role!)

test('every role that the program or the database asks for is one that there is', () => {
  const sql = filesNamed(resolve(src, '../db/always'), /\.sql$/).map((file) => readFileSync(file, 'utf8'))
  const named = [...texts.map(({ text }) => text), ...sql].flatMap(rolesNamedIn)
  const known: readonly string[] = [...roles, 'staff', 'public', 'link holder', 'process']
  assert.ok(named.length > 20)
  const misspelt = "viewer.roles.includes('panel chiar') 'data officer' = any (platform.viewer_roles())"
  assert.deepEqual(rolesNamedIn(misspelt), ['panel chiar', 'data officer'])
  assert.deepEqual(
    [...new Set(named)].filter((role) => !known.includes(role)),
    [],
  )
})

test('there is no folder or file that is only called after its form', () => {
  const forbidden = /(^|\/)(utils?|helpers?|types|services?|models?|manager|common|misc)(\/|\.tsx?$)/
  assert.deepEqual(
    filesIn(src)
      .map((file) => relative(src, file))
      .filter((file) => forbidden.test(file)),
    [],
  )
})

function importsOf({ file, text }: Text): Import[] {
  const found = [
    ...text.matchAll(/^(?:import|export)\s+(type\s)?[^'"`;]*?\bfrom\s+'([^']+)'|\bimport\(?\s*'([^']+)'/gm),
  ]
  return found
    .map(([, onlyTypes, from, bare]) => ({ target: (from ?? bare)!, onlyTypes: onlyTypes !== undefined }))
    .map(({ target, onlyTypes }) =>
      target.startsWith('.')
        ? { file, onlyTypes, target: relative(src, resolve(src, dirname(file), target)) }
        : { file, onlyTypes, target },
    )
    .filter(({ target }) => !target.startsWith('..'))
}

function filesIn(folder: string): string[] {
  return filesNamed(folder, /\.tsx?$/)
}

function filesNamed(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesNamed(path, pattern) : pattern.test(name) ? [path] : []
  })
}
