/** The limit: `node:http` that sends fixed bytes after one query on a pool of the same size, and does nothing else. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'

export interface Bare {
  serviceUrl: string
  /** What a connection is told once: the role and the viewer. */
  entering: string
  query: { text: string; values: unknown[] }
  pages: Record<string, { type: string; body: string }>
}

const { serviceUrl, entering, query, pages } = JSON.parse(process.env.BENCH!) as Bare
const pool = new pg.Pool({
  connectionString: serviceUrl,
  max: 12,
  // oxlint-disable-next-line promise/no-callback-in-promise -- the pool asks for a callback
  verify: (client, done) => void client.query(entering).then(() => done(), done),
})
const bodies = new Map(Object.entries(pages).map(([path, { type, body }]) => [path, { type, body: Buffer.from(body) }]))
const server = createServer(async (request, response) => {
  await pool.query({ name: 'list', ...query })
  const { type, body } = bodies.get(request.url!)!
  response.writeHead(200, { 'content-type': type, 'content-length': body.length }).end(body)
})
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }))
process.on('SIGTERM', () => process.exit(0))
