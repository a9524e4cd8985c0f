import type { VNode } from 'preact'
import type { AnyCommand, AnyQuery } from './command.ts'
import type { FileSent } from './documents/spreadsheet.ts'
import type { TextRead } from './files/text-read.ts'
import type { Frame } from './ui/page.tsx'
import type { Language } from './pure/languages.ts'
import type { Fact } from './pure/outcomes.ts'
import type { Difference, Which } from './pure/clash.ts'
import type { FormValues, Problem, Standing } from './pure/questions.ts'
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
  /** Of a form in sections: each with its page and how far one is with it. */
  sections?: readonly SectionShown[]
}

export interface SectionShown {
  title: string
  href: string
  standing: Standing
}

/**
 * A long form is asked in sections: its page is the list of them, `shows` says what one should know before, and each
 * has a page of its own at `<path>/<section>`. What is typed is kept in a draft, also of somebody without an account
 * (for two hours, bound to their visit). Then come `<path>/check` and one sending: still one command, whose questions
 * begin a section with each `section`.
 */
export interface InSections {
  /** The words on the last button. */
  submit: string
  /** Rules between answers that can be told before all are given: each problem shows in the section that it is at. */
  wrong?: (answers: Record<string, unknown>, reading: { today: string; viewer: Viewer }) => readonly Problem[]
  /** The frame of each page, from what is known: a case's name and marking. */
  page?: (known: never) => { caption?: string; marking?: string; reference?: string; namesAPerson?: boolean }
}

export interface FormState {
  csrf: string
  actId: string
  version?: number | undefined
  values?: unknown
  /** What stands now, where the form edits something that exists: it opens with it until somebody has typed. */
  now?: unknown
  /** The marks of what the form was drawn from (`marksOf`). */
  was?: string | undefined
  /** Somebody else saved the same meanwhile: where the two differ, and all that was typed, as fields. */
  clash?: { differences: readonly (Difference & { chosen?: Which | undefined })[]; mine: FormValues } | undefined
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
  /** What is asked about stands in a form's body too, where an address would keep it in histories and logs. */
  asksByPost?: boolean
  /** Where to go when it is done. */
  then?: (fact: Fact, about: Record<string, string>) => string
  /** What the next page says was done. */
  done?: string
  /** What was typed, with what a button called `_fill` puts into it: the page comes back unchecked, with this in it. */
  fills?: (typed: Record<string, unknown>, what: string, known: Known) => Record<string, unknown>
  /** Sends the file that the query leads to (`carrying`), to be seen or saved; without one, the page says why. */
  sends?: 'show' | 'save'
  /** Shows the words of a text that the query leads to in a page of ours; of any other file, `shows` is drawn. */
  reads?: (shown: Shown<Known>, text: TextRead) => VNode
  /** Sends a file that is made from what is known, in place of a page: an export, a template. */
  makes?: (shown: Pick<Shown<Known>, 'known' | 'viewer'>) => Promise<FileSent>
  /** A page shown once instead of going on: codes that are never shown again. */
  showsOnce?: (extra: Record<string, string>, shown: Pick<Shown<Known>, 'frame' | 'viewer'>) => VNode
  /** How often one address may post here without signing in, in an hour. */
  publicPosts?: number
  /** What the command shows once under this name is a new session's token: it becomes the visitor's cookie. */
  signsIn?: string
  /** Where somebody who is not recognised goes first; the sign-in page otherwise. */
  recognisedAt?: (about: Record<string, string>) => string
  /** Where somebody who is signed in goes instead, and what is said to them there. */
  signedIn?: { goTo: string; says: string }
  inSections?: InSections
  /** The languages, beside English, in which this page may be asked for. */
  languages?: readonly Language[]
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
  /** `counts`: the menu says how many the reader has not read. */
  navigation?: readonly { href: string; text: string; roles: readonly string[]; counts?: 'unread' }[]
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
