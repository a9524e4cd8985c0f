import { type RawBuilder, sql } from 'kysely'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import type { Town } from '../../platform/town.ts'
import { aProcess } from '../../platform/viewer.ts'
import type { SealedEntry } from './check.ts'
import type { Entry } from './entry.ts'
import type { Head } from './head.ts'

const pageSize = 1000

export type JournalOf = Pick<Town, 'database' | 'keys'>
export type Image = { keyId: string; salt: Buffer; sealed: Buffer }
/** What the chain is made of, in its order. */
export type Item = { sealed: SealedEntry; image: Image | null } | { head: Head }

/** A journal row `j` in the form that is sealed: the database's instants are finer than JavaScript's, lists cheaper as JSON. */
export const entryColumns: RawBuilder<Entry> = sql`j.id, to_char(j.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
  j.act_id, j.kind, j.what, j.viewer_kind, j.viewer_id, j.agency_id, j.about_table, j.about_id, j.subject_id, to_json(j.subject_ids) as subject_ids,
  to_json(j.columns) as columns, j.purpose, encode(j.commitment, 'hex') as commitment`

export const asSealer = <T>({ database }: JournalOf, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(database, { viewer: aProcess('sealer'), role: 'sealer' }, work)

/** The latest signed head, or undefined before anything was sealed. */
export const latestHead = (town: JournalOf): Promise<Head | undefined> => asSealer(town, latestHeadIn)

export async function latestHeadIn(tx: Tx): Promise<Head | undefined> {
  const row = await tx.selectFrom('trust.journal_head').selectAll().orderBy('size', 'desc').limit(1).executeTakeFirst()
  return row && headOf(row)
}

/**
 * Everything that was sealed until now: each entry at its place, each head after the last entry it covers. It reads page
 * by page, since what is sealed does not change; what is sealed meanwhile is left for the next time.
 */
export async function* readJournal(town: JournalOf): AsyncGenerator<Item> {
  const until = (await latestHead(town))?.size ?? 0
  for (let from = 0; from < until; ) {
    const { entries, heads } = await asSealer(town, (tx) => pageOf(tx, from, until))
    for (const { position, ...rest } of entries) {
      while (heads[0] && heads[0].size <= position) yield { head: heads.shift()! }
      yield itemOf(position, rest)
    }
    for (const head of heads) yield { head }
    from = entries.length === pageSize ? entries.at(-1)!.position + 1 : until
  }
}

type Row = Omit<Entry, 'id'> & { id: string | null; entry_id: string; leaf: Buffer; chain: Buffer } & {
  key_id: string | null
  salt: Buffer | null
  sealed: Buffer | null
}

async function pageOf(tx: Tx, from: number, until: number) {
  const { rows: entries } = await sql<Row & { position: number }>`
    select s.position, s.entry_id, s.leaf, s.chain, i.key_id, i.salt, i.sealed, ${entryColumns}
    from trust.journal_seal s
    left join trust.journal j on j.id = s.entry_id
    left join trust.journal_image i on i.entry_id = s.entry_id
    where s.position >= ${from} and s.position < ${until} order by s.position limit ${pageSize}`.execute(tx)
  const to = entries.length === pageSize ? entries.at(-1)!.position + 1 : until
  const heads = await tx
    .selectFrom('trust.journal_head')
    .selectAll()
    .where('size', '>', from)
    .where('size', '<=', to)
    .orderBy('size')
    .execute()
  return { entries, heads: heads.map(headOf) }
}

function itemOf(position: number, { entry_id, leaf, chain, key_id, salt, sealed, id, ...entry }: Row): Item {
  const image = key_id && salt && sealed ? { keyId: key_id, salt, sealed } : null
  const place = { position, id: entry_id, leaf: leaf.toString('hex'), chain: chain.toString('hex') }
  return { sealed: { ...place, entry: id === null ? null : { id, ...entry } }, image }
}

type HeadRow = Record<'root' | 'chain' | 'signature', Buffer> & { size: number; frontier: Buffer[]; at: string }

const headOf = ({ size, root, chain, frontier, at, signature }: HeadRow): Head => ({
  size,
  root: root.toString('hex'),
  chain: chain.toString('hex'),
  frontier: frontier.map((hash) => hash.toString('hex')),
  at,
  signature: signature.toString('hex'),
})
