/**
 * The load generator, a process of its own: sends one request over and over on some connections that stay open, and
 * tells what came back and what it cost itself. Raw sockets, so that it takes little from what it measures.
 */
import { connect, type Socket } from 'node:net'

export interface Load {
  port: number
  path: string
  headers: Record<string, string>
  /** Sent by POST, where there is one. */
  body?: string
  connections: number
  ms: number
}

export interface Loaded {
  requests: number
  /** Requests a second. */
  rate: number
  /** Median time of one request, in milliseconds. */
  median: number
  /** How much of one core this process took itself. */
  ownCore: number
  bytes: number
}

process.on('message', async (load: Load) => {
  process.send!(await run(load).catch((error: Error) => ({ error: error.message })))
})

async function run(load: Load): Promise<Loaded> {
  const { path, body = '' } = load
  const headers = { host: '127.0.0.1', ...load.headers, ...(body ? { 'content-length': Buffer.byteLength(body) } : {}) }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const request = Buffer.from(`${body ? 'POST' : 'GET'} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`)
  const times: number[] = []
  const cpu = process.cpuUsage()
  const began = performance.now()
  const until = began + load.ms
  const bytes = await Promise.all(
    Array.from({ length: load.connections }, () => oneConnection(load.port, request, until, times)),
  )
  const took = performance.now() - began
  const { user, system } = process.cpuUsage(cpu)
  times.sort((a, b) => a - b)
  return {
    requests: times.length,
    rate: (times.length * 1000) / took,
    median: times[Math.floor(times.length / 2)] ?? 0,
    ownCore: (user + system) / 1000 / took,
    bytes: bytes[0]!,
  }
}

function oneConnection(port: number, request: Buffer, until: number, times: number[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1' })
    let head = ''
    let left = 0
    let length = 0
    let sent = 0
    const send = () => {
      head = ''
      sent = performance.now()
      socket.write(request)
    }
    socket.setNoDelay(true)
    socket.on('connect', send)
    socket.on('error', reject)
    socket.on('data', (data) => {
      let from = 0
      if (left === 0) {
        head += data.toString('latin1')
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return
        if (!head.startsWith('HTTP/1.1 200')) return reject(new Error(head.slice(0, end)))
        length = Number(/content-length: (\d+)/i.exec(head)?.[1])
        from = data.length - (head.length - end - 4)
        left = length
      }
      left -= data.length - from
      if (left > 0) return
      const now = performance.now()
      times.push(now - sent)
      if (now < until) return send()
      socket.end()
      resolve(length)
    })
  })
}
