import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'
import { KeyIsGone, openKeyStore } from '../../src/platform/keys.ts'
import { newId } from '../../src/platform/road.ts'

const folder = mkdtempSync(join(tmpdir(), 'onetown-keys-'))
after(() => rmSync(folder, { recursive: true }))

const processes = 6
const ids = Array.from({ length: 60 }, newId)
const opens = JSON.stringify(join(import.meta.dirname, '../../src/platform/keys.ts'))
/** Opens the folder, makes every key, and seals with each: all of it while the others do the same. */
const program = `
  import { openKeyStore } from ${opens}
  const keys = openKeyStore(process.argv[1])
  for (const id of JSON.parse(process.argv[2])) {
    keys.create(id)
    console.log(JSON.stringify([id, keys.seal(id, 'test', process.pid + ' ' + id).toString('base64')]))
  }
  console.log(JSON.stringify(['secret', keys.secret('test').toString('base64')]))
  keys.close()`

test(`${processes} processes that open an empty folder at once and make the same keys get the same ones, and each opens what the others sealed`, async () => {
  const all = await Promise.all(Array.from({ length: processes }, runProgram))
  const keys = openKeyStore(folder)
  for (const { pid, sealed } of all) {
    for (const [id, text] of sealed.slice(0, -1))
      assert.equal(keys.open(id, 'test', Buffer.from(text, 'base64')), `${pid} ${id}`)
    assert.equal(sealed.at(-1)![1], keys.secret('test').toString('base64'))
    assert.equal(sealed.length, ids.length + 1)
  }
  keys.close()
})

test('a key that one made is there for the other at once, and one that it destroyed is there for nobody who did not hold it', () => {
  const [one, other] = [openKeyStore(folder), openKeyStore(folder)]
  const id = newId()
  assert.equal(other.has(id), false)
  one.create(id)
  assert.equal(other.open(id, 'test', one.seal(id, 'test', 'read at once')), 'read at once')
  const destroyed = newId()
  one.create(destroyed)
  const sealed = one.seal(destroyed, 'test', 'gone')
  one.forget(destroyed)
  for (const each of [one, other]) assert.throws(() => each.open(destroyed, 'test', sealed), KeyIsGone)
  one.close()
  other.close()
})

async function runProgram() {
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program]
  const child = spawn(process.execPath, [...flags, folder, JSON.stringify(ids)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(child, 'exit')
  const sealed: [string, string][] = []
  for await (const line of createInterface(child.stdout)) sealed.push(JSON.parse(line) as [string, string])
  assert.equal((await gone)[0], 0)
  return { pid: child.pid!, sealed }
}
