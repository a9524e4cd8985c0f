import type { FastifyInstance } from 'fastify'
import { withinAllowance } from '../allowance.ts'
import { carriedBy } from '../files/carried.ts'
import { textRead } from '../files/text-read.ts'
import type { FormState, Route } from '../module.ts'
import { type Ending, perform } from '../perform.ts'
import { holdsARole } from '../policy.ts'
import { asksForAnotherForm, readForm } from '../pure/questions.ts'
import { isId } from '../road.ts'
import { serveAsking } from './asking.ts'
import { clashOf, settle, takeField } from './clash.ts'
import { authorOf, draftOf, dropDraft, keepDraft } from './drafts.ts'
import { keepLanguage } from './language.ts'
import { sendMade } from './made-file.ts'
import { keepTyping, sectionAt, serveSections, showSections } from './sections.tsx'
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
  const read = route.reads && carriedBy(seen.known)
  if (read?.kind === 'text') {
    const text = await textRead(site.town.files, read)
    const shown = shownOf(route, turn, { known: seen.known, form: {} })
    return draw(route, turn, () => route.reads!(shown, text))
  }
  if (route.makes) return sendMade(reply, await route.makes(shownOf(route, turn, { known: seen.known, form: {} })))
  if (route.inSections) return showSections(route, turn, { known: seen.known })
  return show(route, turn, { known: seen.known, form: await formFor(route, turn, seen.known) })
}

/** What was typed before, or what is offered; where the record changed since it was typed, both versions. */
async function formFor(route: Route, turn: Turn, known: unknown): Promise<Partial<FormState>> {
  const { performs: command } = route
  if (!command) return {}
  const draft = await draftOf(turn.site.town, authorOf(route, turn), pathOf(turn.request))
  if (draft === undefined) return { values: await turn.site.offers?.({ turn, route, known }) }
  const { _version: version, _was: was, ...values } = draft as Body & { _was?: string }
  if (version === undefined || version === versionOf(known)) return { values, was }
  const clash = clashOf({ command, known, raw: values, was })
  return clash ? { values, was, clash } : { values: command.holds ? undefined : values }
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
  const typed = readForm(command.asks, body)
  const settled = body._clash ? await settleClash(route, turn, { raw: typed, body }) : { raw: typed }
  if ('shown' in settled) return settled.shown
  const { raw } = settled
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

/** Of two versions what was chosen of each; where something was not chosen, the page again that asks. */
async function settleClash(route: Route, turn: Turn, { raw, body }: Sent): Promise<{ raw: Body } | { shown: unknown }> {
  const seen = await lookFor(route, turn)
  if (seen.is !== 'seen') return { shown: notShown(route, turn, seen.is) }
  const clashing = { command: route.performs!, known: seen.known, raw, was: wasIn(body) }
  const { raw: chosen, open } = settle(clashing, body)
  if (!open.length) return { raw: chosen }
  const problems = open.map((at) => ({ at: takeField(at), message: 'Choose which version is kept' }))
  const form = { values: raw, was: wasIn(body), clash: clashOf(clashing, body), problems }
  return { shown: show(route, { ...turn, reply: turn.reply.code(422) }, { known: seen.known, form }) }
}

/** *Add another*, *Remove* or a button that fills in was pressed: nothing is checked, and what was typed stays. */
async function showAnotherForm(route: Route, turn: Turn, { raw, body }: Sent) {
  const seen = await lookFor(route, turn)
  if (seen.is !== 'seen') return notShown(route, turn, seen.is)
  const what = typeof body._fill === 'string' ? body._fill : ''
  const values = (what && route.fills?.(raw, what, seen.known as never)) || raw
  await keepDraft(turn.site.town, authorOf(route, turn), pathOf(turn.request), asDraft(route, values, body))
  if (route.inSections) return showSections(route, turn, { known: seen.known })
  return show(route, turn, { known: seen.known, form: { values, ...carriedIn(body) } })
}

/** The six endings, each to its response. */
async function respond(route: Route, turn: Turn, { raw, body, ending }: Sent & { ending: Ending }) {
  const { site, request, reply } = turn
  const author = authorOf(route, turn)
  const again = async (status: number, acted: unknown, form: Partial<FormState>) => {
    const known = await knownToThePage(route, turn, acted)
    if (known === undefined) return notShown(route, turn, 'not found')
    await keepDraft(site.town, author, pathOf(request), asDraft(route, raw, body))
    const showing = { known, form: { values: raw, ...form } }
    if (route.inSections) return showSections(route, { ...turn, reply: reply.code(status) }, showing)
    return show(route, { ...turn, reply: reply.code(status) }, showing)
  }
  switch (ending.is) {
    case 'done':
      await dropDraft(site.town, author, pathOf(request))
      return goOn(route, turn, ending)
    case 'problems':
      return again(422, ending.known, { problems: ending.problems, ...carriedIn(body) })
    case 'changed':
      return again(409, ending.known, bothVersions(route, { raw, body, known: ending.known }))
    case 'refused':
      if (ending.known !== undefined)
        return again(409, ending.known, { ...carriedIn(body), actId: undefined, refusal: ending.sentence })
      await keepDraft(site.town, author, pathOf(request), asDraft(route, raw, body))
      return send(reply.code(409), <RefusedPage frame={frameOf(turn)} sentence={ending.sentence} />)
    default:
      return notShown(route, turn, ending.is)
  }
}

/** The page shows again what it showed before: a command may know less than its page. */
async function knownToThePage(route: Route, turn: Turn, acted: unknown): Promise<unknown> {
  if (route.looks === route.performs!.knows) return acted
  const seen = await lookFor(route, turn)
  return seen.is === 'seen' ? seen.known : undefined
}

/** Somebody else changed it meanwhile: what was typed and what stands now, beside each other where it edits that. */
function bothVersions(route: Route, { raw, body, known }: Sent & { known: unknown }): Partial<FormState> {
  const was = wasIn(body)
  const clash = clashOf({ command: route.performs!, known, raw, was })
  return clash ? { was, clash } : { changed: true }
}

/** It is done: on to the next page, or what is shown once. */
function goOn(route: Route, turn: Turn, { fact, extra }: Extract<Ending, { is: 'done' }>) {
  const { site, visit, request, reply } = turn
  const token = route.signsIn && extra[route.signsIn]
  if (token) setVisit(site.town, reply, token)
  const { showsOnce } = route
  if (showsOnce && Object.keys(extra).length)
    return draw(route, turn, () =>
      showsOnce(extra, { frame: frameOfWhatIsShownOnce(route, turn), viewer: visit.viewer }),
    )
  if (route.done) leaveNotice(site.town, reply, route.done)
  return reply.redirect(route.then?.(fact, request.params as Record<string, string>) ?? '/', 303)
}

/** Without links to other languages: they would lead to the form, away from what is shown only now. */
function frameOfWhatIsShownOnce(route: Route, turn: Turn) {
  const frame = frameOf(turn, route)
  return { ...frame, languages: frame.languages?.filter(({ current }) => current) }
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
  if (part) return keepTyping(turn, part, body)
  await keepDraft(site.town, authorOf(match, turn), form, asDraft(match, readForm(match.performs!.asks, body), body))
  return reply.code(204).send()
}

const matches = (pattern: string, path: string) => new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(path)

/** What was typed, and of which version of the record: a form in sections edits none. */
function asDraft({ inSections }: Route, values: Record<string, unknown>, body: Body): Record<string, unknown> {
  const [_version, _was] = [versionIn(body), wasIn(body)]
  return inSections || _version === undefined ? values : { ...values, _version, ...(_was ? { _was } : {}) }
}

/** What a form goes on carrying when it is shown again: it is still of the version that it was drawn from. */
const carriedIn = (body: Body): Partial<FormState> => ({
  actId: actIdIn(body),
  version: versionIn(body),
  was: wasIn(body),
})

const wasIn = ({ _was }: Body) => (typeof _was === 'string' ? _was : undefined)
const versionOf = (known: unknown) => (known as { version?: unknown }).version

function actIdIn(body: Body): string | undefined {
  const given = body._act
  return isId(given) ? given : undefined
}

function versionIn(body: Body): number | undefined {
  const given = Number(body._version)
  return body._version !== undefined && Number.isInteger(given) ? given : undefined
}
