/** `npm test`: a database server, a browser where there can be one, then Node's own runner over every test of the house. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { whenToldToStop } from '../src/platform/stop.ts'
import { chromiumForTests } from './chromium.ts'
import { serverForTests } from './server.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const everyTest = ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts', 'test/journeys/*.e2e.ts']
const runnerFlags = ['--test', '--test-concurrency=2', '--test-reporter=spec', '--test-timeout=600000']

const open: (() => Promise<void>)[] = []
const close = async () => {
  for (const part of open.toReversed()) await part()
}
whenToldToStop(close)

const given = process.argv.slice(2)
const flags = given.filter((argument) => argument.startsWith('-'))
const patterns = given.filter((argument) => !argument.startsWith('-'))
const files = (patterns.length ? patterns : everyTest).flatMap(filesOf).toSorted()
const browser = files.some((file) => file.includes('.e2e.')) ? await chromiumForTests() : {}

const server = await serverForTests().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
open.push(server.close)

const runner = spawn(process.execPath, [...process.execArgv, ...runnerFlags, ...flags, ...files], {
  cwd: root,
  env: { ...withoutSettings(process.env), ...browser, TEST_OWNER_URL: server.superuserUrl },
  stdio: 'inherit',
})
open.push(() => stopped(runner))
const [code] = await once(runner, 'exit')
await server.close()
process.exit(code ?? 1)

/** A name that was typed must be there: a runner that finds nothing to run says that all is well. */
function filesOf(pattern: string) {
  const found = globSync(pattern, { cwd: root })
  if (!found.length && patterns.includes(pattern)) {
    console.error(`There is no test file ${pattern}.`)
    process.exit(1)
  }
  return found
}

async function stopped(child: ChildProcess) {
  if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit')
}

/** A town's own settings on a developer's machine must not reach the tests. */
function withoutSettings(env: NodeJS.ProcessEnv) {
  const ours = /^(PORT|HOST|DATABASE_URL|ONETOWN_(?!TEST_).*)$/
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.test(name)))
}
