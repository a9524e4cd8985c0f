import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { after, test } from 'node:test'
import { isRunning } from '../src/platform/db/embedded/server.ts'
import { testFolder } from './server.ts'

const root = join(import.meta.dirname, '..')
const folders: string[] = []
const started: ChildProcess[] = []
const stopModule = join(root, 'src/platform/stop.ts')
/** Stays until it is told to stop, and then takes a moment, as closing a database does. */
const service = `
  import { appendFileSync } from 'node:fs'
  import { whenToldToStop } from ${JSON.stringify(stopModule)}
  whenToldToStop(async (why) => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    appendFileSync(new URL('../closed', import.meta.url), why + '\\n')
  })
  setInterval(() => {}, 1000)
  console.log('ready ' + process.pid + ' ' + process.version)`

after(() => {
  for (const child of started) child.kill('SIGKILL')
  for (const folder of folders) rmSync(folder, { recursive: true })
})

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  test(`${signal} to the starter lets the program close, and no process is left`, async () => {
    const { child, pid, folder } = await starting(aProject({ 'src/main.ts': service }), ['node', 'bin/start.js'])
    child.kill(signal)
    assert.deepEqual(await once(child, 'exit'), [0, null])
    assert.equal(isRunning(pid), false)
    assert.equal(closings(folder).length, 1)
  })

  test(`${signal} to npm start goes through npm and the starter to the program`, async () => {
    const { child, pid, folder } = await starting(aProject({ 'src/main.ts': service }), ['npm', 'start'])
    child.kill(signal)
    await until(() => !isRunning(pid))
    assert.equal(closings(folder).length, 1)
  })
}

test('Ctrl-C reaches every process of npm start at once, and the program closes once', async () => {
  const { child, pid, folder } = await starting(aProject({ 'src/main.ts': service }), ['npm', 'start'])
  process.kill(-child.pid!, 'SIGINT')
  await once(child, 'exit')
  await until(() => !isRunning(pid))
  assert.equal(closings(folder).length, 1)
})

test('a program whose starter was killed with -9 closes by itself', async () => {
  const { child, pid, folder } = await starting(aProject({ 'src/main.ts': service }), ['node', 'bin/start.js'])
  child.kill('SIGKILL')
  await until(() => !isRunning(pid))
  assert.deepEqual(closings(folder), ['the starter is gone'])
})

test('a program whose npm was killed with -9 closes too', async () => {
  const { child, pid, folder } = await starting(aProject({ 'src/main.ts': service }), ['npm', 'start'])
  child.kill('SIGKILL')
  await until(() => !isRunning(pid))
  assert.equal(closings(folder).length, 1)
})

test('the starter ends with the exit code of its program', async () => {
  const project = aProject({ 'src/main.ts': 'process.exit(7)' })
  assert.deepEqual(await run(project, ['node', 'bin/start.js']), { code: 7, said: '' })
})

test('the command line passes its words on, and start is the service itself', async () => {
  const project = aProject({
    'src/commands.ts': `console.log('commands', ...process.argv.slice(2))`,
    'src/main.ts': `console.log('service')`,
  })
  const token = await run(project, ['node', 'bin/onetown.js', 'token', '--as', 'someone@example.org'])
  assert.deepEqual(token, { code: 0, said: 'commands token --as someone@example.org\n' })
  assert.deepEqual(await run(project, ['node', 'bin/onetown.js', 'start']), { code: 0, said: 'service\n' })
})

test('the program runs on Node 24 or later, imports .tsx, and its errors name the line that was written', async () => {
  const page = `const unused: string = ''\n\nexport const page = <p>{process.version}</p>\nexport function fail(): never {\n  throw new Error('here')\n}\n`
  const main = `
    import { render } from 'preact-render-to-string'
    import { fail, page } from './page.tsx'
    console.log(render(page))
    try { fail() } catch (error) { console.log(/page.tsx:\\d+/.exec(error.stack)[0]) }`
  const project = aProject({ 'src/main.ts': main, 'src/page.tsx': page })
  for (const _coldThenWarm of [1, 2]) {
    const { code, said } = await run(project, ['node', 'bin/start.js'])
    assert.match(said, /^<p>v(2[4-9]|[3-9]\d)\..*<\/p>\npage\.tsx:5\n$/)
    assert.equal(code, 0)
  }
})

test('packages that cannot be installed end the start with one clear sentence', async () => {
  const project = aProject({
    'package.json': '{ "type": "module", "dependencies": { "zod": "4.6.7" } }',
    'package-lock.json': '{ "packages": {} }',
  })
  rmSync(join(project, 'node_modules'))
  const { code, said } = await run(project, ['node', 'bin/start.js'])
  assert.equal(code, 1)
  assert.match(said, /^Installing the packages that Onetown needs \(npm ci\)/)
  assert.match(said, /\nThe packages could not be installed \(npm ci failed\): [^\n]*\n$/)
})

/** A copy of the starters in a folder of its own, on the packages of this one, with the files that are given. */
function aProject(files: Record<string, string>) {
  const folder = testFolder(`starter-${folders.length}`)
  folders.push(folder)
  mkdirSync(join(folder, 'src'), { recursive: true })
  for (const name of ['bin', 'package.json', 'package-lock.json']) {
    cpSync(join(root, name), join(folder, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

function begin(folder: string, [command, ...args]: string[]) {
  const { npm_lifecycle_event: _ours, ...env } = process.env
  const child = spawn(command!, args, { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(child)
  return child
}

async function starting(folder: string, command: string[]) {
  const child = begin(folder, command)
  for await (const line of createInterface(child.stdout)) {
    const pid = Number(/^ready (\d+)/.exec(line)?.[1])
    if (pid) return { child, pid, folder }
  }
  throw new Error('The program ended before it was ready.')
}

async function run(folder: string, command: string[]) {
  const child = begin(folder, command)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data))
  const [code] = await once(child, 'close')
  return { code, said }
}

const closings = (folder: string) =>
  existsSync(join(folder, 'closed')) ? readFileSync(join(folder, 'closed'), 'utf8').trimEnd().split('\n') : []

async function until(isSo: () => boolean) {
  while (!isSo()) await pause(10)
}
