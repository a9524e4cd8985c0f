import type { Answers, Questions } from './pure/questions.ts'
import type { Fact, Problems, Refusal } from './pure/outcomes.ts'
import { keepSummary } from './summaries.ts'
import type { Policy } from './policy.ts'
import type { Query } from './query.ts'
import type { Reading, Writing } from './town.ts'
import type { Viewer } from './viewer.ts'
import type { Zone } from './zone.ts'

/** What a decision may depend on besides what is known and what was answered. */
export interface Deciding {
  viewer: Viewer
  now: Date
  today: string
  holidays: ReadonlySet<string>
}

/** What was looked up of the answers themselves, with the ids of the records of people that it names, for the journal. */
export interface Found {
  subjects: readonly string[]
}

/** Something that changes the town. Asks, knows, allows, decides (pure), saves. */
export interface Command<
  Q extends Questions = Questions,
  About = never,
  Known = never,
  F extends Fact = Fact,
  Looked extends Found = Found,
> {
  name: string
  zone: Zone
  summary: string
  asks: Q
  /** Read as the viewer. The ids in its address, and `caseId` of what it gives, are locked until commit. */
  knows: Query<About, Known>
  /** What is known says what these get: a rule may ask for less, and is given as it is. */
  allows: Policy<NoInfer<Known>>
  /**
   * Where it edits something that exists: what stands now, as raw answers to the same questions. The form opens with it,
   * and where `known.version` is another than the form's, both versions are shown beside each other.
   */
  holds?(known: NoInfer<Known>): unknown
  /**
   * Where the decision needs what no address names, such as whether a reference that was typed stands elsewhere already:
   * read as the viewer, of the answers once they are checked, and given to `decides` as `found`. It never leaves as it is;
   * what it names is journalled with the act, also where the act is undone.
   */
  looksUp?(reading: Reading, answers: Answers<Q>, known: NoInfer<Known>): Promise<Looked>
  decides(
    known: NoInfer<Known>,
    answers: Answers<Q>,
    deciding: Deciding & { found: NoInfer<Looked> },
  ): F | Refusal | Problems
  /** Writes rows, as the zone's writing role. What it gives is added to the outcome (a receipt code shown once), never kept. */
  saves(writing: Writing, fact: F, known: NoInfer<Known>): Promise<Record<string, string> | void>
  serializable?: boolean
}

/** Defines a command; one without a policy does not compile. */
export function command<Q extends Questions, About, Known, F extends Fact, Looked extends Found = Found>(
  definition: Command<Q, About, Known, F, Looked>,
): Command<Q, About, Known, F, Looked> {
  keepSummary(definition)
  return definition
}

/** A command whose types are no longer needed: what routes, the API and the tests hold. The road checks at run time. */
export type AnyCommand = Command<any, any, any, any, any>
export type AnyQuery = Query<any, any>
