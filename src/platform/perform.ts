import { sql } from 'kysely'
import type { AnyCommand, Command } from './command.ts'
import { become, inTransaction, type Tx } from './db/database.ts'
import { keyedHash } from './keys.ts'
import { noteLook, noteRefusal } from './look.ts'
import { holdsARole, permits } from './policy.ts'
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
export async function perform<Q extends Questions, About, Known, F extends Fact>(
  town: Town,
  command: Command<Q, About, Known, F>,
  act: Act<About>,
): Promise<Ending<Known>> {
  if (!holdsARole(command.allows, act.viewer)) {
    await noteRefusal(town, command as AnyCommand, act.viewer, 'forbidden')
    return { is: 'forbidden' }
  }
  const once = { ...act, actId: act.actId ?? newId(), now: town.clock(), ids: [] as string[] }
  for (let attempt = 1; ; attempt++) {
    try {
      return (await attemptOnce(town, command as AnyCommand, once)) as Ending<Known>
    } catch (error) {
      if (error instanceof Undone) {
        await noteUndone(town, command as AnyCommand, once, error.ending)
        return error.ending as Ending<Known>
      }
      if (attempt >= retries || !worthRetrying.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}

/** What was undone is journalled in a transaction of its own: a refusal, and what is shown beside the form that comes back. */
async function noteUndone(town: Town, command: AnyCommand, { viewer, purpose = '', now }: Once, ending: Ending) {
  if (ending.is === 'forbidden' || ending.is === 'not found' || ending.is === 'refused')
    await noteRefusal(town, command, viewer, ending.is)
  const known = 'known' in ending ? ending.known : undefined
  if (known === undefined) return
  const role = readingRole(command.zone, viewer, town.entrances)
  await inTransaction(town.database, { viewer, role, command: command.name, purpose, now }, (tx) =>
    noteLook(tx, command.knows, known),
  )
}

type Once = Act<unknown> & { actId: string; now: Date; ids: string[] }

async function attemptOnce(town: Town, command: AnyCommand, act: Once): Promise<Ending> {
  const { viewer, actId } = act
  const entering = {
    viewer,
    role: readingRole(command.zone, viewer, town.entrances),
    act: actId,
    command: command.name,
    purpose: act.purpose ?? '',
    now: act.now,
    serializable: command.serializable ?? false,
  }
  return inTransaction(town.database, entering, async (tx): Promise<Ending> => {
    const reading = readingIn(town, tx, viewer, act.now)
    const earlier = await claim(town, tx, command, act)
    if (earlier) return earlier
    const known = await knowAndLock(command, reading, act.about)
    if (!permits(command.allows, viewer, known)) throw new Undone({ is: 'forbidden' })
    const answers = answersOf(command, act.raw, known, reading.today)
    if (act.version !== undefined && versionOf(known) !== undefined && versionOf(known) !== act.version) {
      throw new Undone({ is: 'changed', known })
    }
    const decided: Fact | Refusal | Problems = command.decides(known, answers, {
      viewer,
      now: act.now,
      today: reading.today,
      holidays: town.holidays,
    })
    if (decided.is === 'refused') throw new Undone({ is: 'refused', sentence: (decided as Refusal).sentence, known })
    if (decided.is === 'problems') throw new Undone({ is: 'problems', problems: (decided as Problems).problems, known })
    const extra = await save(town, tx, command, { reading, fact: decided as Fact, known, ids: act.ids })
    return { is: 'done', fact: decided as Fact, extra, repeated: false }
  })
}

async function claim(
  town: Town,
  tx: Tx,
  command: AnyCommand,
  { viewer, about, raw, actId, now }: Once,
): Promise<Ending | undefined> {
  const hash = keyedHash(town.keys, 'act input', JSON.stringify([about, raw ?? null]))
  const { rows } = await sql<{ fresh: boolean; same: boolean; fact: Fact | null }>`
    select * from platform.claim_act(${actId}, ${command.name}, ${hash}, ${viewer.name}, ${now})`.execute(tx)
  const first = rows[0]!
  if (first.fresh) return undefined
  if (first.same && first.fact) return { is: 'done', fact: first.fact, extra: {}, repeated: true }
  throw new Undone({
    is: 'refused',
    sentence: 'This was already sent once, with other answers. Go back, open the page again and send it from there.',
  })
}

/**
 * Locks what the address names, with the cases that it belongs to, and reads as the viewer. What turns out to belong to
 * a case that was not locked is read again once it is.
 */
async function knowAndLock(command: AnyCommand, reading: Reading, about: unknown): Promise<unknown> {
  const named = Object.values(about as Record<string, unknown>).filter(isId)
  const locked = named.length ? await lock(reading.tx, named) : []
  let known = await command.knows.read(reading, about)
  const caseId = (known as { caseId?: unknown } | undefined)?.caseId
  if (isId(caseId) && !locked.includes(caseId)) {
    await lock(reading.tx, [caseId])
    known = await command.knows.read(reading, about)
  }
  if (known === undefined) throw new Undone({ is: 'not found' })
  return known
}

async function lock(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ locked: string[] }>`select platform.lock_records(${[...ids]}::uuid[]) as locked`.execute(
    tx,
  )
  return rows[0]!.locked
}

function answersOf(command: AnyCommand, raw: unknown, known: unknown, today: string): Answers<Questions> {
  const checked = checkAnswers(command.asks, raw, { today })
  const problems = checked.ok ? undefinedOptions(command.asks, checked.answers, known) : checked.problems
  if (problems.length) throw new Undone({ is: 'problems', problems, known })
  return (checked as { answers: Answers<Questions> }).answers
}

interface Saving {
  reading: Reading
  fact: Fact
  known: unknown
  ids: string[]
}

async function save(town: Town, tx: Tx, command: AnyCommand, { reading, fact, known, ids }: Saving) {
  await become(town.database, tx, writingRole(command.zone))
  const writing = writingIn(town, reading, ids)
  const extra = (await command.saves(writing, fact, known)) ?? {}
  for (const reaction of town.reactions) {
    if (reaction.when === fact.is || (reaction.when === '*' && fact.caseId)) await reaction.then(writing, fact)
  }
  await finish(town, tx, fact)
  return extra
}

interface Image {
  entry: string
  key: string
  salt: string
  image: string
}

/** Puts the fact on the act, and seals the before and after of every change under the key of its record. */
async function finish(town: Town, tx: Tx, fact: Fact) {
  const kept = JSON.stringify(idsAndWords(fact))
  const { rows } = await sql<{ images: string }>`
    select platform.finish_act(${fact.caseId ?? null}::uuid, ${kept}::jsonb) as images`.execute(tx)
  const images = JSON.parse(rows[0]!.images) as Image[]
  if (!images.length) return
  const sealed = images.map(({ entry, key, salt, image }) => {
    if (!town.keys.has(key)) town.keys.create(key)
    return { entry, key, salt, sealed: town.keys.seal(key, 'journal image', image).toString('base64') }
  })
  await sql`select platform.keep_images(${JSON.stringify(sealed)}::jsonb)`.execute(tx)
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
