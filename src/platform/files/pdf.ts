import { inflateSync } from 'node:zlib'
import type { Content } from './inspect.ts'

const windowBytes = 512 * 1024
/** Longer than any name that is looked for, written with a number for each letter. */
const overlap = 64
const tailBytes = 2048
const mostPackedBytes = 4_000_000
const mostUnpackedBytes = 16_000_000
const mostOfAll = 64_000_000

/** The names of what a PDF must not do (ISO 32000-2, 12.6.4, 7.11.4, 13.6, 7.6). */
const forbidden: Record<string, string> = {
  JavaScript: 'has a program in it. Print it to a new PDF and send that',
  Launch: 'starts other programs. Print it to a new PDF and send that',
  RichMedia: 'has a film or a program in it. Print it to a new PDF and send that',
  XFA: 'is a form with programs in it. Print it to a new PDF and send that',
  EmbeddedFile: 'has other files inside it. Send each of them by itself',
  EmbeddedFiles: 'has other files inside it. Send each of them by itself',
  Encrypt: 'is locked by a password, so that it cannot be checked. Save it without one',
}
const complicated = 'is made so that it cannot be checked. Print it to a new PDF and send that'
const names = /\/((?:[A-Za-z]|#[0-9a-fA-F]{2}){3,60})(?=[\s/<>[\](){}%]|$)/g

/**
 * What is wrong with a PDF: not whole, another file at its end, locked, or with something that would run, start or hold
 * another file. Looks at every name outside of streams and in the packed objects, however the name is spelt.
 */
export async function wrongWithPdf(content: Content): Promise<string | undefined> {
  const tail = (await content.read(Math.max(0, content.bytes - tailBytes), tailBytes)).toString('latin1')
  const end = tail.lastIndexOf('%%EOF')
  if (end < 0) return 'is not a whole PDF. Save it again'
  if (/[^\s\0]/.test(tail.slice(end + 5)))
    return 'has something else behind the PDF. Print it to a new PDF and send that'
  let unpacked = 0
  for (let at = 0; at < content.bytes; at += windowBytes) {
    const text = (await content.read(at, windowBytes + overlap)).toString('latin1')
    const wrong = wrongNameIn(text)
    if (wrong) return wrong
    for (const { index } of text.matchAll(/\/ObjStm/g)) {
      if (index >= windowBytes) continue
      const objects = await packedObjects(content, at + index)
      unpacked += objects?.length ?? 0
      if (objects === undefined || unpacked > mostOfAll) return complicated
      const hidden = wrongNameIn(objects)
      if (hidden) return hidden
    }
  }
  return undefined
}

function wrongNameIn(text: string): string | undefined {
  for (const [, name] of text.matchAll(names)) {
    const plain = name!.replace(/#([0-9a-fA-F]{2})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    if (Object.hasOwn(forbidden, plain)) return forbidden[plain]
  }
  return undefined
}

/** The objects in the stream that begins behind here; undefined where they cannot be unpacked. */
async function packedObjects(content: Content, from: number): Promise<string | undefined> {
  const text = (await content.read(from, mostPackedBytes)).toString('latin1')
  const begin = /stream\r?\n/.exec(text.slice(0, 4096))
  if (!begin) return ''
  const start = begin.index + begin[0].length
  const end = text.indexOf('endstream', start)
  if (end < 0) return undefined
  try {
    const packed = Buffer.from(text.slice(start, end), 'latin1')
    return inflateSync(packed, { maxOutputLength: mostUnpackedBytes }).toString('latin1')
  } catch {
    return undefined
  }
}
