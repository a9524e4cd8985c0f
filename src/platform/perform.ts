import type { AnyCommand, Command, Found } from './command.ts'
import { ask, become, inTransaction, type Tx } from './db/database.ts'
import { resolveFiles } from './files/uploads.ts'
import { keyedHash } from './keys.ts'
import { noteLook, noteRefusal } from './look.ts'
import { holdsARole, permits } from './policy.ts'
import { showInstant } from './pure/days.ts'
import type { Fact, Problems, Refusal } from './pure/outcomes.ts'
import { type Answers, checkAnswers, type Problem, type Questions } from './pure/questions.ts'
import { isId, newId, readingIn, writingIn } from './road.ts'
import type { Reading, Town } from './town.ts'
import type { Viewer } from './viewer.ts'
import { readingRole, writingRole } from './zone.ts'
import { undefinedOptions } from './options.ts'

/** The six endings. Each is mapped to a response in one place (`respond` of http/pages.tsx). */
export type Ending<Known = unknown> =
  | { is: 'done'; fact: Fact; extra: Record<string, string>; repeated: boolean }
  | { is: 'problems'; problems: readonly Problem[]; known: Known }
  | { is: 'changed'; known: Known }
  | { is: 'refused'; sentence: string; known?: Known }
  | { is: 'forbidden' }
  | { is: 'not found' }

export interface Act<About> {
  viewer: Viewer
  about: About
  /** Answers as they came: from a form through `readForm`, or from JSON. */
  raw: unknown
  /** The idempotency key, a UUID; one is made when there is none. */
  actId?: string | undefined
  /** The version of the record that the form was drawn from. */
  version?: number | undefined
  purpose?: string
}

class Undone extends Error {
  ending: Ending
  constructor(ending: Ending) {
    super(ending.is)
    this.ending = ending
  }
}

const retries = 4
/** Two at once: a serialization failure, a deadlock, or the same unique value, which the next attempt finds there. */
const worthRetrying = new Set(['40001', '40P01', '23505'])

/**
 * Everything that changes goes through here, in one transaction: claim the act, know as the viewer, permitted?,
 * decide, save as the zone's writer, react, seal the change images, commit. Anything but 'done' leaves nothing behind.
 */
export async function perform<Q extends Questions, About, Known, F extends Fact, Looked extends Found>(
  town: Town,
  command: Command<Q, About, Known, F, Looked>,
  act: Act<About>,
): Promise<Ending<Known>> {
  if (!holdsARole(command.allows, act.viewer)) {
    await noteRefusal(town, command as AnyCommand, act.viewer, 'forbidden')
    return { is: 'forbidden' }
  }
  const once = { ...act, actId: act.actId ?? newId(), now: town.clock(), ids: [] as string[], named: [] as string[] }
  for (let attempt = 1; ; ) {
    try {
      return (await attemptOnce(town, command as AnyCommand, once)) as Ending<Known>
    } catch (error) {
      const undone = error instanceof Behind ? putInOrder(town, once, error.latest) : error
      if (undone instanceof Undone) {
        await noteUndone(town, command as AnyCommand, once, undone.ending)
        return undone.ending as Ending<Known>
      }
      if (error instanceof Behind) continue
      if (attempt >= retries || !worthRetrying.has((error as { code?: string }).code ?? '')) throw error
      attempt++
    }
  }
}

/** What was undone is journalled in a transaction of its own: a refusal, and what is shown beside the form that comes back. */
async function noteUndone(town: Town, command: AnyCommand, act: Once, ending: Ending) {
  const { viewer, about, purpose = '', now, named } = act
  if (ending.is === 'forbidden' || ending.is === 'not found' || ending.is === 'refused')
    await noteRefusal(town, command, viewer, ending.is)
  const known = 'known' in ending ? ending.known : undefined
  if (known === undefined) return
  const role = readingRole({ zone: command.zone, about }, viewer, town.entrances)
  await inTransaction(
    town.database,
    { viewer, role, command: command.name, purpose, now },
    async () => {},
    (tx) => noteLook(tx, command.knows, known, named),
  )
}

interface Once extends Act<unknown> {
  actId: string
  now: Date
  ids: string[]
  /** The records of people that were looked up of what was answered. */
  named: string[]
}

/** What was done on the record before has a later time: whoever came later was first, or a clock was put back. */
class Behind extends Error {
  latest: string
  constructor(latest: string) {
    super('behind')
    this.latest = latest
  }
}

const mostBehindMs = 5 * 60_000

/** A little behind takes its place after what was done before; a clock that is wrong by more is not believed. */
function putInOrder(town: Town, once: Once, latest: string): Undone | undefined {
  const least = Date.parse(latest) + 1
  if (least - town.clock().getTime() < mostBehindMs) {
    once.now = new Date(Math.max(town.clock().getTime(), least))
    return undefined
  }
  return new Undone({
    is: 'refused',
    sentence: `The clock of the system is wrong: it is before ${showInstant(latest)}, when something was last done here. Nothing was saved, so tell whoever runs the system.`,
  })
}

async function attemptOnce(town: Town, command: AnyCommand, act: Once): Promise<Ending> {
  const { viewer, actId } = act
  const entering = {
    viewer,
    role: readingRole({ zone: command.zone, about: act.about }, viewer, town.entrances),
    act: actId,
    command: command.name,
    purpose: act.purpose ?? '',
    now: act.now,
    serializable: command.serializable ?? false,
  }
  const { ending } = await inTransaction(
    town.database,
    entering,
    (tx): Promise<Done> => decideAndSave(town, tx, command, act),
    (tx, { images }) => (images ? ask(tx, 'select platform.keep_images($1::jsonb)', [images]) : undefined),
  )
  return ending
}

interface Done {
  ending: Ending
  /** Of the changes, sealed, as JSON: they are kept with the commit. */
  images?: string | undefined
}

async function decideAndSave(town: Town, tx: Tx, command: AnyCommand, act: Once): Promise<Done> {
  const { viewer } = act
  const reading = readingIn(town, tx, viewer, act.now)
  const first = await claimAndKnow(town, command, reading, act)
  if (first.earlier) return { ending: first.earlier }
  const { known } = first
  if (!permits(command.allows, viewer, known)) throw new Undone({ is: 'forbidden' })
  const answers = await answersOf(command, act.raw, known, reading)
  if (act.version !== undefined && versionOf(known) !== undefined && versionOf(known) !== act.version) {
    throw new Undone({ is: 'changed', known })
  }
  const decided: Fact | Refusal | Problems = command.decides(known, answers, {
    viewer,
    now: act.now,
    today: reading.today,
    holidays: town.holidays,
    found: await lookUp(command, reading, { answers, known, act }),
  })
  if (decided.is === 'refused') throw new Undone({ is: 'refused', sentence: (decided as Refusal).sentence, known })
  if (decided.is === 'problems') throw new Undone({ is: 'problems', problems: (decided as Problems).problems, known })
  const fact = decided as Fact
  const { extra, images } = await save(town, tx, command, { reading, fact, known, ids: act.ids })
  return { ending: { is: 'done', fact, extra, repeated: false }, images }
}

/**
 * Claims the act, locks what the address names, with the cases that it belongs to, and reads as the viewer: asked in
 * one go, and done by the database in this order. What turns out to belong to a case that was not locked is read again
 * once it is.
 */
async function claimAndKnow(
  town: Town,
  command: AnyCommand,
  reading: Reading,
  act: Once,
): Promise<{ earlier?: Ending | undefined; known?: unknown }> {
  const named = Object.values(act.about as Record<string, unknown>).filter(isId)
  const asked = [
    claim(town, reading.tx, command, act),
    named.length ? lock(reading.tx, named) : Promise.resolve(nothingLocked),
    command.knows.read(reading, act.about),
  ] as const
  // none may still be asking when another has failed and the transaction ends
  await Promise.allSettled(asked)
  const earlier = await asked[0]
  if (earlier) return { earlier }
  let held = await asked[1]
  let known: unknown = await asked[2]
  const caseId = (known as { caseId?: unknown } | undefined)?.caseId
  if (isId(caseId) && !held.locked.includes(caseId)) {
    held = await lock(reading.tx, [caseId])
    known = await command.knows.read(reading, act.about)
  }
  if (known === undefined) throw new Undone({ is: 'not found' })
  if (held.latest && Date.parse(held.latest) > act.now.getTime()) throw new Behind(held.latest)
  return { known }
}

async function claim(
  town: Town,
  tx: Tx,
  command: AnyCommand,
  { viewer, about, raw, actId, now }: Once,
): Promise<Ending | undefined> {
  const hash = keyedHash(town.keys, 'act input', JSON.stringify([about, raw ?? null]))
  const [first] = await ask<{ fresh: boolean; same: boolean; fact: Fact | null }>(
    tx,
    'select * from platform.claim_act($1, $2, $3, $4, $5)',
    [actId, command.name, hash, viewer.name, now],
  )
  if (first!.fresh) return undefined
  if (first!.same && first!.fact) return { is: 'done', fact: first!.fact, extra: {}, repeated: true }
  throw new Undone({
    is: 'refused',
    sentence: 'This was already sent once, with other answers. Go back, open the page again and send it from there.',
  })
}

interface Held {
  locked: string[]
  /** When something was last done on one of them. */
  latest: string | null
}

const nothingLocked: Held = { locked: [], latest: null }

async function lock(tx: Tx, ids: readonly string[]): Promise<Held> {
  const [row] = await ask<Held>(
    tx,
    `select locked, platform.last_act(locked) as latest
    from (select platform.lock_records($1::uuid[]) as locked offset 0) held`,
    [ids],
  )
  return row!
}

async function answersOf(
  command: AnyCommand,
  raw: unknown,
  known: unknown,
  reading: Reading,
): Promise<Answers<Questions>> {
  const checked = checkAnswers(command.asks, raw, reading)
  const problems = checked.ok
    ? [
        ...undefinedOptions(command.asks, checked.answers, known),
        ...(await resolveFiles(reading, command.asks, checked.answers)),
      ]
    : checked.problems
  if (problems.length) throw new Undone({ is: 'problems', problems, known })
  return (checked as { answers: Answers<Questions> }).answers
}

interface LookingUp {
  answers: Answers<Questions>
  known: unknown
  act: Once
}

/** What is looked up of the answers is journalled in the act itself; where that is undone, with what is shown again. */
async function lookUp(command: AnyCommand, reading: Reading, { answers, known, act }: LookingUp): Promise<Found> {
  const found: Found = (await command.looksUp?.(reading, answers, known)) ?? { subjects: [] }
  act.named = [...found.subjects]
  if (act.named.length) await ask(reading.tx, "select platform.note('look', $1, $2::uuid[])", [command.name, act.named])
  return found
}

interface Saving {
  reading: Reading
  fact: Fact
  known: unknown
  ids: string[]
}

async function save(town: Town, tx: Tx, command: AnyCommand, { reading, fact, known, ids }: Saving) {
  become(town.database, tx, writingRole(command.zone))
  const writing = writingIn(town, reading, ids)
  const extra = (await command.saves(writing, fact, known)) ?? {}
  for (const reaction of town.reactions) {
    if (reaction.when === fact.is || (reaction.when === '*' && fact.caseId)) await reaction.then(writing, fact)
  }
  return { extra, images: await finish(town, tx, fact) }
}

interface Image {
  entry: string
  key: string
  salt: string
  image: string
}

/** Puts the fact on the act, and seals the before and after of every change under the key of its record. */
async function finish(town: Town, tx: Tx, fact: Fact): Promise<string | undefined> {
  const kept = JSON.stringify(idsAndWords(fact))
  const [row] = await ask<{ images: string }>(tx, 'select platform.finish_act($1::uuid, $2::jsonb) as images', [
    fact.caseId ?? null,
    kept,
  ])
  const images = JSON.parse(row!.images) as Image[]
  if (!images.length) return undefined
  const sealed = images.map(({ entry, key, salt, image }) => {
    if (!town.keys.has(key)) town.keys.create(key)
    return { entry, key, salt, sealed: town.keys.seal(key, 'journal image', image).toString('base64') }
  })
  return JSON.stringify(sealed)
}

/** The fact as it stands on the act: what it is, and the ids in it. Narrative stays in sealed columns. */
export function idsAndWords(fact: Fact): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fact).filter(
      ([name, value]) => name === 'is' || isId(value) || (name.endsWith('Word') && typeof value === 'string'),
    ),
  )
}

function versionOf(known: unknown): number | undefined {
  const { version } = known as { version?: unknown }
  return typeof version === 'number' ? version : undefined
}
