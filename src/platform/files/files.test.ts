import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { eicar, openClamd, withoutClamd } from '../../../test/clamd.ts'
import { aDocx, aGif, aJpeg, aPdf, aPdfWithPacked, aPng, aZip } from '../../../test/made-files.ts'
import { namedInHeader } from '../http/sent-file.ts'
import { clamdAt } from './clamd.ts'
import { inspect } from './inspect.ts'
import { cleanName, endOf, isKind, kinds, nameFor } from './kinds.ts'
import { openSealed, placeOnDisk, TooLong, writeSealed } from './sealed-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'onetown-files-'))
after(() => rmSync(folder, { recursive: true, force: true }))
let made = 0
const place = () => join(folder, `${made++}`)

async function* pieces(bytes: Buffer, size = 10_007) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const whole = async (chunks: AsyncIterable<Buffer>) => Buffer.concat(await Array.fromAsync(chunks))

test('a file is given back as it came, whatever its length, and nothing of it can be read on the disk', async () => {
  for (const length of [1, 100, 65_535, 65_536, 65_537, 131_072, 1_000_003]) {
    const bytes = Buffer.alloc(length, 'The quick brown fox. ')
    const path = place()
    const written = await writeSealed(path, pieces(bytes), 2_000_000)
    assert.equal(written.bytes, length)
    assert.ok(!readFileSync(path).includes('quick brown'))
    const opened = openSealed(await placeOnDisk(path), written.key)
    assert.equal(opened.bytes, length)
    assert.ok((await whole(opened.chunks())).equals(bytes))
    const at = Math.max(0, length - 70_000)
    assert.ok((await opened.read(at, 80_000)).equals(bytes.subarray(at)))
    await opened.close()
  }
})

test('a file that was cut short, whose parts were moved or that was altered in one bit is not given back', async () => {
  const bytes = Buffer.alloc(200_000, 'abc')
  const path = place()
  const { key } = await writeSealed(path, pieces(bytes), 1_000_000)
  const sealed = readFileSync(path)
  const chunk = 64 * 1024 + 16
  const swapped = Buffer.concat([
    sealed.subarray(chunk, 2 * chunk),
    sealed.subarray(0, chunk),
    sealed.subarray(2 * chunk),
  ])
  const flipped = Buffer.from(sealed)
  flipped[100]! ^= 1
  for (const altered of [sealed.subarray(0, 2 * chunk), swapped, flipped, sealed.subarray(0, -1)]) {
    writeFileSync(path, altered)
    const opened = openSealed(await placeOnDisk(path), key)
    await assert.rejects(whole(opened.chunks()))
    await opened.close()
  }
})

test('what is longer than it may be leaves no file', async () => {
  const before = readdirSync(folder).length
  await assert.rejects(writeSealed(place(), pieces(Buffer.alloc(1001)), 1000), TooLong)
  assert.equal(readdirSync(folder).length, before)
})

const inspected = (bytes: Buffer, name = 'letter') =>
  inspect({ bytes: bytes.length, read: async (at, length) => bytes.subarray(at, at + length) }, name)
const wrongWith = async (bytes: Buffer, name?: string) => {
  const found = await inspected(bytes, name)
  return 'wrong' in found ? found.wrong : `nothing: it is ${found.kind}`
}

test('each kind that is kept is known by its content, whatever it is called', async () => {
  const sound: [string, Buffer][] = [
    ['pdf', aPdf()],
    ['png', aPng()],
    ['gif', aGif()],
    ['jpeg', aJpeg()],
    ['docx', aDocx()],
    ['text', Buffer.from('Wrote to the school – نعم, yes.\r\n')],
  ]
  for (const [kind, bytes] of sound) assert.deepEqual(await inspected(bytes), { kind }, kind)
  assert.deepEqual(await inspected(aPdf(), 'a.exe'), { kind: 'pdf' })
  assert.equal(nameFor('pdf', 'a.exe'), 'a.exe.pdf')
})

test('what is disguised, two things at once, a program or with one inside is named', async () => {
  const program = Buffer.concat([Buffer.from('MZ\x90\0'), Buffer.alloc(500, 7)])
  const rels = (type: string) => ({
    name: 'word/_rels/settings.xml.rels',
    text: `<Relationships><Relationship Id="r1" Type="http://schemas/${type}" Target="http://192.0.2.1/x" TargetMode="External"/></Relationships>`,
  })
  const wrong: [RegExp, Buffer, string?][] = [
    [/is a program/, program, 'invoice.pdf'],
    [/is a script/, Buffer.from('#!/bin/sh\nrm -rf /\n'), 'notes.txt'],
    [
      /web page or a drawing/,
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      'a.png',
    ],
    [/web page or a drawing/, Buffer.from('\ufeff  <!doctype html><script>1</script>'), 'a.txt'],
    [/called \.js/, Buffer.from('alert(1)'), 'a.js'],
    [/something else behind the picture/, Buffer.concat([aPng(), aZip([{ name: 'a', text: 'b' }])])],
    [/something else behind the picture/, Buffer.concat([aJpeg(), aZip([{ name: 'a', text: 'b' }])])],
    [/something else behind the picture/, Buffer.concat([aGif(), Buffer.from('<script>')])],
    [/something else behind the PDF/, Buffer.concat([aPdf(), aZip([{ name: 'a', text: 'b' }])])],
    [/a program in it/, aPdf('4 0 obj\n<< /S /JavaScript /JS (app.alert(1)) >>\nendobj')],
    [/a program in it/, aPdf('4 0 obj\n<< /S /J#61vaScript /JS (app.alert(1)) >>\nendobj')],
    [/a program in it/, aPdfWithPacked('1 0 << /S /JavaScript /JS (app.alert(1)) >>')],
    [/starts other programs/, aPdf('4 0 obj\n<< /S /Launch >>\nendobj')],
    [/other files inside/, aPdf('4 0 obj\n<< /Type /EmbeddedFile >>\nendobj')],
    [/locked by a password/, aPdf('<< /Encrypt 5 0 R >>')],
    [/not a whole PDF/, aPdf().subarray(0, -10)],
    [/not a whole picture/, aPng().subarray(0, -10)],
    [/larger, once opened/, aPng(40, 30, { width: 60_000, height: 60_000 })],
    [/packed folder/, aZip([{ name: 'a.txt', text: 'b' }])],
    [/macros/, aDocx([{ name: 'word/vbaProject.bin', text: 'x' }])],
    [/macros/, aDocx([], 'application/vnd.ms-word.document.macroEnabled.main+xml')],
    [/can be programs/, aDocx([{ name: 'word/embeddings/oleObject1.bin', text: 'x' }])],
    [/can be programs/, aDocx([{ name: 'word/activeX/activeX1.xml', text: 'x' }])],
    [/fetches something/, aDocx([rels('attachedTemplate')])],
    [/not a whole document/, aDocx([{ name: '../../etc/passwd', text: 'x' }])],
    [/not a whole document/, Buffer.concat([aDocx(), Buffer.from('MZ')])],
    [/grows far too large/, aDocx([{ name: 'word/media/a.txt', text: Buffer.alloc(3_000_000), claims: 100 }])],
    [/grows far too large/, aDocx([{ name: 'word/media/a.txt', text: 'x', claims: 250_000_000 }])],
    [/old kind of Office/, Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'a.doc'],
    [/of a kind that is not kept/, Buffer.from([1, 2, 3, 0, 255])],
    [/of a kind that is not kept/, Buffer.from('a\0b')],
  ]
  for (const [n, [sentence, bytes, name]] of wrong.entries())
    assert.match(await wrongWith(bytes, name), sentence, `${n}: ${sentence}`)
  assert.deepEqual(await inspected(aDocx([rels('hyperlink')])), { kind: 'docx' })
})

/** What people and machines call files: any signs at all, those that turn a line round, that nobody sees or that end it. */
const signs = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 3 }) },
  fc.constantFrom('\0', '\u202e', '\u2066', '\u200b', '\ufeff', '\r\n', '/', '\\', '..', '.', '"', '%', 'é', '\ud800'),
)
const namesGiven = fc
  .tuple(
    fc.array(signs, { maxLength: 400 }),
    fc.constantFrom('', '.pdf', '.exe', '.txt', '.PDF', '.tar.gz', '.\u202efdp'),
  )
  .map(([parts, end]) => parts.join('') + end)
const soundFiles: readonly (readonly [string, Buffer])[] = [
  ['pdf', aPdf()],
  ['png', aPng()],
  ['gif', aGif()],
  ['jpeg', aJpeg()],
  ['docx', aDocx()],
]

test('whatever a file is called, its name is one that reads as it is, leads nowhere and is short', () => {
  fc.assert(
    fc.property(namesGiven, fc.constantFrom(...Object.keys(kinds)), (given, kind) => {
      if (!isKind(kind)) return
      for (const name of [cleanName(given), nameFor(kind, given)]) {
        assert.ok(name.length > 0 && Array.from(name).length <= 155, name)
        assert.doesNotMatch(name, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\\/<>:"|?*]/u)
        assert.doesNotMatch(name, /^\./)
        assert.match(namedInHeader(name), /^filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.~!%-]*$/)
      }
      assert.equal(cleanName(cleanName(given)), cleanName(given))
      assert.ok((kinds[kind].ends as readonly string[]).includes(endOf(nameFor(kind, given)).toLowerCase()))
    }),
    { numRuns: 2000 },
  )
})

test('whatever is in a file, it is of a kind that is kept or it is said what is wrong with it, and its name decides nothing but text', async () => {
  const beginnings = fc.constantFrom(
    '',
    '%PDF-1.7\n',
    'PK\x03\x04',
    '\x89PNG\r\n\x1a\n',
    'GIF89a',
    '\xff\xd8\xff',
    'MZ',
    '<svg',
    '{"a"',
    'RIFF',
  )
  const contents = fc
    .tuple(beginnings, fc.uint8Array({ maxLength: 600 }))
    .map(([head, rest]) => Buffer.concat([Buffer.from(head, 'latin1'), rest]))
  await fc.assert(
    fc.asyncProperty(contents, namesGiven, namesGiven, async (bytes, one, other) => {
      const found = await inspected(bytes, one)
      if ('wrong' in found) assert.match(found.wrong, /^(is|has|can|was|grows|fetches|starts|holds)\b.{10,}/)
      else assert.ok(isKind(found.kind))
      const again = await inspected(bytes, other)
      if ('kind' in found && found.kind !== 'text') assert.deepEqual(again, found)
      if ('wrong' in found && 'kind' in again) assert.equal(again.kind, 'text')
    }),
    { numRuns: 1500 },
  )
})

test('a sound file with anything behind it, or without its end, is never kept, and never taken for another kind', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...soundFiles),
      fc.uint8Array({ minLength: 24, maxLength: 200 }).filter((bytes) => bytes.some((byte) => byte > 32)),
      fc.double({ min: 0.3, max: 0.98, noNaN: true }),
      async ([kind, bytes], more, share) => {
        const longer = await inspected(Buffer.concat([bytes, more]))
        // telephones put notes of their own behind a JPEG: only another file must not stand there
        if (kind === 'jpeg') assert.ok('wrong' in longer || longer.kind === 'jpeg')
        else assert.ok('wrong' in longer, `${kind} with more behind it`)
        const shorter = await inspected(bytes.subarray(0, Math.floor(bytes.length * share)))
        assert.ok('wrong' in shorter, `${kind} cut short`)
      },
    ),
    { numRuns: 400 },
  )
})

test('a document that unpacks to more than it says, or to more than there is room for, is refused however it is packed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 3_000_000 }),
      fc.integer({ min: -3_000_000, max: 300_000_000 }),
      fc.constantFrom('word/media/a.txt', 'word/document2.xml', 'docProps/app.xml'),
      async (length, off, name) => {
        const claims = Math.max(0, length + off)
        if (claims === length) return
        const found = await inspected(aDocx([{ name, text: Buffer.alloc(length), claims }]))
        assert.ok('wrong' in found, `${length} said to be ${claims}`)
        assert.match(found.wrong, /grows far too large|not a whole document/)
      },
    ),
    { numRuns: 60 },
  )
})

test('a name in a header is read by those who know ASCII alone, and by all others as it is', () => {
  assert.equal(
    namedInHeader('Übersicht "1" (neu)%.pdf'),
    `filename="U_bersicht _1_ (neu)_.pdf"; filename*=UTF-8''%C3%9Cbersicht%20%221%22%20%28neu%29%25.pdf`,
  )
})

test('a name leads nowhere and reads as it is', () => {
  assert.equal(cleanName('..\\..\\C:\\temp\\\u202efdp.exe'), 'fdp.exe')
  assert.equal(cleanName('../../.ssh/"id"\r\n.txt'), '_id_.txt')
  assert.equal(cleanName('.htaccess'), 'htaccess')
  assert.equal(cleanName(`${'é'.repeat(300)}.pdf`).length, 150)
  assert.equal(cleanName('/'), 'file')
})

test('a real scanner tells clean from infected, piece by piece, and one that is away is said to be away', {
  skip: withoutClamd,
}, async () => {
  const clamd = openClamd()
  try {
    await clamd.start()
    const scanner = clamdAt(clamd.address)
    assert.match((await scanner.version())!, /^ClamAV/)
    assert.deepEqual(await scanner.scan(pieces(Buffer.alloc(5_000_000, 'a'), 100_000)), { is: 'clean' })
    const infected = Buffer.concat([Buffer.alloc(3_000_000, 'a'), Buffer.from(eicar)])
    assert.deepEqual(await scanner.scan(pieces(infected, 100_000)), {
      is: 'infected',
      what: 'Eicar-Test-Signature.UNOFFICIAL',
    })
    await clamd.stop()
    assert.equal((await scanner.scan(pieces(Buffer.from('a')))).is, 'away')
    assert.equal(await scanner.version(), undefined)
  } finally {
    await clamd.close()
  }
})
