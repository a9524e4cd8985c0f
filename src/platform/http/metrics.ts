import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Town } from '../town.ts'

/** A figure about the town's running, by name: never about a person. */
export type Figures = Record<string, { help: string; read: () => Promise<number> }>

/**
 * Counts and times answers by route pattern, and serves them with the process's own figures at /metrics, in
 * Prometheus' format, to whoever asks from this machine and not through a proxy. To anybody else there is no such page.
 */
export function serveMetrics(app: FastifyInstance, { town, figures = {} }: { town: Town; figures?: Figures }) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'onetown_' })
  const answers = new Histogram({
    name: 'onetown_answer_seconds',
    help: 'Time to an answer, by route pattern, method and status',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  countConnections(town, registry)
  for (const [name, { help, read }] of Object.entries(figures)) addFigure(registry, `onetown_${name}`, help, read)
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    answers.observe({ route, method: request.method, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  app.get('/metrics', async (request, reply) => {
    if (!isFromHere(request)) return reply.callNotFound()
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

function countConnections({ database: { pool } }: Town, registry: Registry) {
  new Gauge({
    name: 'onetown_database_connections',
    help: 'Connections of the pool',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'open' }, pool.totalCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waited for' }, pool.waitingCount)
    },
  })
}

function addFigure(registry: Registry, name: string, help: string, read: () => Promise<number>) {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      // a figure that cannot be read now is left out, so that the others still come
      const value = await read().catch(() => undefined)
      if (value === undefined) this.reset()
      else this.set(value)
    },
  })
}

/** Straight from this machine: what comes through a proxy carries a forwarded header. */
function isFromHere({ socket, headers }: FastifyRequest): boolean {
  const address = socket.remoteAddress ?? ''
  const byProxy = Object.keys(headers).some((name) => /^(x-)?forwarded|^x-real-ip$|^via$/.test(name))
  return /^(::ffff:)?127\.|^::1$/.test(address) && !byProxy
}
