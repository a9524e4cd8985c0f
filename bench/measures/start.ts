import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { demoPassword } from '../../src/organisation/identity/index.ts'
import { removeEmbedded } from '../../src/platform/db/embedded.ts'
import { row, type Row } from '../results.ts'
import { summary } from '../rounds.ts'

const root = join(import.meta.dirname, '..', '..')
const times = 3

/** From `npm start`'s program on an empty folder to a page that somebody signed in sees; and the same folder again. */
export async function measureStart(): Promise<Row[]> {
  const [first, again]: [number[], number[]] = [[], []]
  for (let time = 0; time < times; time++) {
    const folder = mkdtempSync(join(tmpdir(), 'onetown-bench-'))
    first.push(await startAndSignIn(folder))
    again.push(await startAndSignIn(folder))
    await removeEmbedded(join(folder, 'database'))
    rmSync(folder, { recursive: true, force: true })
  }
  const [fresh, restart] = [summary(first), summary(again)]
  return [
    row('Start on an empty folder, with the demo town, to a signed-in page', fresh, 's', {
      goal: 'under 5',
      met: fresh.median < 5,
    }),
    row('Restart, to a signed-in page', restart, 's', { goal: 'under 1.5', met: restart.median < 1.5 }),
  ]
}

async function startAndSignIn(folder: string): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, [join(root, 'bin', 'start.js')], {
    env: { PATH: process.env.PATH, PORT: String(port), ONETOWN_DATA: folder, ONETOWN_KEYS: join(folder, 'keys') },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    await signIn(`http://127.0.0.1:${port}`, child)
    return (performance.now() - began) / 1000
  } finally {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  }
}

async function signIn(site: string, child: ChildProcess) {
  const jar = new Map<string, string>()
  const go = async (path: string, fields?: Record<string, string>): Promise<string> => {
    const answer = await fetch(site + path, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
    })
    for (const set of answer.headers.getSetCookie())
      jar.set(set.split('=')[0]!, set.slice(set.indexOf('=') + 1).split(';')[0]!)
    const text = await answer.text()
    return answer.headers.has('location') ? go(answer.headers.get('location')!) : text
  }
  while (!(await fetch(site).catch(() => undefined))) {
    if (child.exitCode !== null) throw new Error('the town did not start')
    await pause(10)
  }
  const form = await go('/sign-in')
  const second = await go('/sign-in', {
    ...hidden(form),
    email: 'coordinator@exampleham.example',
    password: demoPassword,
  })
  const code = /class="ot-code">(\d+)/.exec(second)?.[1] ?? ''
  const page = await go('/sign-in/code', { ...hidden(second), code })
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
