/**
 * What every starter does first, in plain JavaScript because the machine's own Node may be as old as 20:
 * install what is missing, find Node 24, run the real program under it and end as it ends.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { constants, release } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const OLDEST_STARTER = 20
const OLDEST_PROGRAM = 24
const MOST_LINES_OF_NPM = 5
const LOOK_FOR_PARENT_EVERY_MS = 200

// With the library's defaults a town's program takes twice the memory under load, for no measurable speed
// (`npm run bench -- --only memory,list`). See also src/platform/heap.ts.
const SMALL_HEAP = ['--max-semi-space-size=8']
const FEW_ARENAS = { MALLOC_ARENA_MAX: '2' }

export const root = fileURLToPath(new URL('..', import.meta.url))
const marker = join(root, 'node_modules', '.onetown-lock')
const runsHere = join(root, 'node_modules', '.onetown-node')

/**
 * Runs a TypeScript program of this project and never returns: the process ends with the program's exit code.
 * `forDevelopment` also asks for the packages that only tests and checks need.
 */
export async function run(program, args, { forDevelopment = false } = {}) {
  if (major(process.version) < OLDEST_STARTER) {
    giveUp(`Onetown needs Node ${OLDEST_STARTER} or later to start: this is Node ${process.version}.`)
  }
  if (!isInstalled(forDevelopment)) await install(forDevelopment)
  const loader = pathToFileURL(join(root, 'bin', 'jsx-loader.js')).href
  const flags = ['--import', loader, '--disable-warning=ExperimentalWarning', ...SMALL_HEAP]
  // A session of its own: Ctrl-C then reaches the program once, through this process, however many shells stand between.
  const options = {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: true,
    env: { ...FEW_ARENAS, ...process.env },
  }
  const child = spawn(findNode(), [...flags, join(root, program), ...args], options)
  process.exit(await ended(child))
}

function isInstalled(forDevelopment) {
  const lockfile = readIfThere(join(root, 'package-lock.json'))
  const record = `${createHash('sha256').update(lockfile).digest('hex')}${forDevelopment ? ' and development' : ''}\n`
  if (readIfThere(marker).startsWith(record.trimEnd())) return true
  const installed = readIfThere(join(root, 'node_modules', '.package-lock.json'))
  if (!installed || !holdsAll(JSON.parse(lockfile).packages, JSON.parse(installed).packages, forDevelopment))
    return false
  remember(marker, record)
  return true
}

/** npm's own record of the tree tells more than file times: someone may have run `npm ci` or `npm install` by hand. */
function holdsAll(wanted, installed, forDevelopment) {
  return Object.entries(wanted).every(([path, { version, optional, dev, devOptional }]) => {
    if (path === '') return true
    if (installed[path]) return installed[path].version === version
    return optional || (!forDevelopment && (dev || devOptional))
  })
}

async function install(forDevelopment) {
  console.error('Installing the packages that Onetown needs (npm ci): this takes up to a minute.')
  const include = ['--include=optional', ...(forDevelopment ? ['--include=dev'] : [])]
  const ci = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...include]
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js') ? process.env.npm_execpath : undefined
  const options = { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] }
  const child = npm ? spawn(process.execPath, [npm, ...ci], options) : spawn('npm', ci, options)
  let said = ''
  child.stderr.on('data', (data) => (said += data))
  const code = await ended(child)
  if (code) {
    console.error(said.split('\n').filter(Boolean).slice(0, MOST_LINES_OF_NPM).join('\n'))
    giveUp('The packages could not be installed (npm ci failed): mend what npm says above and start again.', code)
  }
  isInstalled(forDevelopment)
}

/** The Node that came with npm ci, else the one we run on when it is new enough. */
function findNode() {
  const ours = join(root, 'node_modules', '.bin', 'node')
  if (existsSync(ours) && runs(ours)) return ours
  if (major(process.version) >= OLDEST_PROGRAM) return process.execPath
  const system = `${process.platform} on ${process.arch}`
  giveUp(
    `Onetown needs Node ${OLDEST_PROGRAM} or later and none comes with it for ${system}: install it and start again.`,
  )
}

/** It is asked, once on a system: with another C library, or an older one, the file is there and cannot run. */
function runs(node) {
  const here = `${release()} ${statSync(node).mtimeMs}`
  if (readIfThere(runsHere) === here) return true
  if (spawnSync(node, ['--version']).status !== 0) return false
  remember(runsHere, here)
  return true
}

/** Resolves to the child's exit code; passes on what tells us to stop, and stops the child when npm above us is gone. */
function ended(child) {
  const stop = (signal) => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  const watch = whenNpmIsGone(() => stop('SIGTERM'))
  return new Promise((resolve) => {
    child.on('error', (error) => giveUp(`${child.spawnfile} could not be started: ${error.message}`))
    child.on('close', (code, signal) => {
      clearInterval(watch)
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, stop)
      resolve(code ?? 128 + constants.signals[signal])
    })
  })
}

/**
 * npm passes a signal to the shell it started, and the shell dies without telling us; so under npm the death of either
 * means stop. Started by hand we stay: someone may have started us in the background and closed the terminal.
 */
function whenNpmIsGone(then) {
  if (!process.env.npm_lifecycle_event) return undefined
  const parent = process.ppid
  const npm = npmAbove(parent)
  const timer = setInterval(() => {
    if (process.ppid === parent && (!npm || isAlive(npm))) return
    clearInterval(timer)
    then()
  }, LOOK_FOR_PARENT_EVERY_MS)
  return timer
}

/** The process above the shell between npm and us; undefined when there is no shell or the system does not tell. */
function npmAbove(parent) {
  const [, name, above] = readIfThere(`/proc/${parent}/stat`).match(/^\d+ \((.*)\) \S (\d+)/s) ?? []
  return /^(sh|dash|bash|ash|zsh)$/.test(name ?? '') ? Number(above) : undefined
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function remember(file, what) {
  try {
    writeFileSync(file, what)
  } catch {
    // A tree that we may read but not write is complete all the same.
  }
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

function major(version) {
  return Number(/\d+/.exec(version)[0])
}

function giveUp(sentence, code = 1) {
  console.error(sentence)
  process.exit(code)
}
