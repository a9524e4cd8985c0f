import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify'
import { isAway } from '../db/away.ts'
import { isOutgrown } from '../db/release.ts'
import { faultOf } from '../fault.ts'
import { BucketAway } from '../files/s3.ts'
import { isFull } from '../full.ts'
import { commandsOf } from '../module.ts'
import { newId } from '../road.ts'
import { assetAt } from '../ui/assets.ts'
import { serveApi } from './api.ts'
import { encodingFor } from './encoding.ts'
import { guardContent } from './content-policy.ts'
import { serveMetrics } from './metrics.ts'
import { servePages } from './pages.tsx'
import { serveFiles } from './received.ts'
import { send, type Site, turnOf } from './site.ts'
import { SorryPage, sendSorry, whatToSendAgain } from './sorry.tsx'
import { isSecure } from './visit.ts'
import { longestBody } from './what-was-sent.ts'

/** The whole site as one server, not yet listening. `more` adds what is not on the road: signing in and out. */
export async function buildServer(
  site: Site,
  more: (app: FastifyInstance, site: Site) => void = () => {},
): Promise<FastifyInstance> {
  const bodyLimit = longestBody(commandsOf(site.modules).map(({ asks }) => asks))
  const app = fastify({
    logger: false,
    bodyLimit,
    // the one proxy that does TLS: what came before it in the header was written by whoever asks
    trustProxy: isSecure(site.town) && ((_address, hop) => hop === 0),
    routerOptions: { maxParamLength: 200 },
    // what no route can be found for is refused before any hook has run
    frameworkErrors: (_error, _request, reply: FastifyReply) =>
      reply
        .code(404)
        .headers({ 'content-security-policy': "default-src 'none'", 'x-content-type-options': 'nosniff' })
        .header('cache-control', 'no-store')
        .type('text/plain; charset=utf-8')
        .send('There is nothing here that you can see. Check the address.'),
  })
  await app.register(cookie)
  await app.register(formbody, { bodyLimit })
  await serveFiles(app, site, bodyLimit)
  await app.register(helmet, {
    contentSecurityPolicy: false,
    hsts: isSecure(site.town),
    referrerPolicy: { policy: 'same-origin' },
  })
  guardContent(app, { secure: isSecure(site.town) })
  answerWhatGoesWrong(app, site)
  serveHealth(app, site)
  serveMetrics(app, site)
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
    return sendSorry(await turnOf(site, request, reply), 'not found', pageAbove(site, request.url))
  })
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const wrong = (await isOutgrown(site.town, error)) ? outgrown : wrongWith(error)
    const reference = newId()
    if (wrong.isOurs)
      site.town.log.error('a request failed', {
        reference,
        route: request.routeOptions.url ?? '',
        ...faultOf(error),
      })
    // what was too long may not have been read to its end, and nobody will
    if (wrong.status === 413) reply.header('connection', 'close')
    if (wrong.status === 503) reply.header('retry-after', wrong.error === 'full' ? '60' : '2')
    const message = wrong.isOurs ? `${wrong.message} ${reference}` : wrong.message
    if (request.url.startsWith('/api/')) return reply.code(wrong.status).send({ error: wrong.error, message })
    const frame = { town: { name: site.town.name, colour: site.town.colour }, nonce: reply.nonce }
    const again = wrong.status === 503 ? whatToSendAgain(request) : undefined
    return send(reply.code(wrong.status), <SorryPage frame={frame} title={wrong.title} text={message} again={again} />)
  })
}

/** The page in several languages below whose address this one lies, if any: what is not found is said in its reader's. */
const pageAbove = ({ modules }: Site, url: string) =>
  modules.flatMap(({ routes }) => routes).find(({ languages, path }) => languages && url.startsWith(`${path}/`))

const outgrown = {
  status: 503,
  error: 'outdated',
  isOurs: true,
  title: 'Not available for a moment',
  message:
    'This part of the system is older than its database: a later release is taking its place, and nothing was saved. Wait a little and send this again: what you sent is done only once. If it stays so, tell whoever runs the system and give them this reference:',
}

/** Never the error's own words: they may quote what somebody typed, or tell hidden from absent. */
function wrongWith(error: FastifyError) {
  if (error instanceof BucketAway)
    return {
      status: 503,
      error: 'away',
      isOurs: true,
      title: 'Not available for a moment',
      message:
        'The system cannot reach the place where files are kept for the moment. Everything else goes on; wait a little and open this again. If it stays so, tell whoever runs the system and give them this reference:',
    }
  if (isAway(error))
    return {
      status: 503,
      error: 'away',
      isOurs: true,
      title: 'Not available for a moment',
      message:
        'The system cannot reach its database for the moment. Wait a little and send this again: what you sent is done only once. If it stays so, tell whoever runs the system and give them this reference:',
    }
  if (isFull(error))
    return {
      status: 503,
      error: 'full',
      isOurs: true,
      title: 'There is no room to save this',
      message:
        'A disk of the system is full: nothing was saved, and nothing is shown that could not be written into the journal. Once there is room, send this again: it is done only once. Tell whoever runs the system, and give them this reference:',
    }
  if (error.statusCode === 413)
    return {
      status: 413,
      error: 'too long',
      isOurs: false,
      title: 'That is too long',
      message:
        'What was sent is longer than all its answers together may be, and nothing was saved. Go back, shorten it and send it again.',
    }
  if (error.statusCode && error.statusCode < 500)
    return {
      status: error.statusCode,
      error: 'unreadable',
      isOurs: false,
      title: 'That could not be read',
      message: 'What was sent could not be read.',
    }
  return {
    status: 500,
    error: 'fault',
    isOurs: true,
    title: 'Something went wrong',
    message:
      'Something went wrong on our side, and nothing was saved. If it happens again, tell whoever runs the system and give them this reference:',
  }
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
    const encoding = encodingFor(reply)
    reply
      .type(asset.type)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
    if (!encoding) return reply.send(asset.body)
    return reply.header('content-encoding', encoding).send(encoding === 'br' ? asset.br : asset.gz)
  })
}
