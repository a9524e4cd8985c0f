import type { FastifyRequest } from 'fastify'
import type { AnyCommand } from '../command.ts'
import { look, type Seen } from '../look.ts'
import type { FormState, Route, Shown } from '../module.ts'
import { permits } from '../policy.ts'
import { marksOf } from '../pure/clash.ts'
import { problemsIn } from '../pure/languages.ts'
import { newId } from '../road.ts'
import { drawnIn } from '../ui/say.ts'
import { languageOf } from './language.ts'
import { frameOf, pathOf, send, type Turn } from './site.ts'
import { sendSorry } from './sorry.tsx'
import { leaveNotice, type Visit } from './visit.ts'
import { aboutIn } from './what-was-sent.ts'

export interface Showing {
  known: unknown
  form: Partial<FormState>
}

/** What a page is drawn from: what is known, who looks, and the form as it stands. */
export function shownOf(route: Route, turn: Turn, { known, form }: Showing): Shown<never> {
  const { visit, request } = turn
  const language = languageOf(route, turn)
  const { problems } = form
  return {
    known: known as never,
    viewer: visit.viewer,
    frame: frameOf(turn, route),
    path: pathOf(request),
    form: {
      ...form,
      problems: problems && problemsIn(language, route.performs?.asks ?? {}, problems),
      csrf: visit.csrf,
      actId: form.actId ?? newId(),
      version: form.version ?? (known as { version?: number }).version,
      ...nowIn(route, known, form),
    },
    may: (command: AnyCommand) => permits(command.allows, visit.viewer, known as never),
  }
}

/** What an editing form opens with, and the marks of it that it carries. */
function nowIn({ performs }: Route, known: unknown, { was }: Partial<FormState>): Partial<FormState> {
  const now: unknown = performs?.holds?.(known)
  return now === undefined ? {} : { now, was: was ?? marksOf(performs!.asks, now) }
}

/** Draws a page in the language that it is asked for in. */
export function draw(route: Route, turn: Turn, shows: () => Parameters<typeof send>[1]) {
  return drawnIn(languageOf(route, turn), () => send(turn.reply, shows()))
}

export function show(route: Route, turn: Turn, showing: Showing) {
  return draw(route, turn, () => route.shows(shownOf(route, turn, showing)))
}

export async function lookFor(route: Route, { site, visit, request }: Turn): Promise<Seen<unknown>> {
  const about = aboutIn(route.looks, parametersOf(request))
  if (!about) return { is: 'not found' }
  return look(site.town, route.looks, { viewer: visit.viewer, about: about as never })
}

export function notShown(route: Route, turn: Turn, why: 'not found' | 'forbidden') {
  const { absent } = route
  if (why === 'forbidden' || !absent) return sendSorry(turn, why, route)
  return send(turn.reply.code(404), absent(frameOf(turn)))
}

export const signInFor = (route: Route, request: FastifyRequest) =>
  route.recognisedAt?.(partsOf(request)) ?? `/sign-in?to=${encodeURIComponent(pathOf(request))}`

/** Whoever is not signed in is asked to, whether there is such a record or not. */
export const mustSignIn = (route: Route, { viewer }: Visit) =>
  viewer.kind === 'public' && !route.looks.allows.roles.includes('public')

/** Sends somebody who is signed in to their own page, where this one is for everybody else; true when it did. */
export function leadsOn({ signedIn }: Route, { site, visit, reply }: Turn): boolean {
  if (!signedIn || visit.viewer.kind !== 'staff') return false
  leaveNotice(site.town, reply, signedIn.says, 'told')
  void reply.redirect(signedIn.goTo, 303)
  return true
}

/** The parts of this address as they stand in one: what is made of them goes into a header, which takes no other signs. */
const partsOf = (request: FastifyRequest): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.params as Record<string, string>).map(([name, part]) => [name, encodeURIComponent(part)]),
  )

export const parametersOf = (request: FastifyRequest) => ({
  ...(request.query as object),
  ...(request.params as object),
})
