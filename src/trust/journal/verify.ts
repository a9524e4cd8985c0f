import { sql } from 'kysely'
import { become, type Tx } from '../../platform/db/database.ts'
import { townKey } from '../../platform/keys.ts'
import { type Check, newCheck, placeOf, type SealedEntry } from './check.ts'
import { commitmentTo, type Entry } from './entry.ts'
import { type Head, journalPublicKey } from './head.ts'
import { asSealer, type Image, type JournalOf, readJournal } from './read.ts'

export interface Verdict {
  good: boolean
  entries: number
  heads: number
  /** What is wrong and where, a sentence each. */
  findings: string[]
}

const strayShown = 50

/**
 * Recomputes the whole journal from the database: every leaf, the chain, every head and its signature, and for every
 * change what it committed to. A before-and-after may be gone only where a certificate of deletion stands for its key.
 * `tail` counts the entries that were not sealed yet. `kept` is a head that was kept elsewhere, if there is one.
 */
export async function verifyJournal(town: JournalOf, kept?: Head): Promise<Verdict & { tail: number }> {
  const check = newCheck(journalPublicKey(town.keys), kept)
  const isCertified = certificates(town)
  for await (const item of readJournal(town)) {
    if ('head' in item) {
      check.head(item.head)
      continue
    }
    check.entry(item.sealed)
    const finding = await checkImage(town, item, isCertified)
    if (finding) check.find(`${placeOf(item.sealed)}: ${finding}.`)
  }
  const tail = await asSealer(town, (tx) => checkTheRest(tx, check))
  return { ...check.end(), tail }
}

/** Writes everything that was sealed as JSON lines: ids, names of columns, hashes and heads, no content. */
export async function exportJournal(town: JournalOf, write: (line: string) => unknown): Promise<void> {
  for await (const item of readJournal(town)) {
    await write(`${JSON.stringify('head' in item ? { head: item.head } : item.sealed)}\n`)
  }
}

/** Checks an export without a database, against the key that `journalPublicKey` gave: leaves, chain, heads, order. */
export async function verifyExport(
  lines: Iterable<string> | AsyncIterable<string>,
  publicKey: string,
  kept?: Head,
): Promise<Verdict> {
  const check = newCheck(publicKey, kept)
  let number = 0
  for await (const line of lines) {
    number++
    if (line.trim() === '') continue
    try {
      const item = JSON.parse(line) as { head: Head } | SealedEntry
      if ('head' in item) check.head(item.head)
      else check.entry(item)
    } catch {
      check.find(`Line ${number} cannot be read.`)
    }
  }
  return check.end()
}

async function checkImage(
  { keys }: JournalOf,
  { sealed: { entry }, image }: { sealed: SealedEntry; image: Image | null },
  isCertified: (keyId: string) => Promise<boolean>,
): Promise<string | undefined> {
  if (!entry?.commitment) return undefined
  // Not the image's own word for it: that could be changed to a key whose deletion is certified.
  const keyId = entry.subject_id ?? townKey
  if (!image || !keys.has(keyId)) {
    if (await isCertified(keyId)) return undefined
    const lost = image ? 'the key of its before and after is gone' : 'its before and after are gone'
    return `${lost}, and no certificate of deletion stands for ${keyId}`
  }
  return isCommittedTo(entry, image, (sealed) => keys.open(keyId, 'journal image', sealed))
    ? undefined
    : 'its before and after are not what it committed to'
}

function isCommittedTo({ commitment }: Entry, { salt, sealed }: Image, open: (sealed: Buffer) => string) {
  try {
    return commitmentTo(salt, open(sealed)) === commitment
  } catch {
    return false
  }
}

/** Certificates are looked up when an image turns out to be missing, so one written meanwhile counts. */
function certificates(town: JournalOf) {
  const known = new Map<string, Promise<boolean>>()
  const look = (keyId: string) =>
    asSealer(town, async (tx) => {
      become(town.database, tx, 'trust_reader')
      const query = tx.selectFrom('trust.deletion_certificate').select('id').where('key_id', '=', keyId)
      return (await query.executeTakeFirst()) !== undefined
    })
  return (keyId: string) => {
    if (!known.has(keyId)) known.set(keyId, look(keyId))
    return known.get(keyId)!
  }
}

/** Each in one statement, so that it sees one moment however much is sealed meanwhile. */
async function checkTheRest(tx: Tx, check: Check) {
  const stray = await sql<{ id: string; kind: string; about_table: string | null }>`
    select j.id, j.kind, j.about_table from trust.journal j
    where not exists (select from trust.journal_seal s where s.entry_id = j.id)
      and not exists (select from trust.journal_tail t where t.entry_id = j.id)
    order by j.id limit ${strayShown}`.execute(tx)
  for (const { id, kind, about_table } of stray.rows) {
    check.find(`Entry ${id} (${[kind, about_table].filter(Boolean).join(' of ')}) is neither sealed nor waiting to be.`)
  }
  const { rows } = await sql<{
    tail: number
    uncovered: number
  }>`select (select count(*) from trust.journal_tail) as tail,
    (select count(*) from trust.journal_seal
      where position >= (select coalesce(max(size), 0) from trust.journal_head)) as uncovered`.execute(tx)
  const { tail, uncovered } = rows[0]!
  if (uncovered) check.find(`${uncovered} entries at the end are sealed, but no signed head covers them.`)
  return tail
}
