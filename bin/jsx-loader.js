/**
 * Lets Node import `.tsx`: esbuild turns it into JavaScript once per content, and the result is kept on disk, so that a
 * warm start never loads esbuild. `.ts` stays with Node's own type stripping.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire, enableCompileCache, registerHooks, setSourceMapsSupport } from 'node:module'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cache = fileURLToPath(new URL('../node_modules/.cache/onetown-jsx/', import.meta.url))
// What was compiled is kept, and TypeScript without its types: the next start takes half as long.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/onetown-compiled/', import.meta.url)))
const require = createRequire(import.meta.url)
const { version } = require('esbuild/package.json')
const options = {
  loader: 'tsx',
  format: 'esm',
  target: 'node24',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  sourcemap: 'inline',
  // As Node does for .ts: an import is kept or dropped by its own words, never by a guess at its use.
  tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
}

setSourceMapsSupport(true, { nodeModules: false, generatedCode: false })
registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !new URL(url).pathname.endsWith('.tsx')) return nextLoad(url, context)
    return { format: 'module', source: javaScriptOf(fileURLToPath(url)), shortCircuit: true }
  },
})

function javaScriptOf(file) {
  const content = readFileSync(file, 'utf8')
  const name = basename(file)
  const key = createHash('sha256')
    .update(JSON.stringify([version, options, name, content]))
    .digest('hex')
  const cached = join(cache, `${key}.js`)
  try {
    return readFileSync(cached, 'utf8')
  } catch {
    const { code } = require('esbuild').transformSync(content, { ...options, sourcefile: name })
    keep(cached, code)
    return code
  }
}

function keep(cached, code) {
  try {
    mkdirSync(cache, { recursive: true })
    // Several test processes may write the same file: each its own, then one rename.
    const mine = `${cached}.${process.pid}`
    writeFileSync(mine, code)
    renameSync(mine, cached)
  } catch {
    // Without a cache it is slower, not wrong.
  }
}
