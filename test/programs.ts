import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { removeEmbedded } from '../src/platform/db/embedded.ts'
import { passwordsOf, placeFor, urlsOf } from '../src/platform/db/embedded/place.ts'
import { testFolder } from './server.ts'

const root = join(import.meta.dirname, '..')
const loader = join(root, 'bin/jsx-loader.js')
/** The very program, without npm and the starter between: a signal reaches it and nothing else. */
export const service = [process.execPath, '--import', loader, '--disable-warning=ExperimentalWarning', 'src/main.ts']

export type Env = Record<string, string>

export interface Installation {
  /** ONETOWN_DATA. */
  folder: string
  keys: string
  env: Env
  /** May do anything in the built-in server's database `onetown`: to look behind the walls, or to alter rows by hand. */
  superuserUrl(): string
  /** Where the built-in server's files and its socket lie. */
  place(): ReturnType<typeof placeFor>
  /** Ends what was started on it and removes it with everything in it. */
  remove(): Promise<void>
}

export interface Running {
  child: ChildProcess
  address: string
  /** What it said so far, both streams. */
  said(): string
  /** Sends a signal and resolves with the exit code, or the signal, when it has gone. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>
}

const children = new Set<ChildProcess>()

/** A folder of its own for one installation; nothing is in it yet. */
export function anInstallation(name: string, env: Env = {}): Installation {
  const folder = testFolder(name)
  mkdirSync(folder)
  const database = join(folder, 'database')
  const place = () => placeFor(database)
  return {
    folder,
    keys: join(folder, 'keys'),
    env: { ONETOWN_DATA: folder, PORT: '0', ...env },
    place,
    superuserUrl: () => urlsOf(place(), passwordsOf(place())).superuserUrl.replace('/postgres?', '/onetown?'),
    async remove() {
      for (const child of children) child.kill('SIGKILL')
      await removeEmbedded(database)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Starts the program and resolves when it serves. Throws with what it said when it ends before that. */
export async function starting(env: Env, command: readonly string[] = service): Promise<Running> {
  const child = begin(env, command)
  const gone = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>
  let said = ''
  const address = new Promise<string>((resolve) => {
    const hear = (data: Buffer) => {
      said += data
      const found = /is ready at (\S+)$/m.exec(said)?.[1]
      if (found) resolve(found)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
  })
  const ready = await Promise.race([address, gone.then(() => undefined)])
  if (!ready) throw new Error(`The program ended before it was ready: ${said}`)
  const stop: Running['stop'] = async (signal = 'SIGTERM') => {
    child.kill(signal)
    const [code, by] = await gone
    return code ?? by!
  }
  return { child, address: ready, said: () => said, stop }
}

/** Runs a program to its end, which comes at once when it serves although it should not. */
export async function run(env: Env, command: readonly string[]) {
  const child = begin(env, command)
  let [out, err] = ['', '']
  child.stdout.on('data', (data: Buffer) => {
    out += data
    if (out.includes(' is ready at ')) child.kill()
  })
  child.stderr.on('data', (data: Buffer) => (err += data))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}

/** `npx onetown …`, as npx runs it. */
export const onetown = (env: Env, ...words: string[]) => run(env, ['node', 'bin/onetown.js', ...words])

/** Starts a program and no more. No setting of this machine and no npm above reaches the program. */
export function begin(env: Env, [program, ...args]: readonly string[]) {
  const { PATH, HOME } = process.env
  const child = spawn(program!, args, {
    cwd: root,
    env: { PATH, HOME, ...env },
    // A group of its own, as a shell gives it. The channel ends the program when this process is killed.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', ...(program === process.execPath ? (['ipc'] as const) : [])],
  }) as ChildProcessByStdio<null, Readable, Readable>
  children.add(child)
  child.on('exit', () => children.delete(child))
  return child
}

interface Request {
  method: string
  url: string
  headers?: Record<string, string>
  cookies?: Record<string, string>
  payload?: string | object
}

/** What a site in this process does with `inject`, for one that runs elsewhere: to be given to `visitor` and `byApi`. */
export function overHttp(address: string): FastifyInstance {
  const inject = async ({ method, url, headers, cookies = {}, payload }: Request) => {
    const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`)
    const asJson = typeof payload === 'object' && !Buffer.isBuffer(payload)
    const answer = await fetch(address + url, {
      method,
      headers: { ...headers, cookie: cookie.join('; '), ...(asJson ? { 'content-type': 'application/json' } : {}) },
      redirect: 'manual',
      ...(payload === undefined
        ? {}
        : { body: asJson ? JSON.stringify(payload) : (payload as string | Buffer<ArrayBuffer>) }),
    })
    const set = answer.headers.getSetCookie().map((line) => /^([^=]+)=([^;]*)/.exec(line)!)
    const body = await answer.text()
    return {
      statusCode: answer.status,
      body,
      json: () => JSON.parse(body) as unknown,
      headers: Object.fromEntries(answer.headers),
      cookies: set.map(([, name, value]) => ({ name, value })),
    }
  }
  return { inject } as unknown as FastifyInstance
}
