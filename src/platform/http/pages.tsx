import type { FastifyInstance, FastifyRequest } from 'fastify'
import { withinAllowance } from '../allowance.ts'
import type { AnyCommand } from '../command.ts'
import { look, type Seen } from '../look.ts'
import type { FormState, Route, Shown } from '../module.ts'
import { type Ending, perform } from '../perform.ts'
import { holdsARole, permits } from '../policy.ts'
import { asksForAnotherForm, readForm } from '../pure/questions.ts'
import { isId, newId } from '../road.ts'
import { draftOf, dropDraft, keepDraft } from './drafts.ts'
import { frameOf, pathOf, send, type Site, type Turn, turnOf } from './site.ts'
import { RefusedPage, sendSorry } from './sorry.tsx'
import { cameFromUs, leaveNotice, setVisit, type Visit } from './visit.ts'
import { aboutIn } from './what-was-sent.ts'

type Body = Record<string, unknown>

/** Registers GET and POST of every route: what it looks at, what it shows, what it performs. */
export function servePages(app: FastifyInstance, site: Site) {
  for (const route of site.modules.flatMap((module) => module.routes)) {
    app.get(route.path, async (request, reply) => get(route, await turnOf(site, request, reply)))
    if (route.performs) app.post(route.path, async (request, reply) => post(route, await turnOf(site, request, reply)))
  }
  app.post('/drafts/*', async (request, reply) => saveDraft(await turnOf(site, request, reply)))
}

async function get(route: Route, turn: Turn) {
  const { site, visit, request, reply } = turn
  if (mustSignIn(route, visit)) return reply.redirect(signInFor(route, request), 303)
  const seen = await lookFor(route, turn)
  if (seen.is !== 'seen') return notShown(route, turn, seen.is)
  const values =
    route.performs &&
    ((await draftOf(site.town, visit.viewer, pathOf(request))) ??
      (await site.offers?.({ turn, route, known: seen.known })))
  return show(route, turn, { known: seen.known, form: { values } })
}

async function post(route: Route, turn: Turn) {
  const { site, visit, request, reply } = turn
  const body = (request.body ?? {}) as Body
  const command = route.performs!
  if (!cameFromUs(visit, body._csrf)) return sendSorry(turn, 'stale form')
  if (mustSignIn(route, visit)) return reply.redirect(signInFor(route, request), 303)
  if (!(await mayPost(route, turn))) return sendSorry(turn, 'too often')
  const about = aboutIn(route.looks, parametersOf(request))
  if (!about) return notShown(route, turn, 'not found')
  const raw = readForm(command.asks, body)
  if (asksForAnotherForm(body)) return showAnotherForm(route, turn, { raw, body })
  const ending = await perform(site.town, command, {
    viewer: visit.viewer,
    about: about as never,
    raw,
    actId: actIdIn(body),
    version: versionIn(body),
  })
  return respond(route, turn, { raw, body, ending })
}

/** Whoever is signed in is known; from anywhere else only so much is taken in an hour. */
async function mayPost(route: Route, { site, visit, request }: Turn): Promise<boolean> {
  if (visit.viewer.kind === 'staff') return true
  const most = route.publicPosts ?? 60
  return withinAllowance(site.town, { what: route.path, from: request.ip, most, seconds: 3600 })
}

interface Sent {
  raw: unknown
  body: Body
}

/** *Add another* or *Remove* was pressed: nothing is checked, and what was typed stays. */
async function showAnotherForm(route: Route, turn: Turn, { raw, body }: Sent) {
  const seen = await lookFor(route, turn)
  if (seen.is !== 'seen') return notShown(route, turn, seen.is)
  await keepDraft(turn.site.town, turn.visit.viewer, pathOf(turn.request), raw)
  return show(route, turn, { known: seen.known, form: { values: raw, actId: actIdIn(body) } })
}

/** The six endings, each to its response. */
async function respond(route: Route, turn: Turn, { raw, body, ending }: Sent & { ending: Ending }) {
  const { site, visit, request, reply } = turn
  const again = async (status: number, known: unknown, form: Partial<FormState>) => {
    await keepDraft(site.town, visit.viewer, pathOf(request), raw)
    return show(route, { ...turn, reply: reply.code(status) }, { known, form: { values: raw, ...form } })
  }
  switch (ending.is) {
    case 'done':
      await dropDraft(site.town, visit.viewer, pathOf(request))
      return goOn(route, turn, ending)
    case 'problems':
      return again(422, ending.known, { problems: ending.problems, actId: actIdIn(body) })
    case 'changed':
      return again(409, ending.known, { changed: true })
    case 'refused':
      if (ending.known !== undefined) return again(409, ending.known, { refusal: ending.sentence })
      await keepDraft(site.town, visit.viewer, pathOf(request), raw)
      return send(reply.code(409), <RefusedPage frame={frameOf(turn)} sentence={ending.sentence} />)
    default:
      return notShown(route, turn, ending.is)
  }
}

/** It is done: on to the next page, or what is shown once. */
function goOn(route: Route, turn: Turn, { fact, extra }: Extract<Ending, { is: 'done' }>) {
  const { site, visit, request, reply } = turn
  const token = route.signsIn && extra[route.signsIn]
  if (token) setVisit(site.town, reply, token)
  if (route.showsOnce && Object.keys(extra).length)
    return send(reply, route.showsOnce(extra, { frame: frameOf(turn), viewer: visit.viewer }))
  if (route.done) leaveNotice(site.town, reply, route.done)
  return reply.redirect(route.then?.(fact, request.params as Record<string, string>) ?? '/', 303)
}

interface Showing {
  known: unknown
  form: Partial<FormState>
}

function show(route: Route, turn: Turn, { known, form }: Showing) {
  const { visit, request, reply } = turn
  const version = (known as { version?: number }).version
  const shown: Shown<never> = {
    known: known as never,
    viewer: visit.viewer,
    frame: frameOf(turn),
    path: pathOf(request),
    form: { ...form, csrf: visit.csrf, actId: form.actId ?? newId(), version },
    may: (command: AnyCommand) => permits(command.allows, visit.viewer, known as never),
  }
  return send(reply, route.shows(shown))
}

async function lookFor(route: Route, { site, visit, request }: Turn): Promise<Seen<unknown>> {
  const about = aboutIn(route.looks, parametersOf(request))
  if (!about) return { is: 'not found' }
  return look(site.town, route.looks, { viewer: visit.viewer, about: about as never })
}

function notShown({ absent }: Route, turn: Turn, why: 'not found' | 'forbidden') {
  if (why === 'forbidden' || !absent) return sendSorry(turn, why)
  return send(turn.reply.code(404), absent(frameOf(turn)))
}

const signInFor = (route: Route, request: FastifyRequest) =>
  route.recognisedAt?.(partsOf(request)) ?? `/sign-in?to=${encodeURIComponent(pathOf(request))}`

/** Whoever is not signed in is asked to, whether there is such a record or not. */
const mustSignIn = (route: Route, { viewer }: Visit) =>
  viewer.kind === 'public' && !route.looks.allows.roles.includes('public')

/** The parts of this address as they stand in one: what is made of them goes into a header, which takes no other signs. */
const partsOf = (request: FastifyRequest): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.params as Record<string, string>).map(([name, part]) => [name, encodeURIComponent(part)]),
  )

const parametersOf = (request: FastifyRequest) => ({ ...(request.query as object), ...(request.params as object) })

async function saveDraft({ site, visit, request, reply }: Turn) {
  const body = (request.body ?? {}) as Body
  if (visit.viewer.kind !== 'staff' || !cameFromUs(visit, body._csrf)) return reply.code(403).send()
  const form = `/${(request.params as { '*': string })['*']}`
  const match = site.modules
    .flatMap((module) => module.routes)
    .find((each) => each.performs && matches(each.path, form))
  if (!match) return reply.code(404).send()
  if (!holdsARole(match.performs!.allows, visit.viewer)) return reply.code(403).send()
  await keepDraft(site.town, visit.viewer, form, readForm(match.performs!.asks, body))
  return reply.code(204).send()
}

const matches = (pattern: string, path: string) => new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(path)

function actIdIn(body: Body): string | undefined {
  const given = body._act
  return isId(given) ? given : undefined
}

function versionIn(body: Body): number | undefined {
  const given = Number(body._version)
  return body._version !== undefined && Number.isInteger(given) ? given : undefined
}
