import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { createServer, getCACertificates, setDefaultCACertificates } from 'node:tls'
import fc from 'fast-check'
import { openSwift, withoutSwift } from '../../../test/swift.ts'
import { bucketAt } from './bucket.ts'
import { askingIn, BucketAway, bodyOf } from './s3.ts'
import { openSealed, sealedBytes, writeSealed } from './sealed-file.ts'
import { filesIn } from './store.ts'

const skip = withoutSwift
const withoutOpenssl = spawnSync('openssl', ['version']).status !== 0 && 'there is no openssl on this machine'
const swift = await openSwift()
const { login } = swift
const hurried = { silentMs: 800, wholeMs: 5000, pauseMs: 60 }
const bucket = bucketAt(login)
const ask = askingIn(login)
const folder = mkdtempSync(join(tmpdir(), 'onetown-bucket-'))
before(() => skip || swift.start())
after(async () => {
  await swift.close()
  rmSync(folder, { recursive: true, force: true })
})

let made = 0
const place = () => join(folder, `${made++}`)
const newName = () => crypto.randomUUID()
async function* pieces(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 10_007) yield bytes.subarray(at, at + 10_007)
}
const whole = async (chunks: AsyncIterable<Buffer>) => Buffer.concat(await Array.fromAsync(chunks))
const names = async () => (await Array.fromAsync(bucket.all())).flat()
/** A file of these bytes, sealed and in the bucket: its name there, and its key. */
async function brought(bytes: Buffer) {
  const [path, name] = [place(), newName()]
  const { key } = await writeSealed(path, pieces(bytes), bytes.length)
  await bucket.put(name, path)
  return { name, key }
}
/** Any file on the disk. */
function paper() {
  const path = place()
  writeFileSync(path, 'something')
  return path
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: BucketAway) => error.code,
  )

test('whatever bytes a file has and wherever it is read, the bucket gives back what was given to it', {
  skip,
}, async () => {
  // around the ends of chunks, and of what is fetched at once
  const lengths = fc.oneof(
    fc.integer({ min: 0, max: 200_000 }),
    fc.constantFrom(0, 1, 65_535, 65_536, 65_537, 16 * 65_536, 16 * 65_536 + 1, 16 * sealedBytes),
    fc.integer({ min: 500_000, max: 2_500_000 }),
  )
  const reads = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 700_000 })), {
    maxLength: 4,
  })
  await fc.assert(
    fc.asyncProperty(
      lengths,
      fc.uint8Array({ minLength: 1, maxLength: 999 }),
      reads,
      async (length, pattern, places) => {
        const bytes = Buffer.alloc(length, pattern)
        const { name, key } = await brought(bytes)
        const opened = openSealed(await bucket.open(name), key)
        assert.equal(opened.bytes, length)
        for (const [share, count] of places) {
          const at = Math.floor(share * length)
          assert.ok((await opened.read(at, count)).equals(bytes.subarray(at, at + count)))
        }
        assert.ok((await whole(opened.chunks())).equals(bytes))
        await opened.close()
        await bucket.remove(name)
      },
    ),
    { numRuns: 15 },
  )
  assert.deepEqual(await names(), [])
})

test('what is brought twice is there once, what is taken away twice is gone, and a list has all its pages', {
  skip,
}, async () => {
  const all = await Promise.all(Array.from({ length: 12 }, (_, n) => brought(Buffer.from(`File ${n}.`))))
  const [first] = all
  await bucket.put(first!.name, paper())
  // what others put there is none of ours
  for (const at of ['/00&<"other', '/zz/other'].map(encodeURI))
    await ask({ method: 'PUT', at, body: bodyOf(Buffer.from('a')) })
  assert.deepEqual((await names()).toSorted(), all.map(({ name }) => name).toSorted())
  await assert.rejects(whole(openSealed(await bucket.open(first!.name), first!.key).chunks()), 'it was altered')
  for (const { name } of all) {
    assert.equal(await bucket.has(name), true)
    await bucket.remove(name)
    await bucket.remove(name)
    assert.equal(await bucket.has(name), false)
    assert.equal(await codeOf(bucket.open(name)), 'ENOENT')
  }
  assert.deepEqual(await names(), [])
})

test('what was altered or broke off on its way is not kept', { skip }, async () => {
  const at = `/00/${newName()}`
  const body = { ...bodyOf(Buffer.from('These bytes.')), sha256: bodyOf(Buffer.from('Those bytes.')).sha256 }
  assert.notEqual(await codeOf(ask({ method: 'PUT', at, body })), 'done')
  const breaksOff = () => {
    async function* half() {
      yield Buffer.from('These')
      await pause(10)
      throw new Error('the disk does not answer')
    }
    return Readable.from(half())
  }
  assert.notEqual(
    await codeOf(
      ask({ method: 'PUT', at, body: { ...bodyOf(Buffer.from('These bytes.')), read: breaksOff }, tries: 1 }),
    ),
    'done',
  )
  assert.equal(await ask({ method: 'GET', at }), undefined)
})

test('each thing that is wrong is said in a sentence that names the setting and no secret', { skip }, async () => {
  const wrong = [
    [{ url: `${login.url}-none` }, /\(NoSuchBucket\): there is no such bucket, so make it, or check ONETOWN_BUCKET$/],
    [{ secret: 'another' }, /\(SignatureDoesNotMatch\): the store does not know this key, so check ONETOWN_BUCKET_KEY/],
    [{ key: 'town:nobody' }, /\(\w+\): the store does not know this key, so check ONETOWN_BUCKET_KEY/],
    [{ region: 'eu-west-2' }, /\(AuthorizationHeaderMalformed\): check ONETOWN_BUCKET and ONETOWN_BUCKET_REGION$/],
    [{ url: 'http://127.0.0.1:1/files' }, /\(ECONNREFUSED\): check ONETOWN_BUCKET, and that the store runs$/],
    [
      { url: 'http://nowhere.invalid/files' },
      /\((ENOTFOUND|EAI_AGAIN)\): check ONETOWN_BUCKET, and that the store runs$/,
    ],
    [{ url: login.url.replace('http:', 'https:') }, /\(E\w+\): .*/],
  ] as const
  const { name } = await brought(Buffer.from('Somebody’s letter.'))
  for (const [other, sentence] of wrong) {
    const misled = bucketAt({ ...login, ...other }, { ...hurried, pauseMs: 1 })
    const works = [
      () => misled.put(newName(), paper()),
      () => misled.open(name),
      () => misled.has(name),
      () => misled.remove(name),
      () => misled.all().next(),
      () => misled.check(),
    ]
    for (const work of works)
      await assert.rejects(work, (error) => {
        assert.ok(error instanceof BucketAway, String(error))
        assert.match(error.message, sentence)
        assert.doesNotMatch(error.message, /hush|another|letter/)
        return true
      })
  }
  assert.equal(await bucket.has(name), true)
  await bucket.remove(name)
})

test('a store is reached by TLS where its certificate is trusted, and not otherwise', {
  skip: skip || withoutOpenssl,
}, async () => {
  const [key, cert] = [place(), place()]
  const named = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', cert, ...named]
  execFileSync('openssl', made, { stdio: 'ignore' })
  const pem = readFileSync(cert, 'utf8')
  const server = createServer({ key: readFileSync(key), cert: pem }, (socket) => {
    const behind = connect(Number(new URL(login.url).port), '127.0.0.1')
    pipeline(socket, behind, socket, () => {})
  })
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens))
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/files`
  const trusted = getCACertificates('default')
  try {
    const refused = bucketAt({ ...login, url }, { ...hurried, pauseMs: 1 }).check()
    await assert.rejects(refused, /\(DEPTH_ZERO_SELF_SIGNED_CERT\): its certificate is not trusted here/)
    setDefaultCACertificates([...trusted, pem])
    assert.deepEqual(await bucketAt({ ...login, url }).check(), { keepsVersions: false })
  } finally {
    setDefaultCACertificates(trusted)
    server.close()
  }
})

test('a store that is silent is given up, and one that has lost its disk says so; what passes is not noticed', {
  skip,
}, async () => {
  const impatient = bucketAt(login, hurried)
  const { name, key } = await brought(Buffer.alloc(2_500_000, 'abc'))
  const opened = openSealed(await impatient.open(name), key)
  swift.freeze()
  assert.equal(await codeOf(impatient.has(name)), 'silent for too long')
  assert.equal(await codeOf(opened.read(2_400_000, 10)), 'silent for too long')
  const reads = whole(opened.chunks())
  await pause(hurried.silentMs / 2)
  swift.thaw()
  assert.equal((await reads).length, 2_500_000)
  swift.loseDisk()
  const asks = bucket.has(name)
  await pause(150)
  swift.findDisk()
  assert.equal(await asks, true)
  swift.loseDisk()
  assert.match(await codeOf(bucket.put(newName(), paper())), /^(ServiceUnavailable|InternalError|status 50\d)$/)
  swift.findDisk()
  assert.equal(await bucket.has(name), true)
  await bucket.remove(name)
})

test('a bucket that keeps what is deleted is known as such', { skip }, async () => {
  assert.deepEqual(await bucket.check(), { keepsVersions: false })
  assert.deepEqual(await names(), [])
  await swift.keepVersions()
  assert.deepEqual(await bucket.check(), { keepsVersions: true })
})

test('a file is found in the folder, then in the bucket, and nowhere once it was destroyed, also on its way', {
  skip,
}, async () => {
  const files = filesIn(join(folder, 'files'), { bucket })
  const write = (text: string) => files.write(pieces(Buffer.from(text)), 1000)
  const reads = async ({ storedAs, key }: { storedAs: string; key: Buffer }) => {
    const opened = await files.open(storedAs, key)
    return (await whole(opened.chunks())).toString()
  }
  const unsettled = async () => (await Array.fromAsync(files.unsettled())).flat()
  const one = await write('One.')
  assert.deepEqual([await reads(one), await unsettled(), await names()], ['One.', [one.storedAs], []])
  await Promise.all([files.settle(one.storedAs), files.settle(one.storedAs)].map((each) => each.catch(() => {})))
  assert.deepEqual([await reads(one), await unsettled(), await names()], ['One.', [], [one.storedAs]])
  await files.remove(one.storedAs)
  await files.remove(one.storedAs)
  assert.equal(await files.has(one.storedAs), false)
  const gone = await write('Gone meanwhile.')
  await files.settle(gone.storedAs, async () => {
    await files.remove(gone.storedAs)
    return false
  })
  assert.deepEqual([await files.has(gone.storedAs), await names(), await unsettled()], [false, [], []])
  const stays = await write('Waits.')
  const misled = filesIn(join(folder, 'files'), { bucket: bucketAt({ ...login, secret: 'another' }) })
  await assert.rejects(misled.settle(stays.storedAs), BucketAway)
  assert.deepEqual([await reads(stays), await unsettled()], ['Waits.', [stays.storedAs]])
  await files.discard(stays.storedAs)
})
