import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AnyCommand } from '../command.ts'
import { look, type Seen } from '../look.ts'
import type { FormState, Module, Route, Shown } from '../module.ts'
import { type Ending, perform } from '../perform.ts'
import { permits } from '../policy.ts'
import { asksForAnotherForm, readForm } from '../pure/questions.ts'
import { showInstant } from '../pure/days.ts'
import { newId } from '../road.ts'
import type { Town } from '../town.ts'
import { type Frame, renderPage } from '../ui/page.tsx'
import { withinAllowance } from './allowance.ts'
import type { Figures } from './metrics.ts'
import { draftOf, dropDraft, keepDraft } from './drafts.ts'
import { RefusedPage, sendSorry } from './sorry.tsx'
import { cameFromUs, type Identify, leaveNotice, setVisit, takeNotice, type Visit, visitOf } from './visit.ts'
import { aboutIn } from './what-was-sent.ts'

export interface Site {
  town: Town
  modules: readonly Module[]
  identify: Identify
  figures?: Figures
}

type Body = Record<string, unknown>

/** Registers GET and POST of every route: what it looks at, what it shows, what it performs. */
export function servePages(app: FastifyInstance, site: Site) {
  for (const route of site.modules.flatMap((module) => module.routes)) {
    app.get(route.path, (request, reply) => get(site, route, request, reply))
    if (route.performs) app.post(route.path, (request, reply) => post(site, route, request, reply))
  }
  app.post('/drafts/*', (request, reply) => saveDraft(site, request, reply))
}

async function get(site: Site, route: Route, request: FastifyRequest, reply: FastifyReply) {
  const visit = await visitOf(site.town, site.identify, request, reply)
  if (mustSignIn(route, visit)) return reply.redirect(signInFor(route, request), 303)
  const seen = await lookFor(site, route, visit, request)
  if (seen.is !== 'seen') return notShown(site, route, { visit, request, reply }, seen.is)
  const values = route.performs && (await draftOf(site.town, visit.viewer, pathOf(request)))
  return show(site, route, { visit, request, reply, known: seen.known, form: { values } })
}

async function post(site: Site, route: Route, request: FastifyRequest, reply: FastifyReply) {
  const { town } = site
  const visit = await visitOf(town, site.identify, request, reply)
  const body = (request.body ?? {}) as Body
  const command = route.performs!
  if (!cameFromUs(visit, body._csrf)) return sendSorry(site, visit, request, reply, 'stale form')
  if (mustSignIn(route, visit)) return reply.redirect(signInFor(route, request), 303)
  if (
    visit.viewer.kind !== 'staff' &&
    !(await withinAllowance(town, route.path, request.ip, route.publicPosts ?? 60, 3600))
  ) {
    return sendSorry(site, visit, request, reply, 'too often')
  }
  const about = aboutIn(route.looks, parametersOf(request))
  if (!about) return notShown(site, route, { visit, request, reply }, 'not found')
  const raw = readForm(command.asks, body)
  if (asksForAnotherForm(body)) {
    const seen = await lookFor(site, route, visit, request)
    if (seen.is !== 'seen') return notShown(site, route, { visit, request, reply }, seen.is)
    await keepDraft(town, visit.viewer, pathOf(request), raw)
    return show(site, route, { visit, request, reply, known: seen.known, form: { values: raw, actId: actIdIn(body) } })
  }
  const ending = await perform(town, command, {
    viewer: visit.viewer,
    about: about as never,
    raw,
    actId: actIdIn(body),
    version: versionIn(body),
  })
  return respond(site, route, { visit, request, reply, raw, body, ending })
}

interface Responding {
  visit: Visit
  request: FastifyRequest
  reply: FastifyReply
  raw: unknown
  body: Body
  ending: Ending
}

/** The six endings, each to its response. */
async function respond(site: Site, route: Route, { visit, request, reply, raw, body, ending }: Responding) {
  const again = (status: number, known: unknown, form: Partial<FormState>) =>
    show(site, route, { visit, request, reply: reply.code(status), known, form: { values: raw, ...form } })
  switch (ending.is) {
    case 'done': {
      await dropDraft(site.town, visit.viewer, pathOf(request))
      const token = route.signsIn && ending.extra[route.signsIn]
      if (token) setVisit(site.town, reply, token)
      if (route.showsOnce && Object.keys(ending.extra).length) {
        return send(
          reply,
          route.showsOnce(ending.extra, { frame: frameOf(site, visit, request, reply), viewer: visit.viewer }),
        )
      }
      if (route.done) leaveNotice(site.town, reply, route.done)
      return reply.redirect(route.then?.(ending.fact, request.params as Record<string, string>) ?? '/', 303)
    }
    case 'problems':
      await keepDraft(site.town, visit.viewer, pathOf(request), raw)
      return again(422, ending.known, { problems: ending.problems, actId: actIdIn(body) })
    case 'changed':
      await keepDraft(site.town, visit.viewer, pathOf(request), raw)
      return again(409, ending.known, { changed: true })
    case 'refused':
      await keepDraft(site.town, visit.viewer, pathOf(request), raw)
      if (ending.known === undefined) {
        return send(
          reply.code(409),
          <RefusedPage frame={frameOf(site, visit, request, reply)} sentence={ending.sentence} />,
        )
      }
      return again(409, ending.known, { refusal: ending.sentence })
    default:
      return notShown(site, route, { visit, request, reply }, ending.is)
  }
}

interface Showing {
  visit: Visit
  request: FastifyRequest
  reply: FastifyReply
  known: unknown
  form: Partial<FormState>
}

function show(site: Site, route: Route, { visit, request, reply, known, form }: Showing) {
  const version = (known as { version?: number }).version
  const shown: Shown<never> = {
    known: known as never,
    viewer: visit.viewer,
    frame: frameOf(site, visit, request, reply),
    path: pathOf(request),
    form: { ...form, csrf: visit.csrf, actId: form.actId ?? newId(), version },
    may: (command: AnyCommand) => permits(command.allows, visit.viewer, known as never),
  }
  return send(reply, route.shows(shown))
}

async function lookFor(site: Site, route: Route, visit: Visit, request: FastifyRequest): Promise<Seen<unknown>> {
  const about = aboutIn(route.looks, parametersOf(request))
  if (!about) return { is: 'not found' }
  return look(site.town, route.looks, { viewer: visit.viewer, about: about as never })
}

type Asked = Pick<Showing, 'visit' | 'request' | 'reply'>

function notShown(site: Site, { absent }: Route, { visit, request, reply }: Asked, why: 'not found' | 'forbidden') {
  if (why === 'forbidden' || !absent) return sendSorry(site, visit, request, reply, why)
  return send(reply.code(404), absent(frameOf(site, visit, request, reply)))
}

const signInFor = (route: Route, request: FastifyRequest) =>
  route.recognisedAt?.(request.params as Record<string, string>) ?? `/sign-in?to=${encodeURIComponent(pathOf(request))}`

/** Whoever is not signed in is asked to, whether there is such a record or not. */
const mustSignIn = (route: Route, { viewer }: Visit) =>
  viewer.kind === 'public' && !route.looks.allows.roles.includes('public')

const parametersOf = (request: FastifyRequest) => ({ ...(request.query as object), ...(request.params as object) })

async function saveDraft(site: Site, request: FastifyRequest, reply: FastifyReply) {
  const visit = await visitOf(site.town, site.identify, request, reply)
  const body = (request.body ?? {}) as Body
  if (visit.viewer.kind !== 'staff' || !cameFromUs(visit, body._csrf)) return reply.code(403).send()
  const form = `/${(request.params as { '*': string })['*']}`
  const match = site.modules
    .flatMap((module) => module.routes)
    .find((each) => each.performs && matches(each.path, form))
  if (!match) return reply.code(404).send()
  await keepDraft(site.town, visit.viewer, form, readForm(match.performs!.asks, body))
  return reply.code(204).send()
}

const matches = (pattern: string, path: string) => new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(path)

/** What every page knows of its reader. */
export function frameOf({ town, modules }: Site, visit: Visit, request: FastifyRequest, reply: FastifyReply): Frame {
  const { viewer, csrf } = visit
  const path = pathOf(request)
  const navigation = modules
    .flatMap((module) => module.navigation ?? [])
    .filter(({ roles }) => permits({ roles }, viewer, undefined))
    .map(({ href, text }) => ({ href, text, current: href === path || (href !== '/' && path.startsWith(`${href}/`)) }))
  const done = takeNotice(request, reply)
  return {
    town: { name: town.name, colour: town.colour },
    ...(viewer.kind === 'staff' ? { person: { name: viewer.name } } : {}),
    csrf,
    nonce: reply.nonce,
    navigation,
    ...(done ? { done } : {}),
    readAt: showInstant(town.clock().toISOString()),
  }
}

export function send(reply: FastifyReply, page: Parameters<typeof renderPage>[0]) {
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(renderPage(page))
}

export const pathOf = (request: FastifyRequest) => request.url.split('?')[0]!

function actIdIn(body: Body): string | undefined {
  const given = body._act
  return typeof given === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(given) ? given : undefined
}

function versionIn(body: Body): number | undefined {
  const given = Number(body._version)
  return body._version !== undefined && Number.isInteger(given) ? given : undefined
}
