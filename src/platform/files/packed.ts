import { once } from 'node:events'
import { createInflateRaw } from 'node:zlib'
import type { Content, Inspected } from './inspect.ts'
import { type Kind, kinds } from './kinds.ts'

const mostEntries = 5000
const mostDirectoryBytes = 4_000_000
/** A report with many pictures unpacks to some ten times its length; what unpacks to more is made to fill a disk. */
const mostUnpacked = 200_000_000
const mostTextBytes = 2_000_000
const pieceBytes = 64 * 1024

const notADocument =
  'is a packed folder, or a document of a kind that is not kept here. Send each file in it by itself, as PDF if need be'
const damaged = 'is not a whole document. Save it again'
const bomb = 'grows far too large when it is opened. Save it again, or as PDF'
const locked = 'is locked by a password, so that it cannot be checked. Save it without one'
const macros = 'has macros in it, which are programs. Save it without them (.docx, .xlsx, .pptx), or as PDF'
const objects = 'has other files inside it that can be programs. Save it as PDF'
const fetches = 'fetches something from elsewhere when it is opened. Save it as PDF'

interface Entry {
  name: string
  method: number
  packed: number
  unpacked: number
  at: number
}

/** What a packed document is, or what is wrong with it (ZIP, APPNOTE 6.3.10, 4.3; ECMA-376 part 2; ODF 1.3 part 2). */
export async function wrongWithDocument(content: Content): Promise<Inspected> {
  const entries = await entriesOf(content)
  if (typeof entries === 'string') return { wrong: entries }
  const wrong = entries.map(({ name }) => wrongByName(name)).find((each) => each !== undefined)
  if (wrong) return { wrong }
  let unpacked = 0
  const texts = new Map<string, string>()
  for (const entry of entries) {
    const kept: Buffer[] = []
    const isText = /^(\[Content_Types\]\.xml|mimetype|META-INF\/manifest\.xml)$|\.rels$/.test(entry.name)
    const length = await unpack(content, entry, (piece) => void (isText && kept.push(piece)))
    unpacked += length ?? 0
    if (length !== entry.unpacked) return { wrong: length === undefined ? damaged : bomb }
    if (unpacked > mostUnpacked || (isText && length > mostTextBytes)) return { wrong: bomb }
    if (isText) texts.set(entry.name, Buffer.concat(kept).toString('utf8'))
  }
  return judge(texts)
}

function wrongByName(name: string): string | undefined {
  if (/(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[a-z]:/i.test(name)) return damaged
  if (/vba\w*\.(bin|xml)(\.rels)?$|(^|\/)macrosheets\/|^(Basic|Scripts)\/|(^|\/)customUI\//i.test(name)) return macros
  if (/(^|\/)activeX\/|(^|\/)embeddings\/.*\.(?!xlsx$|docx$|pptx$)\w+$/i.test(name)) return objects
  return /\.(exe|dll|scr|com|js|jse|vbs|vbe|wsf|hta|bat|cmd|ps1|lnk|jar|msi|html?|svgz?|swf)$/i.test(name)
    ? objects
    : undefined
}

/** By the type of the main part (OOXML) or of the whole (ODF). */
function judge(texts: Map<string, string>): Inspected {
  const types = texts.get('[Content_Types].xml')
  const whole = texts.get('mimetype')?.trim()
  if (types === undefined) {
    if (/encryption-data/.test(texts.get('META-INF/manifest.xml') ?? '')) return { wrong: locked }
    const kind = (['odt', 'ods', 'odp'] as const).find((each) => kinds[each].type === whole)
    return kind ? { kind } : { wrong: notADocument }
  }
  if (/macroEnabled|vbaProject/i.test(types)) return { wrong: macros }
  for (const [name, text] of texts) if (name.endsWith('.rels') && fetchesSomething(text)) return { wrong: fetches }
  const kind = (['docx', 'xlsx', 'pptx'] as Kind[]).find((each) => types.includes(`${kinds[each].type}.main+xml`))
  return kind ? { kind } : { wrong: notADocument }
}

/** A link that somebody may click stays; what the program fetches by itself does not. */
const fetchesSomething = (relationships: string) =>
  [...relationships.matchAll(/<\w*:?Relationship\s[^>]*>/g)].some(
    ([one]) => /TargetMode\s*=\s*["']External/i.test(one) && !/\/(hyperlink|image|video|audio|media)["']/i.test(one),
  )

/** The entries of the directory at the end; a sentence where the file is not one archive from its first byte to its last. */
async function entriesOf({ bytes, read }: Content): Promise<Entry[] | string> {
  const end = await read(bytes - 22, 22)
  if (end.length < 22 || end.readUInt32LE(0) !== 0x06054b50) return damaged
  const [count, size, at] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)]
  if (count > mostEntries || size > mostDirectoryBytes) return bomb
  if (count === 0 || at + size + 22 !== bytes) return damaged
  const directory = await read(at, size)
  const entries: Entry[] = []
  for (let here = 0; here + 46 <= directory.length; ) {
    if (directory.readUInt32LE(here) !== 0x02014b50) return damaged
    const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(here + field)) as [
      number,
      number,
      number,
    ]
    if (directory.readUInt16LE(here + 8) & 1) return locked
    entries.push({
      name: directory.toString('utf8', here + 46, here + 46 + name),
      method: directory.readUInt16LE(here + 10),
      packed: directory.readUInt32LE(here + 20),
      unpacked: directory.readUInt32LE(here + 24),
      at: directory.readUInt32LE(here + 42),
    })
    here += 46 + name + extra + comment
  }
  return entries.length === count && !overlaps(entries, at) ? entries : damaged
}

/** Entries that lie over one another are how few bytes unpack to many. The first begins where the file does. */
function overlaps(entries: readonly Entry[], directoryAt: number): boolean {
  const inOrder = entries.toSorted((one, other) => one.at - other.at)
  return (
    inOrder[0]!.at !== 0 || inOrder.some(({ at, packed }, n) => at + 30 + packed > (inOrder[n + 1]?.at ?? directoryAt))
  )
}

/** Unpacks one entry, up to what it says it unpacks to and a byte more. Gives its length; undefined where it cannot be. */
async function unpack(content: Content, entry: Entry, each: (piece: Buffer) => void): Promise<number | undefined> {
  const local = await content.read(entry.at, 30)
  if (local.length < 30 || local.readUInt32LE(0) !== 0x04034b50) return undefined
  const from = entry.at + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
  if (entry.unpacked > mostUnpacked) return Number.POSITIVE_INFINITY
  const pieces = piecesOf(content, from, from + entry.packed)
  if (entry.method === 0) {
    let length = 0
    for await (const piece of pieces) {
      length += piece.length
      each(piece)
    }
    return length
  }
  return entry.method === 8 ? inflated(pieces, entry.unpacked, each) : undefined
}

async function inflated(pieces: AsyncIterable<Buffer>, most: number, each: (piece: Buffer) => void) {
  const inflate = createInflateRaw()
  let length = 0
  inflate.on('data', (piece: Buffer) => {
    length += piece.length
    if (length > most) inflate.destroy()
    else each(piece)
  })
  const over = once(inflate, 'close')
  over.catch(() => {})
  try {
    for await (const piece of pieces) {
      if (inflate.destroyed) break
      if (!inflate.write(piece)) await Promise.race([once(inflate, 'drain'), over])
    }
    if (!inflate.destroyed) inflate.end()
    await over
    return length
  } catch {
    return undefined
  }
}

async function* piecesOf({ read }: Content, from: number, to: number) {
  for (let at = from; at < to; at += pieceBytes) yield read(at, Math.min(pieceBytes, to - at))
}
