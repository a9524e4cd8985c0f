import type { VNode } from 'preact'
import type { AnyCommand, AnyQuery } from './command.ts'
import type { Frame } from './ui/page.tsx'
import type { Fact } from './pure/outcomes.ts'
import type { Problem } from './pure/questions.ts'
import type { Query } from './query.ts'
import type { Viewer } from './viewer.ts'

/** What a page is drawn from. */
export interface Shown<Known> {
  known: Known
  viewer: Viewer
  frame: Frame
  /** The address of this page, where its form posts to. */
  path: string
  form: FormState
  /** Whether this viewer may do it with what is known: asks the command's own policy. */
  may: (command: AnyCommand) => boolean
}

export interface FormState {
  csrf: string
  actId: string
  version?: number | undefined
  values?: unknown
  problems?: readonly Problem[] | undefined
  /** Set when somebody else changed the record meanwhile: the page shows both. */
  changed?: boolean
  /** The rule's sentence, when the process does not allow it. */
  refusal?: string | undefined
}

export interface Route<Known = never> {
  path: string
  looks: AnyQuery
  shows: (shown: Shown<Known>) => VNode
  performs?: AnyCommand
  /** Where to go when it is done. */
  then?: (fact: Fact, about: Record<string, string>) => string
  /** What the next page says was done. */
  done?: string
  /** A page shown once instead of going on: codes that are never shown again. */
  showsOnce?: (extra: Record<string, string>, shown: Pick<Shown<Known>, 'frame' | 'viewer'>) => VNode
  /** How often one address may post here without signing in, in an hour. */
  publicPosts?: number
  /** What the command shows once under this name is a new session's token: it becomes the visitor's cookie. */
  signsIn?: string
  /** Where somebody who is not recognised goes first; the sign-in page otherwise. */
  recognisedAt?: (about: Record<string, string>) => string
  /** Instead of the usual page, when there is no such record or none that may be seen: the same for both. */
  absent?: (frame: Frame) => VNode
}

/** Defines a route with the types of its query carried to its page. */
export function route<About, Known>(definition: Omit<Route<Known>, 'looks'> & { looks: Query<About, Known> }): Route {
  return definition
}

export interface Module {
  name: string
  routes: readonly Route[]
  /** Commands and queries that the API offers and no page of this module does. */
  commands?: readonly AnyCommand[]
  queries?: readonly AnyQuery[]
  navigation?: readonly { href: string; text: string; roles: readonly string[] }[]
}

export const commandsOf = (modules: readonly Module[]) =>
  unique(
    modules.flatMap((module) => [...module.routes.flatMap((each) => each.performs ?? []), ...(module.commands ?? [])]),
  )

export const queriesOf = (modules: readonly Module[]) =>
  unique(modules.flatMap((module) => [...module.routes.map((each) => each.looks), ...(module.queries ?? [])]))

function unique<T extends { name: string }>(all: readonly T[]): T[] {
  return [...new Map(all.map((each) => [each.name, each])).values()]
}
