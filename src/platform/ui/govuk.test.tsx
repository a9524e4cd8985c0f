import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { type ComponentName, Govuk, govukHtml, html, type Params } from './govuk.tsx'

type Fixture = { name: string; options: Params; html: string }
type Fixtures = { component: ComponentName; fixtures: Fixture[] }

const require = createRequire(import.meta.url)
const govuk = dirname(require.resolve('govuk-frontend/package.json'))
const moj = dirname(require.resolve('@ministryofjustice/frontend/package.json'))

function fixturesIn(folder: string): Fixtures[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('fixtures.json'))
    .map((path) => JSON.parse(readFileSync(join(folder, path), 'utf8')) as Fixtures)
}

test('every fixture that GOV.UK Frontend ships comes out of the wrapper exactly as shipped', () => {
  let compared = 0
  for (const { component, fixtures } of fixturesIn(join(govuk, 'dist/govuk/components'))) {
    for (const { name, options, html: shipped } of fixtures) {
      const inJsx = renderToString(<Govuk is={component} params={options} />)
      assert.equal(inJsx, shipped.trim(), `${component}: ${name}`)
      compared += 1
    }
  }
  assert.ok(compared >= 725, `only ${compared} fixtures were found`)
})

test('MOJ Frontend ships no fixtures; when it does, they must be compared here', () => {
  assert.deepEqual(fixturesIn(moj), [])
})

test('every MOJ component that is offered has a template, and says the words it is given, escaped', () => {
  const item = { text: 'R & D', href: '/a', label: { text: 'R & D' }, datetime: { timestamp: '2026-12-03', type: 'x' } }
  const params = {
    text: 'R & D',
    title: { text: 'R & D' },
    heading: { text: 'R & D' },
    items: [item],
    sections: [{ items: [item] }],
  }
  const names = [
    'badge',
    'banner',
    'identity-bar',
    'page-header-actions',
    'side-navigation',
    'sub-navigation',
    'ticket-panel',
  ] as const
  for (const name of names) {
    const markup = govukHtml(`moj:${name}`, params)
    assert.match(markup, new RegExp(`class="moj-${name}`), name)
    assert.ok(markup.includes('R &amp; D') && !markup.includes('R & D'), name)
  }
})

test('text from people is escaped, in a template, in an attribute and in JSX inside a template', () => {
  const nasty = '"><script>alert(1)</script>'
  const field = {
    id: 'x',
    name: 'x',
    value: nasty,
    label: { text: nasty },
    hint: { text: nasty },
    attributes: { title: nasty },
  }
  const markup = renderToString(
    <div>
      <Govuk is="input" params={field} />
      <Govuk is="details" params={{ summaryText: nasty, html: html(<b title={nasty}>{nasty}</b>) }} />
    </div>,
  )
  assert.ok(!markup.includes('<script'))
  assert.equal(markup.split('&lt;script').length, 8)
})

test('markup that nobody escaped is no parameter', () => {
  // @ts-expect-error a plain string is not Html
  const params: Params = { summaryText: 'More', html: '<b>hand-made</b>' }
  assert.ok(params)
})
