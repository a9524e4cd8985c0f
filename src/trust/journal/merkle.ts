import { createHash } from 'node:crypto'

/**
 * A Merkle tree as in RFC 9162, section 2.1, of which only the frontier is kept: the roots of its perfect subtrees, the
 * largest first. That is enough to append, and to know the root.
 */
export interface Tree {
  size: number
  frontier: readonly Buffer[]
}

export const emptyTree: Tree = { size: 0, frontier: [] }

/** Prefixed, so that no entry can pass for an inner node, nor the reverse. */
export const leafHash = (entry: Uint8Array): Buffer => hash(Buffer.of(0), entry)
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => hash(Buffer.of(1), left, right)

/** The tree with one more leaf hash at its end. */
export function append({ size, frontier }: Tree, leaf: Buffer): Tree {
  const kept = [...frontier]
  let node = leaf
  // Every subtree as large as the one that is carried joins it, as bits carry when one is added to the size.
  for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) node = nodeHash(kept.pop()!, node)
  return { size: size + 1, frontier: [...kept, node] }
}

/** The tree's root hash; that of an empty tree is the hash of nothing. */
export const rootOf = ({ frontier }: Tree): Buffer =>
  frontier.length === 0 ? hash() : frontier.reduceRight((right, left) => nodeHash(left, right))

/** The hashes beside the way from one leaf up to the root (2.1.3.1), nearest first. `leaves` are leaf hashes. */
export function inclusionProof(leaves: readonly Buffer[], index: number): Buffer[] {
  if (leaves.length <= 1) return []
  const split = largestPowerBelow(leaves.length)
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)]
  return index < split
    ? [...inclusionProof(left, index), rootOf(treeOf(right))]
    : [...inclusionProof(right, index - split), rootOf(treeOf(left))]
}

/** Whether the leaf hash is at that place in the tree of that size and root (2.1.3.2). */
export function isIncluded(leaf: Buffer, index: number, size: number, proof: readonly Buffer[], root: Buffer): boolean {
  if (index < 0 || index >= size) return false
  let [place, last, node] = [index, size - 1, leaf]
  for (const beside of proof) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      node = nodeHash(beside, node)
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)]
    } else {
      node = nodeHash(node, beside)
    }
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 && node.equals(root)
}

export const treeOf = (leaves: readonly Buffer[]): Tree => leaves.reduce(append, emptyTree)

const half = (count: number) => Math.floor(count / 2)

function largestPowerBelow(count: number) {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}

function hash(...parts: Uint8Array[]): Buffer {
  const sha256 = createHash('sha256')
  for (const part of parts) sha256.update(part)
  return sha256.digest()
}
