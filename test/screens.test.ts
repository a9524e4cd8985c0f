import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { linesByPart } from '../bin/pictures/index-page.ts'
import { filesOf } from '../bin/pictures/shot.ts'

const folder = join(import.meta.dirname, '../docs/screens')
const lines = Object.values(linesByPart()).flat()
const pictures = lines.flatMap(({ pattern }) => Object.values(filesOf(pattern)))

test('every page there is has its pictures, wide and narrow: npm run screens -- --new takes what is missing', () => {
  assert.ok(lines.length > 200)
  assert.deepEqual(
    pictures.filter((file) => !existsSync(join(folder, file))),
    [],
  )
})

test('no two pages share a picture, and none is left of a page that is no more', () => {
  assert.equal(new Set(pictures).size, pictures.length)
  const others = readdirSync(folder).filter((file) => file !== 'README.md' && !pictures.includes(file))
  assert.deepEqual(others, [])
})

test('the index names each page, and all pictures together stay small', () => {
  const index = readFileSync(join(folder, 'README.md'), 'utf8')
  for (const file of pictures) assert.ok(index.includes(`](${file})`), file)
  const bytes = pictures.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)
  assert.ok(bytes < 14_000_000, `${bytes} bytes`)
})
