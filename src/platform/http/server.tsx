import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import { newId } from '../road.ts'
import { assetAt } from '../ui/assets.ts'
import { serveApi } from './api.ts'
import { guardContent } from './content-policy.ts'
import { servePages, type Site } from './pages.tsx'
import { SorryPage, sendSorry } from './sorry.tsx'
import { send } from './pages.tsx'
import { isSecure, visitOf } from './visit.ts'

const longestBody = 2 * 1024 * 1024

/** The whole site as one server, not yet listening. `more` adds what is not on the road: signing in and out. */
export async function buildServer(
  site: Site,
  more: (app: FastifyInstance, site: Site) => void = () => {},
): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: longestBody,
    trustProxy: isSecure(site.town),
    routerOptions: { maxParamLength: 200 },
  })
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: longestBody })
  await app.register(helmet, {
    contentSecurityPolicy: false,
    hsts: isSecure(site.town),
    referrerPolicy: { policy: 'same-origin' },
  })
  guardContent(app, { secure: isSecure(site.town) })
  answerWhatGoesWrong(app, site)
  serveHealth(app, site)
  serveAssets(app)
  await app.register((api: FastifyInstance) => serveApi(api, site))
  servePages(app, site)
  more(app, site)
  return app
}

function answerWhatGoesWrong(app: FastifyInstance, site: Site) {
  app.setNotFoundHandler(async (request, reply) => {
    if (request.url.startsWith('/api/'))
      return reply.code(404).send({ error: 'not found', message: 'There is nothing here that you can see.' })
    return sendSorry(site, await visitOf(site.town, site.identify, request, reply), request, reply, 'not found')
  })
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const status = error.statusCode && error.statusCode < 500 ? error.statusCode : 500
    const reference = newId()
    if (status === 500)
      site.town.log.error('a request failed', {
        reference,
        route: request.routeOptions.url ?? '',
        code: error.code ?? error.name,
      })
    const message =
      status === 500
        ? `Something went wrong on our side, and nothing was saved. If it happens again, tell whoever runs the system and give them this reference: ${reference}`
        : 'What was sent could not be read.'
    if (request.url.startsWith('/api/'))
      return reply.code(status).send({ error: status === 500 ? 'fault' : 'unreadable', message })
    const frame = { town: { name: site.town.name, colour: site.town.colour }, nonce: reply.nonce }
    return send(
      reply.code(status),
      <SorryPage
        frame={frame}
        title={status === 500 ? 'Something went wrong' : 'That could not be read'}
        text={message}
      />,
    )
  })
}

function serveHealth(app: FastifyInstance, { town }: Site) {
  app.get('/healthz', async () => ({ alive: true }))
  app.get('/readyz', async (_request, reply) => {
    try {
      await town.database.pool.query('select 1')
      return { ready: true }
    } catch {
      return reply.code(503).send({ ready: false })
    }
  })
}

function serveAssets(app: FastifyInstance) {
  app.get('/assets/*', async (request, reply) => {
    const asset = assetAt(request.url.split('?')[0]!)
    if (!asset) return reply.code(404).send()
    const accepts = String(request.headers['accept-encoding'] ?? '')
    const encoding = /\bbr\b/.test(accepts) ? 'br' : /\bgzip\b/.test(accepts) ? 'gzip' : undefined
    reply
      .type(asset.type)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
    if (!encoding) return reply.send(asset.body)
    return reply.header('content-encoding', encoding).send(encoding === 'br' ? asset.br : asset.gz)
  })
}
