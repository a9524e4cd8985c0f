import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { load, startProcess } from '../processes.ts'
import { row, type Row } from '../results.ts'
import type { Serving } from '../serve.ts'
import type { Sized } from '../sizes.ts'

const mostMegabytes = 300
const restMs = 12_000
const loadMs = 10_000
const pages = ['/cases', '/work', '/cases']

/** What the application and its database hold in memory: at rest, and while lists and homes are asked for. */
export async function measureMemory(town: Sized): Promise<Row[]> {
  const given: Serving = { serviceUrl: town.serviceUrl, keys: town.keys, mail: town.mail, journal: true }
  const { said, child, stop } = await startProcess<{ port: number }>('serve.ts', given)
  const reader = await town.reader()
  const headers = { cookie: reader.cookie }
  await load({ port: said.port, path: '/cases', headers, connections: 2, ms: 500 })
  await pause(restMs)
  const atRest = megabytesOf(child.pid!, town.pid())
  let most = 0
  const watch = setInterval(() => (most = Math.max(most, megabytesOf(child.pid!, town.pid()))), 500)
  for (const path of pages) await load({ port: said.port, path, headers, connections: 16, ms: loadMs })
  clearInterval(watch)
  await stop()
  const goal = `under ${mostMegabytes}`
  return [
    row('Memory at rest, application and database', atRest, 'MB', { goal, met: atRest < mostMegabytes }),
    row('Memory under load, at most', most, 'MB', { goal, met: most < mostMegabytes }),
  ]
}

/** Shared pages are counted once: each process with its share of them (PSS). */
function megabytesOf(application: number, postmaster: number): number {
  const kilobytes = [application, postmaster, ...childrenOf(postmaster)].map((pid) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      return 0
    }
  })
  return Math.round(kilobytes.reduce((sum, each) => sum + each, 0) / 1024)
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(/^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]) === parent
      } catch {
        return false
      }
    })
}
