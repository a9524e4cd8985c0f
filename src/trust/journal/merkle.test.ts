import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { append, emptyTree, inclusionProof, isIncluded, leafHash, rootOf, treeOf } from './merkle.ts'

const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
const someEntries = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 70 })

/** MTH(D_n) word for word as RFC 9162, 2.1.1 defines it: slow, and nothing to get wrong. */
function asDefined(entries: readonly Uint8Array[]): Buffer {
  if (entries.length === 0) return sha256()
  if (entries.length === 1) return sha256(Buffer.of(0), entries[0]!)
  let k = 1
  while (k * 2 < entries.length) k *= 2
  return sha256(Buffer.of(1), asDefined(entries.slice(0, k)), asDefined(entries.slice(k)))
}

test('the root is the one that RFC 9162 defines, whatever the size', () => {
  fc.assert(
    fc.property(someEntries, (entries) => {
      assert.deepEqual(rootOf(treeOf(entries.map(leafHash))), asDefined(entries))
    }),
  )
})

test('the root of the empty tree and of one empty entry are the known values', () => {
  assert.equal(rootOf(emptyTree).toString('hex'), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  const one = append(emptyTree, leafHash(Buffer.alloc(0)))
  assert.equal(rootOf(one).toString('hex'), '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
})

test('the frontier has one hash for each one in the size written in binary', () => {
  let tree = emptyTree
  for (let size = 1; size <= 300; size++) {
    tree = append(tree, leafHash(Buffer.of(size % 256)))
    assert.equal(tree.size, size)
    assert.equal(tree.frontier.length, size.toString(2).replaceAll('0', '').length)
  }
})

test('every leaf can be proven to be where it is, and no other leaf, place, size or root passes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), fc.nat(), (size, pick, other) => {
      const leaves = Array.from({ length: size }, (_, index) => leafHash(Buffer.of(index)))
      const index = pick % size
      const root = rootOf(treeOf(leaves))
      const proof = inclusionProof(leaves, index)
      assert.ok(isIncluded(leaves[index]!, index, size, proof, root))
      assert.ok(!isIncluded(leafHash(Buffer.of(200)), index, size, proof, root))
      assert.ok(!isIncluded(leaves[index]!, index, size, [...proof, root], root))
      assert.ok(!isIncluded(leaves[index]!, index, size, proof, leafHash(root)))
      const elsewhere = other % size
      assert.equal(isIncluded(leaves[index]!, elsewhere, size, proof, root), elsewhere === index)
      assert.ok(!isIncluded(leaves[index]!, size, size, proof, root))
    }),
  )
})
