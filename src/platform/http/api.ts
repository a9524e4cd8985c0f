import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createJsonSchemaTransform, serializerCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { withinAllowance } from '../allowance.ts'
import type { AnyCommand, AnyQuery } from '../command.ts'
import { carriedBy } from '../files/carried.ts'
import { look } from '../look.ts'
import { commandsOf, queriesOf, type Route } from '../module.ts'
import { type Ending, idsAndWords, perform } from '../perform.ts'
import { answersSchema } from '../pure/questions.ts'
import { newId } from '../road.ts'
import { thePublic, type Viewer } from '../viewer.ts'
import { sendMade } from './made-file.ts'
import { uploadOf } from './received.ts'
import { sendFile } from './sent-file.ts'
import type { Site } from './site.ts'
import { aboutIn, commandBody } from './what-was-sent.ts'

const problem = z.object({ error: z.string(), message: z.string() })
const changed = problem.extend({
  version: z.int().optional().describe('The version of the record now'),
  yours: z.unknown().optional().describe('The answers that were sent'),
  theirs: z.unknown().optional().describe('The answers that stand now, where the command edits what exists'),
  now: z.unknown().optional().describe('The record as it is now, as its query gives it'),
})
const problems = z.object({ error: z.string(), problems: z.array(z.object({ at: z.string(), message: z.string() })) })
const done = z.object({
  act: z.uuid(),
  fact: z.record(z.string(), z.unknown()),
  shownOnce: z.record(z.string(), z.string()),
  repeated: z.boolean(),
})
const usual = { 400: problem, 401: problem, 403: problem, 404: problem, 429: problem }

/** Every command and query by JSON, under the same policies, with its description at /api/openapi.json. */
export async function serveApi(app: FastifyInstance, site: Site) {
  app.setValidatorCompiler(() => (value) => ({ value }))
  app.setSerializerCompiler(serializerCompiler)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Onetown',
        version: '1',
        description: 'Every command and query, under the policies of the person whose token it is.',
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: createJsonSchemaTransform({ skipList: ['/api/openapi.json'] }),
  })
  app.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'))
  await app.register(async (inner) => {
    for (const command of commandsOf(site.modules)) serveCommand(inner, site, command)
    for (const query of queriesOf(site.modules)) serveQuery(inner, site, query)
    serveUploads(inner, site)
    for (const route of site.modules.flatMap((module) => module.routes))
      if (route.sends === 'save' || route.makes) serveContent(inner, site, route)
  })
  app.get('/api/openapi.json', async () => app.swagger())
}

function serveCommand(app: FastifyInstance, site: Site, command: AnyCommand) {
  const body = z.object({
    about: command.knows.about.default({} as never),
    answers: answersSchema(command.asks),
    version: z.int().optional().describe('The version of the record that was read; another one now gives 409'),
  })
  const schema = {
    operationId: command.name,
    summary: command.summary,
    tags: [command.zone],
    headers: z.object({
      'idempotency-key': z.uuid().optional().describe('A repeat with the same key and body gives the first outcome'),
    }),
    body,
    response: { 200: done, 409: changed, 422: problems, ...usual },
  }
  app.post(`/api/v1/${command.name}`, { schema }, async (request, reply) => {
    const viewer = await viewerOf(site, request, reply)
    if (!viewer) return reply
    const given = commandBody(request.body)
    if (typeof given === 'string') return unreadable(reply, given)
    const actId = idempotencyKey(request)
    if (!actId)
      return unreadable(reply, 'The idempotency key must be a UUID: a new one for each act, the same for a repeat.')
    const about = aboutIn(command.knows, given.about)
    if (!about) return sorry(reply, 404)
    const ending = await perform(site.town, command, {
      viewer,
      about: about as never,
      raw: given.answers,
      actId,
      version: given.version,
    })
    if (ending.is === 'changed') return reply.code(409).send(bothVersions(command, given.answers, ending.known))
    return answer(reply, ending, actId)
  })
}

function serveQuery(app: FastifyInstance, site: Site, query: AnyQuery) {
  const schema = {
    operationId: `look ${query.name}`,
    summary: query.summary,
    tags: [query.zone],
    querystring: query.about,
    response: { 200: query.gives, ...usual },
  }
  app.get(`/api/v1/${query.name.replace('.', '/')}`, { schema }, async (request, reply) => {
    const viewer = await viewerOf(site, request, reply)
    if (!viewer) return reply
    const about = aboutIn(query, request.query ?? {})
    if (!about) return sorry(reply, 404)
    const seen = await look(site.town, query, { viewer, about: about as never })
    return seen.is === 'seen' ? seen.known : sorry(reply, seen.is === 'forbidden' ? 403 : 404)
  })
}

const received = z.object({
  file: z.string().describe('The answer to a question that asks for a file; it is kept for a day'),
  name: z.string(),
  kind: z.string(),
  bytes: z.int(),
  scan: z.string(),
})

/** As it stands in a description: any bytes. */
const anyFile = z.file()

/** A program sends a file first, and then the act that keeps it. */
function serveUploads(app: FastifyInstance, site: Site) {
  const schema = {
    operationId: 'upload',
    summary: 'Send one file (multipart/form-data), to be named in the answers of an act',
    tags: ['files'],
    consumes: ['multipart/form-data'],
    body: z.object({ file: anyFile.describe('Judged by its content, whatever it is called; 20 MB at most') }),
    response: { 200: received, 413: problem, 422: problems, ...usual },
  }
  app.post('/api/v1/uploads', { schema }, async (request, reply) => {
    const viewer = await viewerOf(site, request, reply)
    if (!viewer) return reply
    if (viewer.kind !== 'staff' && viewer.kind !== 'link') return sorry(reply, 403)
    const taken = await uploadOf(site, viewer, request)
    if (!taken) return unreadable(reply, 'Send one file as multipart/form-data.')
    if (taken.is === 'refused')
      return reply.code(422).send({ error: 'problems', problems: [{ at: 'file', message: taken.sentence }] })
    const { uploadId, name, kind, bytes, scan } = taken.file
    return { file: uploadId, name, kind, bytes, scan }
  })
}

/**
 * The content of a file that a query leads to, or that is made from what it gives, under the query's own policy and in
 * the journal as its look.
 */
function serveContent(app: FastifyInstance, site: Site, { looks: query, makes }: Route) {
  const schema = {
    operationId: `save ${query.name}`,
    summary: `${query.summary}: its content, to be saved`,
    tags: [query.zone],
    querystring: query.about,
    response: {
      200: { description: 'The file', content: { 'application/octet-stream': { schema: anyFile } } },
      ...usual,
      409: problem.describe('It cannot be opened now: its record says why'),
    },
  }
  app.get(`/api/v1/${query.name.replace('.', '/')}/content`, { schema }, async (request, reply) => {
    const viewer = await viewerOf(site, request, reply)
    if (!viewer) return reply
    const about = aboutIn(query, request.query ?? {})
    if (!about) return sorry(reply, 404)
    const seen = await look(site.town, query, { viewer, about: about as never })
    if (seen.is !== 'seen') return sorry(reply, seen.is === 'forbidden' ? 403 : 404)
    if (makes) return sendMade(reply, await makes({ known: seen.known, viewer } as never))
    const file = carriedBy(seen.known)
    if (file) return sendFile(site.town, reply, file, 'save')
    return reply.code(409).send({ error: 'refused', message: 'This file cannot be opened: its record says why.' })
  })
}

/** Somebody else changed it meanwhile: nothing was saved, and both versions are here to choose from. */
const bothVersions = (command: AnyCommand, yours: unknown, known: { version?: number }) => ({
  error: 'changed',
  message: 'Somebody changed this since you read it: choose from both versions, and send it with the version of now.',
  version: known.version,
  yours,
  theirs: command.holds?.(known),
  now: command.knows.gives.parse(known),
})

function answer(reply: FastifyReply, ending: Exclude<Ending, { is: 'changed' }>, act: string) {
  switch (ending.is) {
    case 'done':
      return { act, fact: idsAndWords(ending.fact), shownOnce: ending.extra, repeated: ending.repeated }
    case 'problems':
      return reply
        .code(422)
        .send({ error: 'problems', problems: ending.problems.map(({ at, message }) => ({ at, message })) })
    case 'refused':
      return reply.code(409).send({ error: 'refused', message: ending.sentence })
    default:
      return sorry(reply, ending.is === 'forbidden' ? 403 : 404)
  }
}

const sorryWords = {
  401: ['unauthorised', 'The token is not valid or has ended: make a new one.'],
  403: ['forbidden', 'Your role does not include this.'],
  404: ['not found', 'There is nothing here that you can see.'],
  429: ['too often', 'This was sent too often from where you are. Wait and try again.'],
} as const

export function sorry(reply: FastifyReply, status: keyof typeof sorryWords) {
  const [error, message] = sorryWords[status]
  return reply.code(status).send({ error, message })
}

/** By bearer token; without one, the public. A wrong token is told so, at a rate. */
async function viewerOf(
  { town, identify }: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Viewer | undefined> {
  const header = request.headers.authorization
  if (!header) {
    if (request.method === 'GET' || (await withinAllowance(town, anHour('api', request)))) return thePublic
    sorry(reply, 429)
    return undefined
  }
  const identity = await identify.byToken(header.replace(/^Bearer /i, ''))
  if (identity) return identity.viewer
  sorry(reply, (await withinAllowance(town, anHour('wrong token', request))) ? 401 : 429)
  return undefined
}

const anHour = (what: string, { ip }: FastifyRequest) => ({ what, from: ip, most: 60, seconds: 3600 })

/** The key that was sent, or a new one; undefined when what was sent is no key, because a repeat would then be done twice. */
function idempotencyKey(request: FastifyRequest): string | undefined {
  const given = request.headers['idempotency-key']
  if (given === undefined) return newId()
  return typeof given === 'string' && z.uuid().safeParse(given).success ? given.toLowerCase() : undefined
}

const unreadable = (reply: FastifyReply, message: string) => reply.code(400).send({ error: 'unreadable', message })
