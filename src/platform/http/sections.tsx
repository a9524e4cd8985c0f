import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { withinAllowance } from '../allowance.ts'
import type { FormState, Route, SectionShown, Shown } from '../module.ts'
import { marksOf } from '../pure/clash.ts'
import {
  asksForAnotherForm,
  askedIn,
  checkAnswers,
  formValues,
  goodAnswers,
  inSection,
  type Problem,
  type Questions,
  readForm,
  type Section,
  sectionOf,
  sectionsOf,
  standingOf,
} from '../pure/questions.ts'
import { today as todayAt } from '../pure/days.ts'
import { asked } from '../ui/say.ts'
import { CheckPage, SectionPage } from '../ui/section-pages.tsx'
import { settleDraft } from './clash.ts'
import { authorOf, changeDraft, draftOf, dropDraft } from './drafts.ts'
import { pathOf, type Site, type Turn, turnOf } from './site.ts'
import { draw, leadsOn, lookFor, mustSignIn, notShown, shownOf, signInFor } from './shown.tsx'
import { sendSorry } from './sorry.tsx'
import { cameFromUs } from './visit.ts'

type Body = Record<string, unknown>
type Answer = (turn: Turn) => Promise<unknown>

/** How many saves there are to one sending, at most: a page each, and what is kept while one types. */
const savesToASending = 60
/** How many forms are begun for one that is sent. */
const begunToASending = 5

/** A page for each section of a long form, the page where all is checked, and the way to forget what was typed. */
export function serveSections(app: FastifyInstance, site: Site, route: Route) {
  const answered = (answer: Answer) => async (request: FastifyRequest, reply: FastifyReply) => {
    const turn = await turnOf(site, request, reply)
    if (mustSignIn(route, turn.visit)) return reply.redirect(signInFor(route, request), 303)
    if (request.method === 'GET' && leadsOn(route, turn)) return reply
    return answer(turn)
  }
  for (const section of sectionsOf(asksOf(route))) {
    const path = `${route.path}/${section.name}`
    app.get(
      path,
      answered(async (turn) => showSection(route, turn, section)),
    )
    app.post(
      path,
      answered(async (turn) => saveSection(route, turn, section)),
    )
  }
  app.get(
    `${route.path}/check`,
    answered(async (turn) => check(route, turn)),
  )
  app.post(
    `${route.path}/forget`,
    answered(async (turn) => forget(route, turn)),
  )
}

const asksOf = (route: Route): Questions => route.performs!.asks
/** The address of the form itself, from one of its pages. */
const baseOf = (request: FastifyRequest) => pathOf(request).replace(/\/[^/]+$/, '')

/** The list of sections; after a sending that failed, the page where all is checked, with what is wrong. */
export async function showSections(
  route: Route,
  turn: Turn,
  { known, form }: { known: unknown; form?: Partial<FormState> },
) {
  const base = pathOf(turn.request)
  if (form) return showCheck(route, turn, { known, base, form })
  const raw = await answersSoFar(route, turn, base, known)
  const sections = standings(route, turn, base, raw)
  return draw(route, turn, () => route.shows({ ...shownOf(route, turn, { known, form: { values: raw } }), sections }))
}

async function showSection(route: Route, turn: Turn, section: Section, status = 200, form: Partial<FormState> = {}) {
  const seen = await lookFor(route, turn)
  if (seen.is !== 'seen') return notShown(route, turn, seen.is)
  const base = baseOf(turn.request)
  const raw = await answersSoFar(route, turn, base, seen.known)
  const shown = shownOf(route, { ...turn, reply: turn.reply.code(status) }, { known: seen.known, form })
  const questions = askedIn(asksOf(route), section, raw)
  const values = form.values ?? inSection(section, raw)
  const was = form.was ?? marksOf(questions, inSection(section, raw))
  const showing = { ...shown, form: { ...shown.form, values, was } }
  return draw(route, turn, () => sectionPage(route, turn, { shown: showing, section, questions }))
}

interface SectionShowing {
  shown: Shown<never>
  section: Section
  questions: Questions
}

function sectionPage(route: Route, turn: Turn, { shown, section, questions }: SectionShowing) {
  const of = sectionsOf(asksOf(route))
  return (
    <SectionPage
      shown={shown}
      base={baseOf(turn.request)}
      title={section.title}
      step={`${of.indexOf(section) + 1}`}
      steps={`${of.length}`}
      questions={questions}
      toCheck={goesToCheck(turn)}
      {...route.inSections!.page?.(shown.known)}
    />
  )
}

async function saveSection(route: Route, turn: Turn, section: Section) {
  const { visit, request, reply } = turn
  const body = (request.body ?? {}) as Body
  if (!cameFromUs(visit, body._csrf)) return sendSorry(turn, 'stale form', route)
  if (!(await maySave(route, baseOf(request), turn))) return sendSorry(turn, 'too often', route)
  const seen = await lookFor(route, turn)
  if (seen.is !== 'seen') return notShown(route, turn, seen.is)
  const base = baseOf(request)
  const offered = await answersSoFar(route, turn, base, seen.known)
  const asks = (before: Record<string, unknown>) => askedIn(asksOf(route), section, before)
  const saved = await keepPartOfDraft(turn, { route, section, base, body, offered, asks })
  if (saved.open.length) return showBothWindows(route, turn, { ...saved, section, body, known: seen.known })
  const { before, raw } = saved
  if (asksForAnotherForm(body)) return showSection(route, turn, section, 200, { values: raw })
  if (body._later) return reply.redirect(base, 303)
  const problems = wrongIn(route, turn, section, { ...before, ...blank(section), ...raw })
  if (problems.length) return showSection(route, turn, section, 422, { values: raw, problems })
  return reply.redirect(goesToCheck(turn) ? `${base}/check` : after(route, section, base), 303)
}

interface InTwoWindows {
  questions: Questions
  before: Record<string, unknown>
  body: Body
}

/** The same section may be open in another window, which saved it meanwhile: a form without marks says nothing of that. */
function settleSection({ questions, before, body }: InTwoWindows) {
  const mine = readForm(questions, body)
  if (typeof body._was !== 'string') return { raw: mine, open: [] }
  return settleDraft(questions, { mine, theirs: inSection({ questions }, before), was: body._was }, body)
}

function showBothWindows(
  route: Route,
  turn: Turn,
  { section, known, ...both }: InTwoWindows & { section: Section; known: unknown },
) {
  return draw(route, { ...turn, reply: turn.reply.code(409) }, () => {
    const { questions, body } = both
    const { open } = settleSection({ ...both, questions: asked(questions) })
    const typed = readForm(questions, body)
    const differences = open.map((each) => ({ ...each, chosen: undefined }))
    const clash = { differences, mine: formValues(questions, typed) }
    const shown = shownOf(route, turn, { known, form: { values: typed, was: String(body._was), clash } })
    return sectionPage(route, turn, { shown, section, questions })
  })
}

const goesToCheck = ({ request: { query, body } }: Turn) =>
  (query as { then?: unknown }).then === 'check' || (body as Body | undefined)?._then === 'check'

function after(route: Route, section: Section, base: string) {
  const all = sectionsOf(asksOf(route))
  return `${base}/${all[all.indexOf(section) + 1]?.name ?? 'check'}`
}

async function check(route: Route, turn: Turn) {
  const seen = await lookFor(route, turn)
  if (seen.is !== 'seen') return notShown(route, turn, seen.is)
  const base = baseOf(turn.request)
  const raw = await answersSoFar(route, turn, base, seen.known)
  if (!Object.keys(raw).length) return turn.reply.redirect(base, 303)
  return showCheck(route, turn, { known: seen.known, base, form: { values: raw } })
}

type Checking = { known: unknown; base: string; form: Partial<FormState> }

function showCheck(route: Route, turn: Turn, { known, base, form }: Checking) {
  const { problems, ...rest } = form
  const all = asksOf(route)
  const shown = shownOf(route, turn, { known, form: { ...rest, problems: problems?.map((one) => at(all, one, base)) } })
  return draw(route, turn, () => (
    <CheckPage
      shown={shown}
      base={base}
      questions={all}
      submit={route.inSections!.submit}
      missing={standings(route, turn, base, form.values).filter(({ standing }) =>
        ['to do', 'in part'].includes(standing),
      )}
      {...route.inSections!.page?.(known as never)}
    />
  ))
}

/** A problem of the whole form, at the page of the section that it is in. */
function at(all: Questions, problem: Problem, base: string): Problem {
  const section = sectionOf(all, problem.at)
  return section ? { ...problem, href: `${base}/${section.name}?then=check` } : problem
}

async function forget(route: Route, turn: Turn) {
  const { site, visit, request, reply } = turn
  if (!cameFromUs(visit, ((request.body ?? {}) as Body)._csrf)) return sendSorry(turn, 'stale form', route)
  await dropDraft(site.town, authorOf(route, turn), baseOf(request))
  return reply.redirect(baseOf(request), 303)
}

async function answersSoFar(route: Route, turn: Turn, base: string, known: unknown): Promise<Record<string, unknown>> {
  const { site } = turn
  const draft = await draftOf(site.town, authorOf(route, turn), base)
  return ((draft ?? (await site.offers?.({ turn, route, known }))) as Record<string, unknown> | undefined) ?? {}
}

function standings(route: Route, turn: Turn, base: string, raw: unknown): SectionShown[] {
  return sectionsOf(asksOf(route)).map((section) => {
    const questions = askedIn(asksOf(route), section, raw)
    const also = wrongTogether(route, turn, section, raw)
    const standing = standingOf(questions, inSection({ questions }, raw), { today: todayOf(turn), also })
    return { title: section.title, href: `${base}/${section.name}`, standing }
  })
}

function wrongIn(route: Route, turn: Turn, section: Section, raw: Record<string, unknown>): readonly Problem[] {
  const questions = askedIn(asksOf(route), section, raw)
  const checked = checkAnswers(questions, inSection({ questions }, raw), { today: todayOf(turn) })
  return checked.ok ? wrongTogether(route, turn, section, raw) : checked.problems
}

/** What the rules between answers say of a section. */
function wrongTogether(route: Route, turn: Turn, section: Section, raw: unknown): readonly Problem[] {
  const today = todayOf(turn)
  const answers = goodAnswers(asksOf(route), raw, today)
  const problems = route.inSections!.wrong?.(answers, { today, viewer: turn.visit.viewer }) ?? []
  return problems.filter(({ at: path }) => sectionOf(asksOf(route), path) === section)
}

const todayOf = ({ site }: Turn) => todayAt(site.town.clock())

/** From where nobody signed in: so many saves in an hour, and so many forms begun, since each is kept for a while. */
async function maySave(route: Route, base: string, turn: Turn): Promise<boolean> {
  const { site, visit, request } = turn
  if (visit.viewer.kind === 'staff') return true
  const sendings = route.publicPosts ?? 60
  const within = (what: string, most: number) =>
    withinAllowance(site.town, { what: `${route.path} ${what}`, from: request.ip, most, seconds: 3600 })
  if (!(await within('in sections', sendings * savesToASending))) return false
  const begun = await draftOf(site.town, authorOf(route, turn), base)
  return begun !== undefined || within('begun', sendings * begunToASending)
}

/** The route and the section whose page is at this address. */
export function sectionAt(route: Route, path: string) {
  if (!route.inSections) return undefined
  const base = path.replace(/\/[^/]+$/, '')
  const pattern = new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`)
  if (!pattern.test(base)) return undefined
  const section = sectionsOf(asksOf(route)).find(({ name }) => path === `${base}/${name}`)
  return section && { route, section, base }
}

const blank = ({ questions }: Section) => Object.fromEntries(Object.keys(questions).map((name) => [name, undefined]))

interface PartOfDraft extends Place {
  body: Body
  /** What the form begins with where there is no draft. */
  offered?: Record<string, unknown>
  /** What the section asks, given all answers so far. */
  asks: (before: Record<string, unknown>) => Questions
}

/** Keeps what was typed into one section beside the others, unless another window saved the same otherwise: then nothing. */
const keepPartOfDraft = (turn: Turn, { route, section, base, body, offered = {}, asks }: PartOfDraft) =>
  changeDraft(turn.site.town, authorOf(route, turn), base, (draft) => {
    const before = (draft ?? offered) as Record<string, unknown>
    const questions = asks(before)
    const { raw, open } = settleSection({ questions, before, body })
    return { before, questions, raw, open, ...(open.length ? {} : { keeps: { ...before, ...blank(section), ...raw } }) }
  })

/**
 * Keeps what is typed while it is typed, and gives the marks of what this window shows now; where another window saved
 * the same otherwise, it keeps nothing (409), and the next save shows both.
 */
export async function keepTyping(turn: Turn, place: Place, body: Body): Promise<FastifyReply> {
  const { reply } = turn
  if (!(await maySave(place.route, place.base, turn))) return reply.code(204).send()
  const { questions } = place.section
  const { open } = await keepPartOfDraft(turn, { ...place, body, asks: () => questions })
  if (open.length) return reply.code(409).send()
  return reply
    .header('x-onetown-was', marksOf(questions, readForm(questions, body)))
    .code(204)
    .send()
}

interface Place {
  route: Route
  section: Section
  base: string
}
