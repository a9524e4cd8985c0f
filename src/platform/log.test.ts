import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const full = '/dev/full'
const program = `
  import { openLog } from ${JSON.stringify(join(import.meta.dirname, 'log.ts'))}
  const log = openLog()
  log.error('lost')
  setTimeout(() => {
    log.info('also lost')
    setTimeout(() => console.log('goes on'), 10)
  }, 10)`

test('a log that cannot be written ends nothing', {
  skip: !existsSync(full) && 'this system has no full device',
}, () => {
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program]
  const { status, stdout } = spawnSync(process.execPath, flags, {
    stdio: ['ignore', 'pipe', openSync(full, 'w')],
    encoding: 'utf8',
  })
  assert.deepEqual([status, stdout], [0, 'goes on\n'])
})
