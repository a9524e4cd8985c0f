import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type * as Esbuild from 'esbuild'
import { contrastWithWhite, ENOUGH_CONTRAST, readColour } from './colour.ts'
import { partsOfMoj, withoutTheCrown } from './stylesheet.ts'

export type Asset = { readonly type: string; readonly body: Buffer; readonly br: Buffer; readonly gz: Buffer }

const NOTICE = '/* GOV.UK Frontend, copyright Crown, and MOJ Frontend, copyright Ministry of Justice: MIT licence */\n'
const CSS = 'text/css; charset=utf-8'
const JAVASCRIPT = 'text/javascript; charset=utf-8'
const SCRIPTS = ['page.js', 'choosing.js', 'draft.js', 'from-file.js', 'hide-now.js', 'only-when.js', 'progress.js']

const require = createRequire(import.meta.url)
const here = dirname(fileURLToPath(import.meta.url))
const govuk = dirname(require.resolve('govuk-frontend/package.json'))
const moj = dirname(require.resolve('@ministryofjustice/frontend/package.json'))
const cache = fileURLToPath(new URL('../../../node_modules/.cache/onetown-assets/', import.meta.url))

const css = kept('css', styleSheet)
const script = kept('js', bundledScript)

/** The one sheet and the one script of every page, named by their content, so that they may be cached for ever. */
export const assets = {
  cssPath: `/assets/onetown-${hashOf(css.body)}.css`,
  jsPath: `/assets/onetown-${hashOf(script.body)}.js`,
  files: new Map<string, Asset>(),
}
assets.files.set(assets.cssPath, { type: CSS, ...css })
assets.files.set(assets.jsPath, { type: JAVASCRIPT, ...script })

/** What is served at a path under /assets/, the sheets of towns' colours included; undefined when there is nothing. */
export function assetAt(path: string): Asset | undefined {
  return assets.files.get(path) ?? townSheet(path)
}

/**
 * The address of the small sheet that sets the town's colour ('#rrggbb'). Undefined when none is set, or when white
 * words on it could not be read (WCAG 2.2, 1.4.3): then the colour stays Onetown's own.
 */
export function townSheetPath(colour: string | undefined): string | undefined {
  const hex = readColour(colour)
  return hex && contrastWithWhite(`#${hex}`) >= ENOUGH_CONTRAST ? `/assets/town-${hex}.css` : undefined
}

function townSheet(path: string): Asset | undefined {
  const [, hex] = /^\/assets\/town-([0-9a-f]{6})\.css$/.exec(path) ?? []
  if (!hex || townSheetPath(`#${hex}`) !== path) return undefined
  return { type: CSS, ...compressed(`:root{--ot-town:#${hex};--govuk-brand-colour:#${hex}}`) }
}

function styleSheet() {
  const read = (...path: string[]) => readFileSync(join(...path), 'utf8')
  const own = read(here, 'style.css')
  const theirs = withoutTheCrown(read(govuk, 'dist/govuk/govuk-frontend.min.css'))
  const parts = partsOfMoj(read(moj, 'moj/moj-frontend.min.css'))
  return NOTICE + esbuild().transformSync(theirs + parts + own, { loader: 'css', minify: true }).code
}

function bundledScript() {
  const { outputFiles } = esbuild().buildSync({
    entryPoints: [join(here, 'browser/page.js')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2020',
    legalComments: 'none',
    write: false,
  })
  return NOTICE + (outputFiles[0]?.text ?? '')
}

/** Loaded only when something has to be made, because a warm start does not need it. */
function esbuild() {
  return require('esbuild') as typeof Esbuild
}

type Compressed = Omit<Asset, 'type'>

/** Kept on disk under a hash of all that it is made of; made again when any of it changed. */
function kept(kind: 'css' | 'js', make: () => string): Compressed {
  const file = join(cache, `${sourcesHash()}.${kind}`)
  try {
    return { body: readFileSync(file), br: readFileSync(`${file}.br`), gz: readFileSync(`${file}.gz`) }
  } catch {
    const made = compressed(make())
    keep(file, made)
    return made
  }
}

function keep(file: string, { body, br, gz }: Compressed) {
  try {
    mkdirSync(cache, { recursive: true })
    for (const [name, content] of [
      [`${file}.br`, br],
      [`${file}.gz`, gz],
      [file, body],
    ] as const) {
      // Several processes may write the same file: each its own, then one rename.
      const mine = `${name}.${process.pid}`
      writeFileSync(mine, content)
      renameSync(mine, name)
    }
  } catch {
    // Without a cache the start is slower, not wrong.
  }
}

function compressed(content: string): Compressed {
  const body = Buffer.from(content)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length }
  return { body, br: brotliCompressSync(body, { params }), gz: gzipSync(body, { level: 9 }) }
}

function sourcesHash() {
  const ours = ['style.css', 'stylesheet.ts', 'assets.ts', ...SCRIPTS.map((name) => `browser/${name}`)]
  const sources = [...ours.map((name) => join(here, name)), join(govuk, 'package.json'), join(moj, 'package.json')]
  return hashOf(Buffer.concat(sources.map((source) => readFileSync(source))))
}

function hashOf(content: Buffer) {
  return createHash('sha256').update(content).digest('hex').slice(0, 16)
}
