import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Town } from '../../platform/town.ts'
import { type Entry, firstChain, leafOf, link } from './entry.ts'
import { type Head, signed } from './head.ts'
import { append, emptyTree, rootOf } from './merkle.ts'
import { asSealer, entryColumns, type JournalOf, latestHeadIn } from './read.ts'

const batch = 2000
const bytes = (hex: string) => Buffer.from(hex, 'hex')
const hex = (one: Buffer) => one.toString('hex')

/**
 * Chains the committed entries that wait, oldest id first, and signs a head over all of them. Gives how many there were:
 * none when there is nothing to do or another process is at it. An entry committed late stands after younger ones: its
 * position is the order of sealing. Throws when seals or heads were taken away by hand.
 */
export function sealOnce(town: JournalOf, most = batch): Promise<number> {
  return asSealer(town, async (tx) => {
    const { mine, at } = await mayISeal(tx)
    if (!mine) return 0
    const entries = await waiting(tx, most)
    if (entries.length === 0) return 0
    const before = await latestHeadIn(tx)
    const { seals, tree, chain } = chained(entries, before)
    await saveSeals(tx, seals)
    const head = { size: tree.size, root: hex(rootOf(tree)), chain: hex(chain), frontier: tree.frontier.map(hex), at }
    await saveHead(tx, signed(town.keys, head))
    return entries.length
  })
}

/** Seals every half second until `stop()`. Outlives the database going away; says once that it fails, and once that it works again. */
export function startSealer(town: JournalOf & Pick<Town, 'log'>, { every = 500 } = {}): { stop(): Promise<void> } {
  const stopping = new AbortController()
  let failing = false

  async function attempt(): Promise<number> {
    try {
      const count = await sealOnce(town)
      if (failing) town.log.info('The journal is being sealed again')
      failing = false
      return count === batch ? 0 : every
    } catch (error) {
      const { code, name } = error as { code?: string; name: string }
      if (!failing) town.log.error('The journal could not be sealed: its entries wait', { code: code ?? name })
      failing = true
      return every * 10
    }
  }

  async function keepSealing() {
    while (!stopping.signal.aborted) {
      const rest = await attempt()
      await pause(rest, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  const ended = keepSealing()
  return {
    async stop() {
      stopping.abort()
      await ended
    },
  }
}

async function mayISeal(tx: Tx) {
  const asked = sql<{ mine: boolean; at: string }>`select pg_try_advisory_xact_lock(8110, 3) as mine, now() as at`
  return (await asked.execute(tx)).rows[0]!
}

async function waiting(tx: Tx, most: number) {
  const { rows } =
    await sql<Entry>`select ${entryColumns} from trust.journal_tail t join trust.journal j on j.id = t.entry_id
    order by t.entry_id limit ${most}`.execute(tx)
  return rows
}

function chained(entries: Entry[], before: Head | undefined) {
  let tree = before ? { size: before.size, frontier: before.frontier.map(bytes) } : emptyTree
  let chain: Buffer = before ? bytes(before.chain) : firstChain
  const seals = entries.map((entry) => {
    const leaf = leafOf(entry)
    const position = tree.size
    chain = link(chain, leaf)
    tree = append(tree, leaf)
    return { position, id: entry.id, leaf, chain }
  })
  return { seals, tree, chain }
}

async function saveSeals(tx: Tx, seals: ReturnType<typeof chained>['seals']) {
  const ids = seals.map(({ id }) => id)
  const [positions, leaves, chains] = [
    seals.map((one) => one.position),
    seals.map((one) => one.leaf),
    seals.map((one) => one.chain),
  ]
  await sql`insert into trust.journal_seal (position, entry_id, leaf, chain)
    select * from unnest(${positions}::bigint[], ${ids}::uuid[], ${leaves}::bytea[], ${chains}::bytea[])`.execute(tx)
  await sql`delete from trust.journal_tail where entry_id = any (${ids}::uuid[])`.execute(tx)
}

async function saveHead(tx: Tx, { size, root, chain, frontier, at, signature }: Head) {
  const hashes = { root: bytes(root), chain: bytes(chain), frontier: frontier.map(bytes), signature: bytes(signature) }
  await tx
    .insertInto('trust.journal_head')
    .values({ size, at, ...hashes })
    .execute()
}
