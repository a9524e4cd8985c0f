import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { frameOf, send, type Site } from '../../platform/http/pages.tsx'
import { sendSorry } from '../../platform/http/sorry.tsx'
import { cameFromUs, csrfFor, newVisit, type Visit, visitOf } from '../../platform/http/visit.ts'
import type { Town } from '../../platform/town.ts'
import type { Frame } from '../../platform/ui/page.tsx'
import { deviceIn } from './device.ts'

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
  sorry(why: Parameters<typeof sendSorry>[4]): FastifyReply
  /** A new token for this visitor, whose old one is worth nothing from now on. */
  newToken(): string
  reply: FastifyReply
}

type Answer = (asked: Asked) => Promise<FastifyReply> | FastifyReply

/** Serves pages that are not on the road: whoever posts must come from a page that this visit was shown. */
export function pagesOn(app: FastifyInstance, site: Site) {
  return {
    get: (path: string, answer: Answer) =>
      app.get(path, async (request, reply) => answer(await askedBy(site, request, reply))),
    post: (path: string, answer: Answer) =>
      app.post(path, async (request, reply) => {
        const asked = await askedBy(site, request, reply)
        return cameFromUs(asked.visit, asked.typed('_csrf')) ? answer(asked) : asked.sorry('stale form')
      }),
  }
}

async function askedBy(site: Site, request: FastifyRequest, reply: FastifyReply): Promise<Asked> {
  const visit = await visitOf(site.town, site.identify, request, reply)
  const body = (request.body ?? {}) as Record<string, unknown>
  return {
    town: site.town,
    visit,
    address: request.ip,
    device: deviceIn(request.headers['user-agent']),
    parameters: request.params as Record<string, string>,
    query: request.query as Record<string, unknown>,
    typed: (name) => (typeof body[name] === 'string' ? body[name] : ''),
    frame: () => frameOf(site, visit, request, reply),
    shows: (page, status = 200) => send(reply.code(status), page),
    goesTo: (path) => reply.header('cache-control', 'no-store').redirect(path, 303),
    sorry: (why) => sendSorry(site, visit, request, reply, why),
    newToken() {
      visit.token = newVisit(site.town, reply)
      visit.csrf = csrfFor(site.town, visit.token)
      return visit.token
    },
    reply,
  }
}
