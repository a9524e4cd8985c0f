import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { assetAt, assets, townSheetPath } from './assets.ts'
import { contrastWithWhite } from './colour.ts'
import { keepRules } from './stylesheet.ts'

const css = assetAt(assets.cssPath)?.body.toString() ?? ''
const script = assetAt(assets.jsPath)?.body.toString() ?? ''

test('the sheet has neither the restricted typeface nor the crest, and fetches nothing', () => {
  assert.ok(css.includes('.govuk-button{') && css.includes('.moj-timeline__title') && css.includes('.ot-header__bar'))
  assert.doesNotMatch(css, /GDS Transport|@font-face|crest|url\(/i)
})

test('the sheet leaves the parts of the design systems that no page uses behind', () => {
  assert.doesNotMatch(css, /\.govuk-accordion|\.moj-filter|\.moj-cookie/)
})

test('no string in the sheet holds a brace, which would mislead the reading of rules', () => {
  const strings = css.match(/"[^"]*"|'[^']*'/g) ?? []
  assert.deepEqual(
    strings.filter((string) => /[{}]/.test(string)),
    [],
  )
})

test('the script is one self-contained module', () => {
  assert.doesNotMatch(script, /\bimport\s*[{"'(*]|\beval\(|new Function/)
  assert.match(script, /data-hide-now/)
})

test('both are named by their content and come compressed twice', () => {
  for (const [path, { body, br, gz }] of assets.files) {
    assert.match(path, /^\/assets\/onetown-[0-9a-f]{16}\.(css|js)$/)
    assert.deepEqual(brotliDecompressSync(br), body)
    assert.deepEqual(gunzipSync(gz), body)
  }
})

test('rules are kept or dropped one by one, inside media queries too', () => {
  const sheet =
    '@charset "UTF-8";a{b:c}.x,.y{d:e}@media print{.x{f:g}@supports (a:b){.x{f:g}p{h:i}}}@media print{.x{j:k}}'
  assert.equal(
    keepRules(sheet, (selector) => !selector.startsWith('.x')),
    'a{b:c}@media print{@supports (a:b){p{h:i}}}',
  )
})

test('contrast with white is that of WCAG', () => {
  assert.equal(contrastWithWhite('#000000'), 21)
  assert.equal(contrastWithWhite('#ffffff'), 1)
  assert.equal(contrastWithWhite('#767676').toFixed(2), '4.54')
  assert.equal(contrastWithWhite('green'), 0)
})

test("a town's colour has a sheet of its own, if white words can be read on it", () => {
  assert.equal(townSheetPath('#1D5C4D'), '/assets/town-1d5c4d.css')
  assert.match(assetAt('/assets/town-1d5c4d.css')?.body.toString() ?? '', /--ot-town:#1d5c4d/)
  assert.deepEqual(
    [townSheetPath('#ffdd00'), townSheetPath('red;}'), townSheetPath(undefined)],
    [undefined, undefined, undefined],
  )
  assert.deepEqual([assetAt('/assets/town-ffdd00.css'), assetAt('/assets/town-1D5C4D.css')], [undefined, undefined])
})
