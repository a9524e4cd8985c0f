import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { journalPrograms } from '../src/journal-programs.ts'
import { Sentence } from '../src/program.ts'
import { sealOnce } from '../src/trust/journal/index.ts'
import { seedCase } from './seed-case.ts'
import { openWorld } from './world.ts'

const world = await openWorld()
const folder = mkdtempSync(join(tmpdir(), 'onetown-journal-'))
after(async () => {
  rmSync(folder, { recursive: true })
  await world.close()
})
const [head, file] = [join(folder, 'head.json'), join(folder, 'journal.jsonl')]

async function run(name: string, given: Record<string, string> = {}) {
  const said: string[] = []
  const code = await journalPrograms[name]!.run({
    town: world.town,
    given,
    say: (line: string) => said.push(line),
  } as never)
  return { code, said: said.join('\n') }
}

test('without anything sealed there is no head to keep', async () => {
  await assert.rejects(
    run('journal head'),
    (error) => error instanceof Sentence && /Nothing has been sealed/.test(error.message),
  )
})

test('a head that was kept, and an export, are checked without the town', async () => {
  await seedCase(world)
  await sealOnce(world.town)
  writeFileSync(head, (await run('journal head')).said)
  await run('journal export', { to: file })
  const checked = await run('journal check', { file, head })
  assert.equal(checked.code, 0, checked.said)
  assert.equal((await run('journal verify', { head })).code, 0)
})

test('the export holds no content and no name', async () => {
  assert.doesNotMatch(readFileSync(file, 'utf8'), /Sample|reasonable grounds/)
})

test('a changed line of the export, and a town that lost what the head covers, are found', async () => {
  const lines = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, [lines[0]!.replace(/change|note|look/, 'search'), ...lines.slice(1)].join('\n'))
  const checked = await run('journal check', { file, head })
  assert.equal(checked.code, 1)
  assert.match(checked.said, /Position 0.*altered/)
  await world.sql('delete from trust.journal_head')
  await world.sql('delete from trust.journal_seal')
  assert.equal((await run('journal verify', { head })).code, 1)
})

test('a file that is not there, or holds no head, gets a sentence; an export overwrites nothing', async () => {
  await assert.rejects(run('journal check', { file: join(folder, 'none'), head }), /There is no file/)
  await assert.rejects(run('journal verify', { head: file }), /holds no head/)
  await assert.rejects(run('journal export', { to: file }), /cannot be written \(EEXIST\)/)
})
