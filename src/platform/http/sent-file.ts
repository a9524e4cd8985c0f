import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { CarriedFile } from '../files/carried.ts'
import { isShown, kinds } from '../files/kinds.ts'
import type { Town } from '../town.ts'

/** Nothing in a file runs, loads, sends or frames anything; a browser's own reader of PDFs does not work in a sandbox. */
const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const readerOfPdf = `${nothing}; object-src 'self'; plugin-types application/pdf; style-src 'unsafe-inline'`

/**
 * Sends a file piece by piece: to be seen on the spot, where its kind can be shown without anything running, or to be
 * saved. It is of the type that its content has, and browsers are told not to think otherwise.
 */
export async function sendFile(town: Town, reply: FastifyReply, file: CarriedFile, how: 'show' | 'save') {
  const { type, shown } = kinds[file.kind]
  const inline = how === 'show' && isShown(file.kind)
  const opened = await town.files.open(file.storedAs, Buffer.from(file.key, 'base64'))
  const stream = Readable.from(opened.chunks(), { objectMode: false })
  stream.on('close', () => void opened.close())
  return reply
    .type(type)
    .header('content-length', opened.bytes)
    .header('content-disposition', `${inline ? 'inline' : 'attachment'}; ${namedInHeader(file.name)}`)
    .header(
      'content-security-policy',
      inline && shown === 'document' ? readerOfPdf : `${nothing}; style-src 'unsafe-inline'; sandbox`,
    )
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .send(stream)
}

/** RFC 6266: the name in letters of ASCII for whoever knows no others, and as it is. */
export function namedInHeader(name: string): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%]/g, '_')
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `filename="${ascii}"; filename*=UTF-8''${whole}`
}
