import { endOf, type Kind, kinds } from './kinds.ts'
import { wrongWithDocument } from './packed.ts'
import { wrongWithPdf } from './pdf.ts'
import { pictures } from './pictures.ts'
import type { Opened } from './sealed-file.ts'

export type Inspected = { kind: Kind } | { wrong: string }
export type Content = Pick<Opened, 'bytes' | 'read'>

const starts = (head: Buffer, text: string) => head.subarray(0, text.length).equals(Buffer.from(text, 'latin1'))

/** What people do send and what is never kept, with what to do instead. */
const known: readonly [start: string, wrong: string][] = [
  ['MZ', 'is a program, whatever it is called. Programs are not kept'],
  ['\x7fELF', 'is a program, whatever it is called. Programs are not kept'],
  ['\xd0\xcf\x11\xe0', 'is of an old kind of Office that can hide programs. Save it as .docx, .xlsx, .pptx or PDF'],
  ['{\\rtf', 'is Rich Text, which can hide other files. Save it as .docx or PDF'],
  ['Rar!', 'is a packed folder. Send each file in it by itself'],
  ['7z\xbc\xaf', 'is a packed folder. Send each file in it by itself'],
  ['\x1f\x8b', 'is a packed folder. Send each file in it by itself'],
  ['#!', 'is a script. Programs are not kept'],
  ['II*\0', 'is a TIFF picture. Save it as PDF, JPEG or PNG'],
  ['MM\0*', 'is a TIFF picture. Save it as PDF, JPEG or PNG'],
]
const otherwise =
  'is of a kind that is not kept here. Send a PDF, a picture (JPEG, PNG, GIF or WebP), plain text, or a Word, Excel, PowerPoint or OpenDocument file'

/**
 * What a file is, by its content and never by its name, or what is wrong with it: a sentence without its subject ("is a
 * program …"). Reads it piece by piece. A name is asked about only where the content says nothing: text is what has no
 * other sign.
 */
export async function inspect(content: Content, name: string): Promise<Inspected> {
  const head = await content.read(0, 512)
  if (starts(head, '%PDF-')) return judged('pdf', await wrongWithPdf(content))
  for (const { kind, is, wrong } of pictures) if (is(head)) return judged(kind, await wrong(content))
  if (starts(head, 'PK\x03\x04')) return wrongWithDocument(content)
  if (head.subarray(4, 8).toString('latin1') === 'ftyp')
    return { wrong: 'is a film, a recording or a HEIC picture. Save a picture as JPEG' }
  const wrong = known.find(([start]) => starts(head, start))?.[1]
  return wrong ? { wrong } : judged('text', await wrongWithText(content, head, name))
}

const judged = (kind: Kind, wrong: string | undefined): Inspected => (wrong ? { wrong } : { kind })

const windowBytes = 256 * 1024
// Tab, line feed, form feed and carriage return are typed; no other control character is.
const control = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/
const markup = /^\s*<(\?|!|[a-z][\w:-]*[\s/>])/i

async function wrongWithText(content: Content, head: Buffer, name: string): Promise<string | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (let at = 0; at < content.bytes; at += windowBytes) {
      const stream = at + windowBytes < content.bytes
      if (control.test(decoder.decode(await content.read(at, windowBytes), { stream }))) return otherwise
    }
  } catch {
    // a spreadsheet saved as text by Excel on Windows: whoever reads its rows knows those letters too
    if (/^csv$/i.test(endOf(name)) && !(await holdsControls(content))) return undefined
    return /^(txt|csv|tsv|md|log|text)$/i.test(endOf(name))
      ? 'has letters that cannot be read. Save it as text in UTF-8'
      : otherwise
  }
  if (markup.test(head.toString('utf8').replace(/^\ufeff/, '')))
    return 'is a web page or a drawing (HTML, SVG or XML), which can hide programs. Save it as PDF or PNG'
  const end = endOf(name).toLowerCase()
  if (end && !(kinds.text.ends as readonly string[]).includes(end))
    return `is called .${end}, and is text inside. Plain text is kept as .txt or .csv`
  return undefined
}

async function holdsControls(content: Content): Promise<boolean> {
  for (let at = 0; at < content.bytes; at += windowBytes)
    if (control.test((await content.read(at, windowBytes)).toString('latin1'))) return true
  return false
}
