import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Module, Route } from '../module.ts'
import { holdsARole, permits, type Policy } from '../policy.ts'
import type { Language } from '../pure/languages.ts'
import { showInstant } from '../pure/days.ts'
import { isId } from '../road.ts'
import type { Town } from '../town.ts'
import type { Viewer } from '../viewer.ts'
import type { Phase } from '../ui/frame.tsx'
import { type Frame, renderPage } from '../ui/page.tsx'
import { sendCompressed } from './encoding.ts'
import { languageOf } from './language.ts'
import type { Figures } from './metrics.ts'
import { type Identify, takeNotice, type Visit, visitOf } from './visit.ts'

export interface Site {
  town: Town
  modules: readonly Module[]
  identify: Identify
  figures?: Figures
  /** What is said at the top of every page, to whoever sends this request. */
  phase?: (request: FastifyRequest) => Phase | undefined
  /** What a form holds into which nobody has typed anything yet, where a newcomer is shown around. */
  offers?: (offering: Offering) => Promise<unknown>
  /** Whose drafts a form holds where several people share an account: a newcomer's, apart from what others left there. */
  draftsApart?: (turn: Turn, route: Pick<Route, 'path'>) => string | undefined
}

export interface Offering {
  turn: Turn
  route: Route
  known: unknown
}

/** One request, who it came from, and its reply. */
export interface Turn {
  site: Site
  visit: Visit
  request: FastifyRequest
  reply: FastifyReply
}

/** Recognises the visitor. */
export async function turnOf(site: Site, request: FastifyRequest, reply: FastifyReply): Promise<Turn> {
  return { site, visit: await visitOf(site.town, site.identify, request, reply), request, reply }
}

/** What every page knows of its reader; of a route with languages, in which it is and which others there are. */
export function frameOf(turn: Turn, route?: Pick<Route, 'languages'>): Frame {
  const { site, visit, request, reply } = turn
  const { town, modules, phase } = site
  const { viewer, csrf } = visit
  const path = pathOf(request)
  const navigation = modules
    .flatMap((module) => module.navigation ?? [])
    .filter(({ roles }) => permits({ roles }, viewer, undefined))
    .map(({ href, text, counts }) => ({
      href,
      text: counts && visit.unread ? `${text} (${visit.unread} new)` : text,
      current: href === path || (href !== '/' && path.startsWith(`${href}/`)),
    }))
  return {
    town: { name: town.name, colour: town.colour },
    ...(viewer.kind === 'staff' ? { person: { name: viewer.name } } : {}),
    csrf,
    nonce: reply.nonce,
    navigation,
    opens: (href) => opensAt(modules, viewer, href),
    phase: phase?.(request),
    ...takeNotice(request, reply),
    readAt: showInstant(town.clock().toISOString()),
    ...(route?.languages ? inLanguages(route.languages, languageOf(route, turn), path) : {}),
  }
}

const policies = new WeakMap<readonly Module[], Map<string, Policy>>()

/** Whether somebody's roles open the page at this address; of what is no module's page, nothing is said against it. */
function opensAt(modules: readonly Module[], viewer: Viewer, href: string): boolean {
  const policy = (policies.get(modules) ?? policiesOf(modules)).get(shapeOf(href))
  return !policy || holdsARole(policy, viewer)
}

function policiesOf(modules: readonly Module[]) {
  const all = new Map<string, Policy>()
  for (const { path, looks } of modules.flatMap(({ routes }) => routes)) all.set(shapeOf(path), looks.allows)
  policies.set(modules, all)
  return all
}

/** An address with every id in it left open. */
const shapeOf = (path: string) =>
  path
    .split('?')[0]!
    .split('/')
    .map((part) => (part.startsWith(':') || isId(part) ? ':' : part))
    .join('/')

function inLanguages(languages: readonly Language[], language: Language | undefined, path: string): Partial<Frame> {
  const all = [{ code: 'en', name: 'English', direction: 'ltr' } as const, ...languages]
  const { code, direction } = language ?? all[0]!
  return {
    language: code,
    direction,
    languages: all.map((each) => ({
      code: each.code,
      text: each.name,
      href: `${path}?language=${each.code}`,
      current: each.code === code,
    })),
  }
}

export function send(reply: FastifyReply, page: Parameters<typeof renderPage>[0]) {
  return sendCompressed(reply.type('text/html; charset=utf-8').header('cache-control', 'no-store'), renderPage(page))
}

export const pathOf = (request: FastifyRequest) => request.url.split('?')[0]!
