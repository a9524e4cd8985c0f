/** `npm run new -- casework/<module> <verb-phrase>`: writes a small module that does one thing to a case, and is whole. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deciding } from './new/deciding.ts'
import { adoption, doing, migration } from './new/doing.ts'
import { showing } from './new/showing.ts'
import { testing } from './new/testing.ts'
import { type Words, wordsFor } from './new/words.ts'

const root = join(import.meta.dirname, '..')
const usage = 'npm run new -- casework/<module> <verb-phrase>, such as: npm run new -- casework/mentoring record-visit'
const read = (file: string) => readFileSync(join(root, file), 'utf8')

try {
  const written = writeModule(process.argv.slice(2))
  format(written)
  writeGenerated()
  console.log(
    `Written:\n${written.map((file) => `  ${file}`).join('\n')}\n\nNow make its questions and its rules your own. Its tests: npm test -- ${written.find((file) => file.endsWith('.test.ts'))}`,
  )
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

/** Gives the files that were written or changed. */
function writeModule([place = '', phrase = '', ...more]: string[]): string[] {
  const [zone, module, ...deeper] = place.split('/')
  if (!module || deeper.length || !phrase || more.length)
    throw new Error(`Say where it goes and what is done there: ${usage}`)
  if (zone !== 'casework')
    throw new Error(
      `Only modules of cases are written so far: ${usage}. For ${zone}, begin with a copy of src/community/campaign.`,
    )
  const words = wordsFor(module, phrase)
  refuseTaken(words)
  const folder = `src/casework/${module}`
  const files = Object.entries({ ...deciding(words), ...doing(words), ...showing(words), ...testing(words) })
  const written = files.map(([name, text]) => write(`${folder}/${name}`, text))
  return [
    ...written,
    write(`db/migrations/${nextNumber()}-${module}.sql`, migration(words)),
    change('db/always/20-adoptions.sql', (text) =>
      afterLast(text, /^call platform\.adopt\('casework\..*\n/gm, adoption(words)),
    ),
    change('src/app.ts', (text) => inContents(text, words)),
  ]
}

function refuseTaken({ module, moduleName, table }: Words) {
  if (existsSync(join(root, 'src/casework', module))) throw new Error(`There is a module casework/${module} already.`)
  if (new RegExp(`"casework\\.${table}"`).test(read('db/types.ts')))
    throw new Error(`There is a table casework.${table} already: choose another noun.`)
  if (new RegExp(`\\b${moduleName}\\b`).test(read('src/app.ts')))
    throw new Error(`src/app.ts names something ${moduleName} already: choose another name.`)
}

function write(file: string, text: string): string {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
  return file
}

function change(file: string, edit: (text: string) => string): string {
  return write(file, edit(read(file)))
}

function nextNumber(): string {
  const numbers = readdirSync(join(root, 'db/migrations')).map((name) => Number.parseInt(name, 10))
  return String(Math.max(...numbers) + 1).padStart(4, '0')
}

/** Below the last line of its kind. */
function afterLast(text: string, line: RegExp, more: string): string {
  const last = [...text.matchAll(line)].at(-1)
  if (!last) throw new Error(`There is no line like ${String(line)} any more: bin/new.ts has to follow.`)
  const end = last.index + last[0].length
  return text.slice(0, end) + more + text.slice(end)
}

/** The import, and the module's place in the table of contents: after the other modules of its zone. */
function inContents(text: string, { module, moduleName }: Words): string {
  const imports = /^import \{ (\w+) \} from '\.\/casework\/[\w-]+\/module\.ts'\n/gm
  const last = [...text.matchAll(imports)].at(-1)?.[1] ?? ''
  const imported = afterLast(text, imports, `import { ${moduleName} } from './casework/${module}/module.ts'\n`)
  return afterLast(imported, new RegExp(`^  ${last},\\n`, 'gm'), `  ${moduleName},\n`)
}

function format(files: readonly string[]) {
  const biome = join(root, 'node_modules/.bin/biome')
  const formatted = spawnSync(biome, ['format', '--write', ...files.filter((file) => /\.tsx?$/.test(file))], {
    cwd: root,
    encoding: 'utf8',
  })
  if (formatted.status !== 0) throw new Error(formatted.stderr || String(formatted.error))
}

/** In a process of its own, since the modules are others than when this one began. */
function writeGenerated() {
  const { status } = spawnSync(process.execPath, [...process.execArgv, join(root, 'bin/docs.ts')], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0)
    throw new Error('The module is written, but not its types and papers: mend what is said above, then npm run docs.')
}
