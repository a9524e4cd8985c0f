import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { codeIn, stepAt } from '../../src/organisation/identity/second-factor.ts'
import { demoPassword } from '../../src/organisation/identity/index.ts'
import { removeEmbedded } from '../../src/platform/db/embedded.ts'
import { row, type Row } from '../results.ts'
import { summary } from '../rounds.ts'

const root = join(import.meta.dirname, '..', '..')
const times = 3

/**
 * From an empty folder to a page that somebody signed in sees: of a real town, founded, started and joined; and of the
 * demo town, whose cases are told first. And the same folder again.
 */
export async function measureStart(): Promise<Row[]> {
  const [real, demo, again]: [number[], number[], number[]] = [[], [], []]
  for (let time = 0; time < times; time++) {
    await onAnEmptyFolder(async (folder) => real.push(await secondsTo(() => foundAndJoin(folder))))
    await onAnEmptyFolder(async (folder) => {
      demo.push(await secondsTo(() => serving(folder, signIn)))
      again.push(await secondsTo(() => serving(folder, signIn)))
    })
  }
  const [founded, told, restart] = [summary(real), summary(demo), summary(again)]
  const goal = 'under 5'
  return [
    row('A real town on an empty folder: founded, started, joined, to a signed-in page', founded, 's', {
      goal,
      met: founded.median < 5,
    }),
    row('Start on an empty folder, with the demo town, to a signed-in page', told, 's', { goal, met: told.median < 5 }),
    row('Restart, to a signed-in page', restart, 's', { goal: 'under 1.5', met: restart.median < 1.5 }),
  ]
}

async function onAnEmptyFolder(work: (folder: string) => Promise<unknown>) {
  const folder = mkdtempSync(join(tmpdir(), 'onetown-bench-'))
  try {
    await work(folder)
  } finally {
    await removeEmbedded(join(folder, 'database'))
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Seconds until when the work says that it was done. */
async function secondsTo(work: () => Promise<number>): Promise<number> {
  const began = performance.now()
  return ((await work()) - began) / 1000
}

const environment = (folder: string, port: number) => ({
  PATH: process.env.PATH,
  PORT: String(port),
  ONETOWN_DATA: folder,
  ONETOWN_KEYS: join(folder, 'keys'),
})

/** What the README says for a real town: it is founded, served, and the link lets its administrator join. */
async function foundAndJoin(folder: string): Promise<number> {
  const port = await freePort()
  const env = environment(folder, port)
  const words = ['town', 'new', '--name', 'Benchham', '--email', 'ada@benchham.example']
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'bin', 'onetown.js'), ...words], { env })
  const link = new URL(stdout.trim().split('\n').at(-1)!).pathname
  return serving(folder, (go) => joinBy(go, link), port)
}

/** Starts the program, does the work once it answers, and ends it. Gives when the work was done. */
async function serving(folder: string, work: (go: Go) => Promise<void>, port?: number): Promise<number> {
  const on = port ?? (await freePort())
  const child = spawn(process.execPath, [join(root, 'bin', 'start.js')], {
    env: environment(folder, on),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    const site = `http://127.0.0.1:${on}`
    await answers(site, child)
    await work(visitorOf(site))
    return performance.now()
  } finally {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  }
}

async function answers(site: string, child: ChildProcess) {
  while (!(await fetch(site).catch(() => undefined))) {
    if (child.exitCode !== null) throw new Error('the town did not start')
    await pause(10)
  }
}

type Go = (path: string, fields?: Record<string, string>) => Promise<string>

/** Opens pages, or sends a form of the page that was opened last, and follows where it leads. */
function visitorOf(site: string): Go {
  const jar = new Map<string, string>()
  let last = ''
  const go = async (path: string, fields?: Record<string, string>): Promise<string> => {
    const answer = await fetch(site + path, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(fields ? { method: 'POST', body: new URLSearchParams({ ...hidden(last), ...fields }) } : {}),
    })
    for (const set of answer.headers.getSetCookie())
      jar.set(set.split('=')[0]!, set.slice(set.indexOf('=') + 1).split(';')[0]!)
    last = await answer.text()
    return answer.headers.has('location') ? go(answer.headers.get('location')!) : last
  }
  return go
}

async function joinBy(go: Go, link: string) {
  await go(link)
  const setUp = await go(link, { password: 'seven quiet herons wading' })
  const secret = /ot-code">([A-Z2-7 ]+)</.exec(setUp)![1]!.replaceAll(' ', '')
  await go('/join/second-factor', { code: codeIn(secret, stepAt(new Date())) })
  signedIn(await go('/join/conduct', { agree: 'yes' }))
}

async function signIn(go: Go) {
  await go('/sign-in')
  const second = await go('/sign-in', { email: 'coordinator@exampleham.example', password: demoPassword })
  signedIn(await go('/sign-in/code', { code: /class="ot-code">(\d+)/.exec(second)?.[1] ?? '' }))
}

function signedIn(page: string) {
  if (!page.includes('Sign out')) throw new Error('nobody was signed in')
}

const hidden = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      value!,
    ]),
  )

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}
