import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Load, Loaded } from './load.ts'

const children = new Set<ChildProcess>()

/** Starts a program of the bench in a process of its own, as a town's is started, and waits for its first message. */
export async function startProcess<Said>(program: string, given: object, execArgv: string[] = []) {
  const child = fork(join(import.meta.dirname, program), {
    execArgv: [...process.execArgv, ...execArgv],
    env: { ...process.env, BENCH: JSON.stringify(given) },
  })
  children.add(child)
  const [said] = await Promise.race([
    once(child, 'message') as Promise<[Said]>,
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`${program} ended with ${code}`))),
  ])
  return { said, child, stop: () => stop(child) }
}

async function stop(child: ChildProcess) {
  children.delete(child)
  if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit')
}

export const stopAll = () => Promise.all([...children].map(stop))

let generator: ChildProcess | undefined

/** Loads a server for a while. Throws when any answer is not a page or a list. */
export async function load(how: Load): Promise<Loaded> {
  if (!generator) {
    generator = fork(join(import.meta.dirname, 'load.ts'), { execArgv: ['--disable-warning=ExperimentalWarning'] })
    children.add(generator)
  }
  generator.send(how)
  const [loaded] = (await once(generator, 'message')) as [Loaded & { error?: string }]
  if (loaded.error) throw new Error(`${how.path}: ${loaded.error}`)
  return loaded
}
