import type { FastifyInstance } from 'fastify'
import { look } from '../look.ts'
import type { Route } from '../module.ts'
import { mustSignIn, notShown, parametersOf, show, signInFor } from './shown.tsx'
import { type Site, type Turn, turnOf } from './site.ts'
import { sendSorry } from './sorry.tsx'
import { cameFromUs } from './visit.ts'
import { aboutIn } from './what-was-sent.ts'

/** A look whose question is sent as a form: the same page, read and journalled in the same way, with nothing in its address. */
export function serveAsking(app: FastifyInstance, site: Site, route: Route): void {
  app.post(route.path, async (request, reply) => answer(route, await turnOf(site, request, reply)))
}

async function answer(route: Route, turn: Turn) {
  const { site, visit, request, reply } = turn
  const { _csrf: from, ...asked } = (request.body ?? {}) as Record<string, unknown>
  if (!cameFromUs(visit, from)) return sendSorry(turn, 'stale form')
  if (mustSignIn(route, visit)) return reply.redirect(signInFor(route, request), 303)
  const about = aboutIn(route.looks, { ...asked, ...parametersOf(request) })
  if (!about) return notShown(route, turn, 'not found')
  const seen = await look(site.town, route.looks, { viewer: visit.viewer, about: about as never })
  if (seen.is !== 'seen') return notShown(route, turn, seen.is)
  return show(route, turn, { known: seen.known, form: {} })
}
