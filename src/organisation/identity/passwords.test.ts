import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deviceIn } from './device.ts'
import { localPath } from './local-path.ts'
import { hashPassword, passwordMatches, wrongWithPassword } from './passwords.ts'
import { codeIn, newSecret, stepAt, stepOfCode } from './second-factor.ts'

const holder = { name: 'Jo Joiner', email: 'jo@testham.example', town: 'Testham' }

test('a password is the one that was hashed, also when its letters are composed another way, and never without a hash', async () => {
  const hash = await hashPassword('Zoë waits at the café')
  assert.equal(await passwordMatches(hash, 'Zoë waits at the café'), true)
  assert.equal(await passwordMatches(hash, 'Zoe waits at the cafe'), false)
  assert.equal(await passwordMatches(undefined, 'Zoë waits at the café'), false)
  assert.notEqual(await hashPassword('the same words'), await hashPassword('the same words'))
})

test('length counts, not composition', async () => {
  for (const good of ['just plain words together', '黒い鳥が七羽ぬるい水辺にいる', 'xkqvzjwphfgm'])
    assert.equal(await wrongWithPassword(good, holder), undefined, good)
  for (const bad of [
    'P4$$w0rd!',
    'aaaaaaaaaaaaaaaa',
    'abababababab',
    'Qwerty123456',
    'joiner.testham1',
    'x'.repeat(201),
  ])
    assert.ok(await wrongWithPassword(bad, holder), bad)
})

test('a code is good in its half-minute and in those beside it', () => {
  const secret = newSecret()
  const now = new Date('2026-06-01T12:00:10Z')
  const step = stepAt(now)
  for (const near of [-1, 0, 1]) assert.equal(stepOfCode(secret, codeIn(secret, step + near), now), step + near)
  const far = [-2, 2, 20]
    .map((away) => codeIn(secret, step + away))
    .filter((code) => stepOfCode(secret, code, now) === undefined)
  assert.ok(far.length >= 2)
  for (const typed of ['', '12345', '1234567', 'abcdef', ' ']) assert.equal(stepOfCode(secret, typed, now), undefined)
})

test('a code is that of RFC 6238 for its example', () => {
  // The RFC's secret '12345678901234567890' in base 32; at 59 seconds its eight digits end in these six.
  assert.equal(codeIn('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 1), '287082')
})

test('one is led to pages of this site only', () => {
  assert.equal(localPath('/cases/1?tab=plan'), '/cases/1?tab=plan')
  for (const away of [
    undefined,
    1,
    '',
    '/',
    '//x.example',
    '/\\x.example',
    '/\n/x.example',
    'https://x.example',
    'x',
    '/sign-in?to=/',
    '/join/abc',
  ])
    assert.equal(localPath(away), '/work', String(away))
})

test('a device is named so that its owner knows it', () => {
  assert.equal(
    deviceIn('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0'),
    'Firefox on Windows',
  )
  assert.equal(
    deviceIn(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    ),
    'Safari on iPhone',
  )
  assert.equal(deviceIn(undefined), 'A browser on a device that we do not know')
})
