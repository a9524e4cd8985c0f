import type { Multipart, MultipartFile } from '@fastify/multipart'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { withinAllowance } from '../allowance.ts'
import { mostBytes, receive, type Taken } from '../files/receive.ts'
import { hasRoomFor } from '../files/uploads.ts'
import type { Route } from '../module.ts'
import { holdsARole } from '../policy.ts'
import { asksForAFile, fileAnswer, isFileField } from '../pure/questions/file.ts'
import { newId } from '../road.ts'
import type { Viewer } from '../viewer.ts'
import { type Site, turnOf, type Turn } from './site.ts'
import { cameFromUs } from './visit.ts'

/** A form with all its files; what is longer is not even read to its end. */
const longestForm = 150_000_000
/** How many files somebody may send in an hour without signing in. */
const filesAnHour = 20

/** What may stand beside the one file that a program sends. */
const mostBesides = 100_000

const fullOfFiles =
  'The file was not taken: you have sent very many that no form keeps yet. Send those forms first, or wait a day.'

type Body = Record<string, unknown>

/** Lets forms and programs send files, piece by piece: no file is ever whole in memory. */
export async function serveFiles(app: FastifyInstance, site: Site, fieldSize: number) {
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { fileSize: mostBytes + 1, files: 50, fields: 5000, parts: 5050, fieldSize, headerPairs: 50 },
  })
  const routes = site.modules
    .flatMap((module) => module.routes)
    .filter(({ performs }) => performs && asksForAFile(performs.asks))
  app.addHook('preHandler', async (request, reply) => {
    if (!request.isMultipart() || request.url.startsWith('/api/')) return
    const at = request.routeOptions.url ?? ''
    const route = routes.find(({ path }) => at === path || at.startsWith(`${path}/`))
    request.body = await bodyOf({ site, route, request, reply, most: fieldSize })
  })
}

interface Receiving {
  site: Site
  /** Whose form it is, where it asks for files. */
  route: Route | undefined
  request: FastifyRequest
  reply: FastifyReply
  /** What all its fields together may come to, in bytes. */
  most: number
}

/**
 * The fields of a form, and in the place of each file what it became: the id under which it was received, or why it was
 * not. A file is taken in only behind the form's token, and from somebody whose role may send this form.
 */
async function bodyOf({ site, route, request, reply, most }: Receiving): Promise<Body> {
  refuseLongForm(request)
  const body: Body = Object.create(null) as Body
  const add = (name: string, value: unknown) => {
    body[name] = name in body ? [body[name], value].flat() : value
  }
  let turn: Turn | undefined
  for await (const part of partsOf(request, most)) {
    if (part.type === 'field') add(part.fieldname, part.value)
    else if (part.filename && route && isFileField(route.performs!.asks, part.fieldname)) {
      turn ??= await turnOf(site, request, reply)
      body[part.fieldname] = await fieldOf(turn, route, part, body)
    } else part.file.resume()
  }
  return { ...body }
}

async function fieldOf(turn: Turn, route: Route, part: MultipartFile, body: Body): Promise<unknown> {
  const { site, visit } = turn
  const mayTake = cameFromUs(visit, body._csrf) && holdsARole(route.performs!.allows, visit.viewer)
  if (!mayTake || !(await maySend(turn))) {
    part.file.resume()
    return {
      refused: 'The file was not taken: too many were sent from where you are. Wait an hour and choose it again.',
    }
  }
  const act = typeof body._act === 'string' ? body._act : newId()
  const taken = await take(site, visit.viewer, part, `${act} ${part.fieldname}`)
  return taken.is === 'received' ? fileAnswer(taken.file) : { refused: taken.sentence }
}

const maySend = async ({ site, visit, request }: Turn) =>
  visit.viewer.kind === 'staff' ||
  withinAllowance(site.town, { what: 'files', from: request.ip, most: filesAnHour, seconds: 3600 })

async function take(site: Site, viewer: Viewer, { filename, file }: MultipartFile, what: string): Promise<Taken> {
  if (!(await hasRoomFor(site.town, viewer))) {
    file.resume()
    return { is: 'refused', sentence: fullOfFiles }
  }
  return receive(site.town, viewer, { name: filename, source: readable(file), for: what })
}

/** What breaks off, or is no form, is the sender's fault and not ours. */
async function* readable<Part>(source: AsyncIterable<Part>): AsyncGenerator<Part> {
  try {
    yield* source
  } catch (error) {
    const { statusCode = 400 } = error as { statusCode?: number }
    throw Object.assign(new Error('what was sent broke off'), { statusCode })
  }
}

/**
 * The parts of a form, each as it comes. What is not in a file stays in memory until the form is at its end, so all of it
 * together is bounded; the rest is not even read.
 */
async function* partsOf(request: FastifyRequest, most: number): AsyncGenerator<Multipart> {
  let room = most
  for await (const part of readable(request.parts())) {
    if (part.type === 'field') room -= Buffer.byteLength(`${part.fieldname}${String(part.value)}`)
    const status = room < 0 ? 413 : isText(part) ? undefined : 400
    if (status) {
      request.raw.unpipe()
      throw Object.assign(new Error('the fields of the form cannot be taken'), { statusCode: status })
    }
    yield part
  }
}

/** A field says of itself that it is JSON only where it comes from no form of ours: the answers of a form are text. */
const isText = (part: Multipart) => part.type === 'file' || typeof part.value === 'string'

function refuseLongForm({ headers }: FastifyRequest) {
  if (Number(headers['content-length'] ?? 0) > longestForm)
    throw Object.assign(new Error('the form is too long'), { statusCode: 413 })
}

/** The one file that a program sends, before the act that keeps it; undefined where none came. */
export async function uploadOf(site: Site, viewer: Viewer, request: FastifyRequest): Promise<Taken | undefined> {
  refuseLongForm(request)
  if (!request.isMultipart()) return undefined
  for await (const part of partsOf(request, mostBesides))
    if (part.type === 'file') return take(site, viewer, part, newId())
  return undefined
}
