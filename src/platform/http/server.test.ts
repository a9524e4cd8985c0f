import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openWorld } from '../../../test/world.ts'

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

test('what is not a page is guarded as well', async () => {
  const { headers } = await world.app.inject('/healthz')
  assert.match(String(headers['content-security-policy']), /^default-src 'none'/)
  assert.equal(headers['x-content-type-options'], 'nosniff')
})
