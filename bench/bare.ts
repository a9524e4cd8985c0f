/**
 * The limit: `node:http` that sends fixed bytes after one query on a pool of as many connections as the load keeps busy, and does nothing else. Under
 * `/lawful` it asks what the product asks, written by hand: whose session it is, then the list in the viewer's own
 * transaction with the journal's row. Between the two is the price of the law, and from there to the product that of the
 * program.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Writable } from 'node:stream'
import pg from 'pg'
import type { Sent } from './asked.ts'

const lawful = '/lawful'

export interface Bare {
  serviceUrl: string
  /** What a connection is told once: the role and the viewer. */
  entering: string
  query: Sent
  /** How the session is recognised, and what a look sends: its opening, the query, the journal's row, its end. */
  session: Sent
  look: Sent[]
  pages: Record<string, { type: string; body: string }>
}

const { serviceUrl, entering, query, session, look, pages } = JSON.parse(process.env.BENCH!) as Bare
const poolOf = (rest: pg.PoolConfig) =>
  new pg.Pool({ connectionString: serviceUrl, max: 8, idleTimeoutMillis: 500, ...rest })
const pool = poolOf({
  // oxlint-disable-next-line promise/no-callback-in-promise -- the pool asks for a callback
  verify: (client, done) => void client.query(entering).then(() => done(), done),
})
const pipelined = poolOf({ pipeline: true })
const bodies = new Map(Object.entries(pages).map(([path, { type, body }]) => [path, { type, body: Buffer.from(body) }]))

const server = createServer(async (request, response) => {
  const path = request.url!
  await (path.startsWith(lawful) ? asTheLawHasIt() : pool.query({ name: 'list', ...query }))
  const { type, body } = bodies.get(path.replace(lawful, ''))!
  response.writeHead(200, { 'content-type': type, 'content-length': body.length }).end(body)
})

async function asTheLawHasIt() {
  const client = await pipelined.connect()
  try {
    await client.query(session.text)
    const [opening, list, ...rest] = look.map((sent, at) => () => ask(client, sent, at))
    await inOneGo(client, [opening!, list!])
    await inOneGo(client, rest)
  } finally {
    client.release()
  }
}

const ask = (client: pg.PoolClient, { text, values }: Sent, at: number) =>
  client.query(values.length ? { name: `sent ${at}`, text, values } : text)

async function inOneGo(client: pg.PoolClient, asks: (() => Promise<unknown>)[]) {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  stream.cork()
  const asked = Promise.all(asks.map((each) => each()))
  stream.uncork()
  await asked
}

server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }))
process.on('SIGTERM', () => process.exit(0))
