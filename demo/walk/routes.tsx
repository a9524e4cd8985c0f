import type { FastifyInstance } from 'fastify'
import { isOpenToWalkers, signInToWalk, walkPath } from '../../src/organisation/identity/index.ts'
import { type Asked, pagesOn, signOutOf } from '../../src/organisation/identity/module.ts'
import { withinAllowance } from '../../src/platform/allowance.ts'
import type { Site } from '../../src/platform/http/site.ts'
import { newId } from '../../src/platform/road.ts'
import { emailOf } from '../town.ts'
import { keepWalk, walkIn } from './cookie.ts'
import { readGlossary } from './glossary.ts'
import { mailsFor } from './mailbox.ts'
import { outcomeOf } from './outcome.ts'
import { MailboxPage, WalkPage, WordsPage } from './pages.tsx'
import { mailboxPath, placeCalled, wordsPath } from './steps.ts'
import { trailOf } from './trail.ts'

const stepsInAQuarterHour = 300
const here = `${walkPath}#now`

/** The pages of the walk: not on the road, because whoever walks is nobody, and then one person after another. */
export function walkPages(app: FastifyInstance, site: Site): void {
  const { get, post } = pagesOn(app, site)
  get(walkPath, whereOneMay(walkPage))
  get(mailboxPath, whereOneMay(mailboxPage))
  get(wordsPath, whereOneMay(wordsPage))
  post(`${walkPath}/begin`, whereOneMay(begin))
  post(`${walkPath}/go/:place`, whereOneMay(go))
}

type Answer = Parameters<ReturnType<typeof pagesOn>['get']>[1]

/** Where one may not walk, there is no such page. */
const whereOneMay =
  (answer: Answer): Answer =>
  async (asked) =>
    (await isOpenToWalkers(asked.town)) ? answer(asked) : asked.sorry('not found')

const walkOf = ({ reply }: Asked) => walkIn(reply.request)

async function walkPage(asked: Asked) {
  const walk = walkOf(asked)
  const trail = walk && (await trailOf(asked.town, walk.id))
  const outcome = trail?.done.minuted && trail.caseId ? await outcomeOf(asked.town, trail.caseId) : undefined
  return asked.shows(<WalkPage frame={asked.frame()} trail={trail} outcome={outcome} />)
}

async function mailboxPage(asked: Asked) {
  const { town } = asked
  const walk = walkOf(asked)
  const { linkId } = walk ? await trailOf(town, walk.id) : {}
  if (!linkId) return asked.goesTo(here)
  const mails = await mailsFor(town, linkId)
  return asked.shows(<MailboxPage frame={asked.frame()} mails={mails} baseUrl={town.baseUrl} />)
}

const wordsPage = async (asked: Asked) => asked.shows(<WordsPage frame={asked.frame()} chapters={readGlossary()} />)

function begin(asked: Asked) {
  keepWalk(asked.town, asked.reply, { id: newId(), place: '' })
  return asked.goesTo(here)
}

/** On to a place, as whoever it is for; back to the walk where the case has not come so far. */
async function go(asked: Asked) {
  const { town, address: from, reply } = asked
  const called = asked.parameters.place!
  const place = placeCalled(called)
  if (!place) return asked.sorry('not found')
  if (!(await withinAllowance(town, { what: 'walk', from, most: stepsInAQuarterHour, seconds: 900 })))
    return asked.sorry('too often')
  const { id } = walkOf(asked) ?? { id: newId() }
  const path = place.at(await trailOf(town, id))
  if (!path || !(await becomes(asked, place.who))) return asked.goesTo(here)
  keepWalk(town, reply, { id, place: called })
  return asked.goesTo(path)
}

/** Signs in as one of the invented people, or out, where nobody in particular is meant. */
async function becomes(asked: Asked, who: string | undefined): Promise<boolean> {
  const { town, visit, device } = asked
  if (!who) {
    await signOutOf(asked)
    return true
  }
  return signInToWalk(town, emailOf(who), { token: asked.newToken(), device, instead: visit.sessionId })
}
