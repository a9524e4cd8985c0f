import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'

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
]
const doors = ['index.ts', 'module.ts', 'jobs.ts', 'reactions.ts']
/** The words for what somebody may be: every policy speaks them. */
const vocabulary = 'organisation/staff/roles.ts'
const pureFiles = ['rules.ts', 'lifecycle.ts', 'questions.ts', 'policy.ts', 'due.ts', 'roles.ts']

export interface Import {
  /** Both relative to src. */
  file: string
  target: string
}

/** The sentence that says what is wrong with an import, or undefined. Who may import whom: architecture.md. */
export function wrongWith({ file, target }: Import): string | undefined {
  const [from, to] = [file.split('/'), target.split('/')]
  const [fromTop, toTop] = [from[0]!, to[0]!]
  if (fromTop === 'platform') return toTop === 'platform' ? undefined : 'the platform knows no domain'
  if (toTop === 'platform' || to.length === 1) return pureImport(file, target)
  if (from.length === 1) {
    if (!contents.includes(fromTop)) return 'only the pages of contents stand beside the zones'
    return doors.includes(to.at(-1)!) || toTop === 'organisation' || toTop === 'trust'
      ? undefined
      : 'open a module by its front door'
  }
  if (zones.includes(fromTop) && zones.includes(toTop) && fromTop !== toTop) return 'one zone never imports another'
  if (sameModule(from, to)) return pureImport(file, target)
  if (to.at(-1) !== 'index.ts' && target !== vocabulary) return 'another module is opened by its index.ts alone'
  return pureImport(file, target)
}

const sameModule = (from: string[], to: string[]) => from[0] === to[0] && from[1] === to[1]

/** Rules, lifecycles, questions and policies touch nothing outside themselves. */
function pureImport(file: string, target: string): string | undefined {
  const name = file.split('/').at(-1)!
  if (!pureFiles.includes(name) && !/-(rules|questions)\.ts$/.test(name)) return undefined
  const impure =
    /platform\/(db|http|mail|jobs|ui|keys|look|perform|road)\b|\.tsx$|(queries|reactions|grants|facts|jobs)\.ts$/
  return impure.test(target) ? 'a pure file touches nothing outside itself' : undefined
}

test('every import keeps to who may import whom', () => {
  const wrong = importsOf(src).flatMap((each) => {
    const sentence = wrongWith(each)
    return sentence ? [`src/${each.file} imports src/${each.target}: ${sentence}`] : []
  })
  assert.deepEqual(wrong, [])
})

test('the rule fires: one planted import of each forbidden kind is named', () => {
  const planted: Import[] = [
    { file: 'platform/look.ts', target: 'casework/cases/index.ts' },
    { file: 'casework/panel/queries.ts', target: 'community/campaign/index.ts' },
    { file: 'community/campaign/queries.ts', target: 'casework/cases/index.ts' },
    { file: 'casework/panel/queries.ts', target: 'casework/support/queries.ts' },
    { file: 'casework/panel/rules.ts', target: 'platform/db/database.ts' },
    { file: 'app.ts', target: 'casework/panel/queries.ts' },
  ]
  assert.deepEqual(
    planted.filter((each) => wrongWith(each) === undefined),
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

function importsOf(folder: string): Import[] {
  return filesIn(folder)
    .filter((file) => !/\.(test|e2e)\.tsx?$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8')
      const found = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, target]) =>
        resolve(dirname(file), target!),
      )
      return found
        .filter((target) => target.startsWith(src))
        .map((target) => ({ file: relative(src, file), target: relative(src, target) }))
    })
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesIn(path) : /\.tsx?$/.test(name) ? [path] : []
  })
}
