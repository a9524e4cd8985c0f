import { createPublicKey } from 'node:crypto'
import { type Entry, firstChain, leafOf, link } from './entry.ts'
import { type Head, isSigned } from './head.ts'
import { append, emptyTree, rootOf } from './merkle.ts'

/** An entry at its place. `entry` is null where the journal's row is gone; hashes are hexadecimal. */
export interface SealedEntry {
  position: number
  id: string
  entry: Entry | null
  leaf: string
  chain: string
}

export interface Check {
  /** In order of position. */
  entry(sealed: SealedEntry): void
  /** After the last entry that it covers. */
  head(head: Head): void
  find(sentence: string): void
  end(): { good: boolean; entries: number; heads: number; findings: string[] }
}

const findingsShown = 200

/**
 * Recomputes leaves, chain and tree from what it is fed, and finds where that differs from what was sealed and signed.
 * What one finding spoils is taken from the next good head again, so that a later finding is one of its own.
 * `kept` is a head that was kept elsewhere: the journal must still contain all that it covers.
 */
export function newCheck(publicKey: string, kept?: Head): Check {
  const key = createPublicKey(publicKey)
  const findings: string[] = []
  let found = 0
  let tree = emptyTree
  let chain: Buffer | undefined = firstChain
  let treeIsKnown = true
  let [entries, heads, next, covered] = [0, 0, 0, 0]

  const find = (sentence: string) => {
    if (found++ < findingsShown) findings.push(sentence)
  }
  const missing = (until: number) => {
    if (until <= next) return
    find(`${places(next, until - 1)} missing: ${until - next === 1 ? 'its seal was' : 'their seals were'} removed.`)
    chain = undefined
    treeIsKnown = false
    next = until
  }
  if (kept && !isSigned(kept, key)) find('The head that was kept elsewhere is not signed with this key.')

  return {
    find,
    entry(sealed) {
      if (sealed.position < next) return find(`Position ${sealed.position} is out of order.`)
      missing(sealed.position)
      const { leaf, finding } = checkEntry(sealed, chain)
      if (finding) find(`${placeOf(sealed)}: ${finding}.`)
      chain = chain ? link(chain, leaf) : bytes(sealed.chain)
      tree = append(tree, leaf)
      next = sealed.position + 1
      entries++
      if (kept?.size === next && treeIsKnown && hex(rootOf(tree)) !== kept.root) {
        find(`The first ${next} entries are not those of the head that was kept elsewhere.`)
      }
    },
    head(head) {
      heads++
      const isOurs = isSigned(head, key)
      if (!isOurs) find(`The head over ${head.size} entries, of ${head.at}: its signature is not the town's.`)
      if (head.size < next) return find(`The head over ${head.size} entries is out of order.`)
      missing(head.size)
      const fits = [hex(rootOf(tree)), chain && hex(chain), ...tree.frontier.map(hex)].join() === wordsOf(head)
      if (isOurs && treeIsKnown && !fits) {
        find(`${places(covered, head.size - 1)} not what was signed on ${head.at}.`)
      }
      covered = head.size
      if (!isOurs) return
      tree = { size: head.size, frontier: head.frontier.map(bytes) }
      chain = bytes(head.chain)
      treeIsKnown = true
    },
    end() {
      if (next > covered) find(`${places(covered, next - 1)} sealed, but no signed head covers them.`)
      if (kept && kept.size > next)
        find(`The journal ends after ${next} entries: the head that was kept elsewhere has ${kept.size}.`)
      if (found > findingsShown) findings.push(`… and ${found - findingsShown} more.`)
      return { good: found === 0, entries, heads, findings }
    },
  }
}

/** Where an entry stands, for people: its position, its id, and what it is about. */
export const placeOf = ({ position, id, entry }: Pick<SealedEntry, 'position' | 'id' | 'entry'>) =>
  `Position ${position}, entry ${id}${entry ? ` (${[entry.kind, entry.about_table].filter(Boolean).join(' of ')})` : ''}`

/** Tells an altered entry from an altered seal by what the chain bears out, and gives the leaf to go on with. */
function checkEntry({ entry, leaf, chain }: SealedEntry, before: Buffer | undefined) {
  const sealed = bytes(leaf)
  const isBorneOut = (one: Buffer) => !before || hex(link(before, one)) === chain
  if (!entry) return { leaf: sealed, finding: 'the entry is missing from the journal' }
  const present = leafOf(entry)
  if (present.equals(sealed))
    return { leaf: sealed, finding: isBorneOut(sealed) ? undefined : 'its chain value was altered' }
  if (!isBorneOut(sealed) && isBorneOut(present)) return { leaf: present, finding: 'its seal was altered' }
  return { leaf: sealed, finding: 'the entry was altered after it was sealed' }
}

const places = (from: number, to: number) => (from === to ? `Position ${from} is` : `Positions ${from} to ${to} are`)
const wordsOf = ({ root, chain, frontier }: Head) => [root, chain, ...frontier].join()
const hex = (one: Buffer) => one.toString('hex')
const bytes = (one: string) => Buffer.from(one, 'hex')
