import type { FastifyInstance } from 'fastify'
import { withinAllowance } from '../allowance.ts'
import { carriedBy } from '../files/carried.ts'
import type { FormState, Route } from '../module.ts'
import { type Ending, perform } from '../perform.ts'
import { holdsARole } from '../policy.ts'
import { asksForAnotherForm, readForm } from '../pure/questions.ts'
import { isId } from '../road.ts'
import { serveAsking } from './asking.ts'
import { authorOf, draftOf, dropDraft, keepDraft } from './drafts.ts'
import { keepLanguage } from './language.ts'
import { sendMade } from './made-file.ts'
import { keepPartOfDraft, sectionAt, serveSections, showSections } from './sections.tsx'
import { draw, leadsOn, lookFor, mustSignIn, notShown, parametersOf, show, shownOf, signInFor } from './shown.tsx'
import { sendFile } from './sent-file.ts'
import { frameOf, pathOf, send, type Site, type Turn, turnOf } from './site.ts'
import { RefusedPage, sendSorry } from './sorry.tsx'
import { cameFromUs, leaveNotice, setVisit } from './visit.ts'
import { aboutIn } from './what-was-sent.ts'

type Body = Record<string, unknown>

/** Registers GET and POST of every route: what it looks at, what it shows, what it performs. */
export function servePages(app: FastifyInstance, site: Site) {
  for (const route of site.modules.flatMap((module) => module.routes)) {
    app.get(route.path, async (request, reply) => get(route, await turnOf(site, request, reply)))
    if (route.performs) app.post(route.path, async (request, reply) => post(route, await turnOf(site, request, reply)))
    if (route.inSections) serveSections(app, site, route)
    if (route.asksByPost) serveAsking(app, site, route)
  }
  app.post('/drafts/*', async (request, reply) => saveDraft(await turnOf(site, request, reply)))
}

async function get(route: Route, turn: Turn) {
  const { site, visit, request, reply } = turn
  if (mustSignIn(route, visit)) return reply.redirect(signInFor(route, request), 303)
  if (leadsOn(route, turn)) return reply
  keepLanguage(route, turn)
  const seen = await lookFor(route, turn)
  if (seen.is !== 'seen') return notShown(route, turn, seen.is)
  const file = route.sends && carriedBy(seen.known)
  if (file) return sendFile(site.town, reply, file, route.sends!)
  if (route.makes) return sendMade(reply, await route.makes(shownOf(route, turn, { known: seen.known, form: {} })))
  if (route.inSections) return showSections(route, turn, { known: seen.known })
  const values =
    route.performs &&
    ((await draftOf(site.town, authorOf(route, turn), pathOf(request))) ??
      (await site.offers?.({ turn, route, known: seen.known })))
  return show(route, turn, { known: seen.known, form: { values } })
}

async function post(route: Route, turn: Turn) {
  const { site, visit, request, reply } = turn
  const body = (request.body ?? {}) as Body
  const command = route.performs!
  if (!cameFromUs(visit, body._csrf)) return sendSorry(turn, 'stale form', route)
  if (mustSignIn(route, visit)) return reply.redirect(signInFor(route, request), 303)
  if (!(await mayPost(route, turn))) return sendSorry(turn, 'too often', route)
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
  raw: Record<string, unknown>
  body: Body
}

/** *Add another*, *Remove* or a button that fills in was pressed: nothing is checked, and what was typed stays. */
async function showAnotherForm(route: Route, turn: Turn, { raw, body }: Sent) {
  const seen = await lookFor(route, turn)
  if (seen.is !== 'seen') return notShown(route, turn, seen.is)
  const what = typeof body._fill === 'string' ? body._fill : ''
  const values = (what && route.fills?.(raw, what, seen.known as never)) || raw
  await keepDraft(turn.site.town, authorOf(route, turn), pathOf(turn.request), values)
  if (route.inSections) return showSections(route, turn, { known: seen.known })
  return show(route, turn, { known: seen.known, form: { values, actId: actIdIn(body) } })
}

/** The six endings, each to its response. */
async function respond(route: Route, turn: Turn, { raw, body, ending }: Sent & { ending: Ending }) {
  const { site, request, reply } = turn
  const author = authorOf(route, turn)
  const again = async (status: number, known: unknown, form: Partial<FormState>) => {
    await keepDraft(site.town, author, pathOf(request), raw)
    const showing = { known, form: { values: raw, ...form } }
    if (route.inSections) return showSections(route, { ...turn, reply: reply.code(status) }, showing)
    return show(route, { ...turn, reply: reply.code(status) }, showing)
  }
  switch (ending.is) {
    case 'done':
      await dropDraft(site.town, author, pathOf(request))
      return goOn(route, turn, ending)
    case 'problems':
      return again(422, ending.known, { problems: ending.problems, actId: actIdIn(body) })
    case 'changed':
      return again(409, ending.known, { changed: true })
    case 'refused':
      if (ending.known !== undefined) return again(409, ending.known, { refusal: ending.sentence })
      await keepDraft(site.town, author, pathOf(request), raw)
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
  const { showsOnce } = route
  if (showsOnce && Object.keys(extra).length)
    return draw(route, turn, () => showsOnce(extra, { frame: frameOf(turn, route), viewer: visit.viewer }))
  if (route.done) leaveNotice(site.town, reply, route.done)
  return reply.redirect(route.then?.(fact, request.params as Record<string, string>) ?? '/', 303)
}

async function saveDraft(turn: Turn) {
  const { site, visit, request, reply } = turn
  const body = (request.body ?? {}) as Body
  if (!cameFromUs(visit, body._csrf)) return reply.code(403).send()
  const form = `/${(request.params as { '*': string })['*']}`
  const routes = site.modules.flatMap((module) => module.routes).filter(({ performs }) => performs)
  const part = routes.map((each) => sectionAt(each, form)).find((each) => each !== undefined)
  const match = part?.route ?? routes.find((each) => matches(each.path, form))
  if (visit.viewer.kind !== 'staff' && !part) return reply.code(403).send()
  if (!match) return reply.code(404).send()
  if (!holdsARole(match.performs!.allows, visit.viewer)) return reply.code(403).send()
  if (part) await keepPartOfDraft(turn, { ...part, raw: readForm(part.section.questions, body) })
  else await keepDraft(site.town, authorOf(match, turn), form, readForm(match.performs!.asks, body))
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
