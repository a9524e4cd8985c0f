import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import { hiddenFields, openWorld } from '../../../test/world.ts'
import { buildApp } from '../../app.ts'

const world = await openWorld()
after(() => world.close())

const policyOf = ({ headers }: { headers: Record<string, unknown> }) => String(headers['content-security-policy'])
const nonceOf = (page: { headers: Record<string, unknown> }) => /script-src 'nonce-([^']+)'/.exec(policyOf(page))?.[1]

test('nothing loads as script or style but what carries the nonce of this very response', async () => {
  const page = await world.stranger().opens('/no-such-page')
  const nonce = nonceOf(page)
  assert.ok(nonce && nonce.length >= 22)
  assert.match(policyOf(page), new RegExp(`style-src 'nonce-${nonce.replace(/[+/]/g, '\\$&')}'`))
  assert.doesNotMatch(policyOf(page), /script-src[^;]*'self'|unsafe/)
  const loading = page.text.match(/<script[^>]*>|<link rel="stylesheet"[^>]*>/g) ?? []
  assert.ok(loading.length >= 2)
  for (const tag of loading) assert.ok(tag.includes(`nonce="${nonce}"`), tag)
})

test('every response has a nonce of its own', async () => {
  const pages = await Promise.all([1, 2, 3].map(() => world.stranger().opens('/no-such-page')))
  assert.equal(new Set(pages.map(nonceOf)).size, 3)
})

test('a page that says what went wrong on our side carries the nonce too', async () => {
  const page = await world.app.inject({
    method: 'POST',
    url: '/drafts/x',
    payload: '{',
    headers: { 'content-type': 'application/json' },
  })
  assert.equal(page.statusCode, 400)
  assert.ok(page.body.includes(`nonce="${nonceOf(page)}"`))
})

test('what is asked by the API is kept nowhere on its way', async () => {
  const worker = await world.someone('Wren Worker', [])
  const headers = { authorization: `Bearer ${worker.token}` }
  for (const url of ['/api/v1/staff/list', '/api/v1/staff/one', '/api/v1/cases/list']) {
    const answer = await world.app.inject({ url, headers })
    assert.equal(answer.headers['cache-control'], 'no-store', url)
  }
})

test('behind the proxy an address is the one that the proxy saw, whatever else the header says', async () => {
  const site = await buildApp({ ...world.town, baseUrl: 'https://testham.example' })
  const guesses = async (forwarded: string) => {
    const headers = { authorization: 'Bearer made-up', 'x-forwarded-for': forwarded }
    return (await site.inject({ url: '/api/v1/staff/list', headers })).statusCode
  }
  const tries = []
  for (let n = 0; n < 61; n++) tries.push(await guesses(`10.0.0.${n}, 192.0.2.7`))
  assert.deepEqual([tries[0], tries[60]], [401, 429])
  assert.equal(await guesses('10.0.0.1, 192.0.2.8'), 401)
  await site.close()
})

test('figures are shown on this machine alone, and not to whom a proxy brings', async () => {
  assert.equal((await world.app.inject('/metrics')).statusCode, 200)
  for (const name of ['forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-real-ip', 'via'])
    assert.equal((await world.app.inject({ url: '/metrics', headers: { [name]: 'x' } })).statusCode, 404, name)
})

test('what is not a page is guarded as well', async () => {
  const { headers } = await world.app.inject('/healthz')
  assert.match(String(headers['content-security-policy']), /^default-src 'none'/)
  assert.equal(headers['x-content-type-options'], 'nosniff')
})

test('a page goes compressed to whoever accepts that, and carries another form token each time', async () => {
  const ask = (encoding: string) =>
    world.app.inject({ method: 'GET', url: '/refer/public', headers: encoding ? { 'accept-encoding': encoding } : {} })
  const [plain, brotli, gzip] = [await ask(''), await ask('gzip, deflate, br'), await ask('gzip')]
  assert.equal(brotli.headers['content-encoding'], 'br')
  assert.equal(gzip.headers['content-encoding'], 'gzip')
  assert.equal(plain.headers['content-encoding'], undefined)
  assert.match(brotliDecompressSync(brotli.rawPayload).toString(), /<h1/)
  assert.ok(brotli.rawPayload.length < plain.rawPayload.length / 4)
})

test('the token of a form differs in every page, and each of them is good', async () => {
  const visitor = world.stranger()
  const tokens = [await visitor.opens('/referral-status'), await visitor.opens('/referral-status')].map(
    ({ text }) => hiddenFields(text)._csrf!,
  )
  assert.notEqual(tokens[0], tokens[1])
  for (const _csrf of tokens)
    assert.equal((await visitor.posts('/referral-status', { _csrf, reference: 'x', code: 'x' })).status === 403, false)
  assert.equal(
    (await visitor.posts('/referral-status', { _csrf: tokens[0]!.slice(0, -4), reference: 'x', code: 'x' })).status,
    403,
  )
})

test('an address that cannot even be read gets a fixed sentence, guarded, and nothing of itself back', async () => {
  for (const url of ['/%', '/join/%E0%A4%A', `/answer/${'a'.repeat(5000)}`]) {
    const { statusCode, headers, body } = await world.app.inject(url)
    assert.equal(statusCode, 404, url.slice(0, 20))
    assert.match(String(headers['content-security-policy']), /^default-src 'none'/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.match(body, /^There is nothing here/)
  }
})

test('over TLS a visit is known by a cookie that no neighbouring site can set', async () => {
  const site = await buildApp({ ...world.town, baseUrl: 'https://testham.example' })
  const visit = await site.inject('/referral-status')
  const [cookie] = [visit.headers['set-cookie']].flat().map(String)
  assert.match(cookie!, /^__Host-onetown=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  const token = visit.cookies[0]!.value
  const sent = (name: string) =>
    site.inject({
      method: 'POST',
      url: '/referral-status',
      cookies: { [name]: token },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ ...hiddenFields(visit.body), reference: 'x', code: 'x' }).toString(),
    })
  assert.equal((await sent('onetown')).statusCode, 403, 'the name that a neighbour could set is not looked at')
  assert.notEqual((await sent('__Host-onetown')).statusCode, 403)
  await site.close()
})
