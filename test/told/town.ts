import assert from 'node:assert/strict'
import type * as story from '../../demo/story.ts'
import { codeOf, tokenOf } from '../../src/casework/enquiries/index.ts'
import { keyedHash } from '../../src/platform/keys.ts'
import { today } from '../../src/platform/pure/days.ts'
import { newId } from '../../src/platform/road.ts'
import type { Role } from '../../src/organisation/staff/roles.ts'
import { type AgencyKey, openWorld, type World } from '../world.ts'
import { type Actor, linkHolder, somebodyOutside } from './actors.ts'

export type Who = story.Cast | 'worker' | 'administrator' | 'answerable' | 'nobody in particular'

/** One act of the story, before it is done. */
export interface Act {
  actor: Actor
  command: string
  about: Record<string, string>
  answers: Record<string, unknown>
}

/** Does an act and gives the ids of its fact and what is shown once. */
export type Does = (act: Act) => Promise<Record<string, string>>

export interface ToldTown {
  world: World
  cast: Record<Who, Actor>
  outside: Actor
  tell: story.Teller<Who>
  /** Somebody who is none of the cast does something. */
  tellAs: Does
  /** What does each act from now on; at first it is simply done. */
  tellBy(does: Does): void
  /** The secrets that were mailed or shown, by the path that they stand in. */
  linkOf(enquiryId: string): Promise<string>
  stageOf(caseId: string): Promise<string>
}

const dayMs = 86_400_000
/** Everybody in the story, invented: who they are, what they may be, and for whom they work. */
export const people: Record<Who, readonly [name: string, roles: readonly Role[], agency: AgencyKey]> = {
  coordinator: ['Morgan Madeup', ['Channel coordinator'], 'council'],
  chair: ['Frances Fictive', ['panel chair'], 'council'],
  deputy: ['Desmond Dreamt', ['panel chair', 'panel member'], 'council'],
  officer: ['Ines Invented', ['police case officer', 'panel member'], 'police'],
  authoriser: ['Paul Pretend', ['section 36 officer'], 'police'],
  senior: ['Sana Supposed', ['senior officer'], 'council'],
  health: ['Noor Notional', ['panel member', 'partner contact'], 'health'],
  probation: ['Tomasz Thoughtup', ['panel member'], 'charity'],
  youth: ['Yara Yarn', ['panel member'], 'charity'],
  caf: ['Callum Concocted', ['panel member'], 'council'],
  lead: ['Leila Legend', ['lead professional'], 'council'],
  mentor: ['Ivo Imaginary', ['intervention provider'], 'charity'],
  teacher: ['Ruth Rhetorical', ['partner contact'], 'school'],
  worker: ['Cora Conjured', ['cohesion worker'], 'council'],
  administrator: ['Adi Abstract', ['administrator'], 'council'],
  answerable: ['Dana Dreamland', ['data protection officer'], 'council'],
  'nobody in particular': ['Nils Nonesuch', [], 'council'],
}

/** A town whose story is told by API, each act by whoever would do it, with the means to do something before each. */
export async function openToldTown(): Promise<ToldTown> {
  const world = await openWorld()
  const cast = await castOf(world)
  const outside = somebodyOutside(world.app)
  let does: Does = simply
  const tellAs: Does = (act) => {
    world.time.now = new Date(world.time.now.getTime() + 60_000)
    return does(act)
  }
  const hash = (use: string, value: string) => keyedHash(world.town.keys, use, value)
  const link = async (enquiryId: string) => {
    const text = 'select id from casework.enquiry_link where enquiry_id = $1 order by id desc limit 1'
    return (await world.sql<{ id: string }>(text, [enquiryId]))[0]!.id
  }
  const tell: story.Teller<Who> = {
    act: (who, command, about, answers) => tellAs({ actor: cast[who], command, about, answers }),
    async sends(who, file) {
      const { status, body } = await cast[who].uploads(file)
      assert.equal(status, 200, JSON.stringify(body))
      return body.file
    },
    async see(who, query, about) {
      const { status, body } = await cast[who].asks(query, about)
      assert.equal(status, 200, `${query} by ${who}: ${JSON.stringify(body)}`)
      return body
    },
    idOf: (who) => cast[who].id,
    agencyOf: (who) => world.agencyId[people[who][2]],
    today: () => today(world.time.now),
    wait(days) {
      world.time.now = new Date(world.time.now.getTime() + days * dayMs)
    },
    async reply(enquiryId, answers) {
      const linkId = await link(enquiryId)
      const about = { token: tokenOf(hash, linkId) }
      await tellAs({ actor: outside, command: 'enquiries.send-code', about, answers: {} })
      const code = codeOf(hash, linkId, 1)
      const { token } = await tellAs({ actor: outside, command: 'enquiries.confirm-code', about, answers: { code } })
      await tellAs({ actor: linkHolder(world.app, token!), command: 'enquiries.reply', about, answers })
    },
  }
  return {
    world,
    cast,
    outside,
    tell,
    tellAs,
    tellBy(other) {
      does = other
    },
    linkOf: async (enquiryId) => tokenOf(hash, await link(enquiryId)),
    async stageOf(caseId) {
      const text = 'select stage from casework.case_state where case_id = $1'
      return (await world.sql<{ stage: string }>(text, [caseId]))[0]!.stage
    },
  }
}

/** Done once, as somebody would; throws when it is not done. */
export const simply: Does = async ({ actor, command, about, answers }) => {
  const { status, body } = await actor.does(command, { about, answers, key: newId() })
  assert.equal(status, 200, `${command} by ${actor.name}: ${JSON.stringify(body)}`)
  return { ...body.fact, ...body.shownOnce }
}

async function castOf(world: World): Promise<Record<Who, Actor>> {
  const cast = new Map<string, Actor>()
  for (const [who, [name, roles, agency]] of Object.entries(people))
    cast.set(who, await world.someone(name, roles, agency))
  return Object.fromEntries(cast) as Record<Who, Actor>
}
