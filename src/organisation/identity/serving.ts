import type { FastifyInstance, FastifyReply } from 'fastify'
import { frameOf, send, type Site, type Turn, turnOf } from '../../platform/http/site.ts'
import { sendSorry } from '../../platform/http/sorry.tsx'
import { cameFromUs, csrfFor, newVisit, type Visit } from '../../platform/http/visit.ts'
import type { Town } from '../../platform/town.ts'
import type { Frame } from '../../platform/ui/page.tsx'
import { deviceIn } from './device.ts'
import { knownDevice, rememberDevice } from './known-devices.ts'

/** One request for a page that is not on the road, and what answers it. */
export interface Asked {
  town: Town
  visit: Visit
  address: string
  device: string
  parameters: Record<string, string>
  query: Record<string, unknown>
  /** What was typed under a name; '' when nothing was, or no text. */
  typed(name: string): string
  frame(): Frame
  shows(page: Parameters<typeof send>[1], status?: number): FastifyReply
  goesTo(path: string): FastifyReply
  sorry(why: Parameters<typeof sendSorry>[1]): FastifyReply
  /** The mark of this browser, where the account of this address signed in on it before. */
  knownFor(email: string): string | undefined
  rememberFor(email: string): void
  /** A new token for this visitor, whose old one is worth nothing from now on. */
  newToken(): string
  reply: FastifyReply
}

type Answer = (asked: Asked) => Promise<FastifyReply> | FastifyReply

/** Serves pages that are not on the road: whoever posts must come from a page that this visit was shown. */
export function pagesOn(app: FastifyInstance, site: Site) {
  return {
    get: (path: string, answer: Answer) =>
      app.get(path, async (request, reply) => answer(askedIn(await turnOf(site, request, reply)))),
    post: (path: string, answer: Answer) =>
      app.post(path, async (request, reply) => {
        const asked = askedIn(await turnOf(site, request, reply))
        return cameFromUs(asked.visit, asked.typed('_csrf')) ? answer(asked) : asked.sorry('stale form')
      }),
  }
}

function askedIn(turn: Turn): Asked {
  const { site, visit, request, reply } = turn
  const body = (request.body ?? {}) as Record<string, unknown>
  return {
    town: site.town,
    visit,
    address: request.ip,
    device: deviceIn(request.headers['user-agent']),
    parameters: request.params as Record<string, string>,
    query: request.query as Record<string, unknown>,
    typed: (name) => (typeof body[name] === 'string' ? body[name] : ''),
    frame: () => frameOf(turn),
    shows: (page, status = 200) => send(reply.code(status), page),
    goesTo: (path) => reply.header('cache-control', 'no-store').redirect(path, 303),
    sorry: (why) => sendSorry(turn, why),
    knownFor: (email) => knownDevice(turn, email),
    rememberFor: (email) => rememberDevice(turn, email),
    newToken() {
      visit.token = newVisit(site.town, reply)
      visit.csrf = csrfFor(site.town, visit.token)
      return visit.token
    },
    reply,
  }
}
