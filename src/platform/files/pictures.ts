import type { Content } from './inspect.ts'
import type { Kind } from './kinds.ts'

/** A picture of more points than this is no photograph: it is made to fill the memory of whoever opens it. */
const mostPoints = 200_000_000

const broken = 'is not a whole picture. Save it again, or take a new one'
const followed = 'has something else behind the picture. Save the picture by itself'
const huge = 'is larger, once opened, than any photograph. Save it smaller'

/** Signs of other files, by which one file is two things at once. */
const others = /PK\x03\x04|PK\x05\x06|%PDF-|<script|<html|<svg|<\?php|Rar!|7z\xbc\xaf|\x7fELF|MZ\x90\0/i

interface Picture {
  kind: Kind
  is: (head: Buffer) => boolean
  /** What is wrong with it; it is followed from its first byte to its last. */
  wrong: (content: Content) => Promise<string | undefined>
}

const hex = (head: Buffer, length: number) => head.subarray(0, length).toString('hex')

export const pictures: readonly Picture[] = [
  { kind: 'png', is: (head) => hex(head, 8) === '89504e470d0a1a0a', wrong: png },
  { kind: 'jpeg', is: (head) => hex(head, 3) === 'ffd8ff', wrong: jpeg },
  { kind: 'gif', is: (head) => /^GIF8[79]a/.test(head.toString('latin1')), wrong: gif },
  { kind: 'webp', is: (head) => /^RIFF[^]{4}WEBP/.test(head.toString('latin1')), wrong: webp },
]

/** PNG (ISO 15948), 5: chunks of a length, a name, data and a checksum, from IHDR to IEND. */
async function png({ bytes, read }: Content) {
  const first = await read(8, 16)
  if (first.length < 16 || first.toString('latin1', 4, 8) !== 'IHDR') return broken
  if (first.readUInt32BE(8) * first.readUInt32BE(12) > mostPoints) return huge
  for (let at = 8; at + 12 <= bytes; ) {
    const head = await read(at, 8)
    at += 12 + head.readUInt32BE(0)
    if (head.toString('latin1', 4) === 'IEND') return at === bytes ? undefined : followed
  }
  return broken
}

/** GIF89a: blocks, each of sub-blocks of up to 255 bytes, up to the trailer. */
async function gif({ bytes, read }: Content) {
  const head = await read(0, 13)
  if (head.length < 13) return broken
  if (head.readUInt16LE(6) * head.readUInt16LE(8) > mostPoints) return huge
  const table = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0)
  const afterSubBlocks = async (from: number) => {
    let at = from
    for (let length = -1; length !== 0 && at < bytes; at += length + 1) length = (await read(at, 1))[0]!
    return at
  }
  for (let at = 13 + table(head[10]!); at < bytes; ) {
    const kind = (await read(at, 1))[0]
    if (kind === 0x3b) return at + 1 === bytes ? undefined : followed
    if (kind === 0x21) at = await afterSubBlocks(at + 2)
    else if (kind === 0x2c && at + 10 < bytes) at = await afterSubBlocks(at + 11 + table((await read(at + 9, 1))[0]!))
    else return broken
  }
  return broken
}

/** WebP: one RIFF chunk, whose length is the file's (with a byte to fill up where it is odd). */
async function webp({ bytes, read }: Content) {
  const head = await read(0, 12)
  const length = head.readUInt32LE(4) + 8
  if (length > bytes) return broken
  return length + (length % 2) < bytes ? followed : undefined
}

const standAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** JPEG (ITU T.81), B.1: segments from SOI to EOI, and coded data after each SOS. */
async function jpeg(content: Content) {
  const { bytes, read } = content
  for (let at = 2; at + 4 <= bytes; ) {
    const [sign, marker, ...size] = await read(at, 4)
    if (sign !== 0xff) return broken
    if (marker === 0xff) at += 1
    else if (standAlone(marker!)) at += 2
    else if (marker === 0xd9) return behindJpeg(content, at + 2)
    else {
      const length = size[0]! * 256 + size[1]!
      if (length < 2) return broken
      if (isFrame(marker!)) {
        const frame = await read(at + 4, 5)
        if (frame.length < 5 || frame.readUInt16BE(1) * frame.readUInt16BE(3) > mostPoints) return huge
      }
      at = marker === 0xda ? await afterCoded(content, at + 2 + length) : at + 2 + length
    }
  }
  // the end of the picture may be the last two bytes
  const last = await read(bytes - 2, 2)
  return last[0] === 0xff && last[1] === 0xd9 ? undefined : broken
}

const windowBytes = 64 * 1024

/** Where the next marker begins: in coded data 0xFF is followed by nought, or by the number of a restart. */
async function afterCoded({ bytes, read }: Content, from: number): Promise<number> {
  for (let at = from; at < bytes; at += windowBytes) {
    const window = await read(at, windowBytes + 1)
    for (let i = window.indexOf(0xff); i >= 0 && i + 1 < window.length; i = window.indexOf(0xff, i + 1)) {
      const next = window[i + 1]!
      if (next !== 0 && next !== 0xff && !standAlone(next)) return at + i
    }
  }
  return bytes
}

/** Telephones put a small picture or notes of their own behind the picture; another file must not stand there. */
async function behindJpeg({ bytes, read }: Content, from: number): Promise<string | undefined> {
  for (let at = from; at < bytes; at += windowBytes)
    if (others.test((await read(at, windowBytes + 16)).toString('latin1'))) return followed
  return undefined
}
