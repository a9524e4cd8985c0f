import type { FastifyReply } from 'fastify'
import type { FileSent } from '../documents/spreadsheet.ts'

/** Sends a file that was made just now, to be saved: nothing keeps a copy of it, and no browser runs anything in it. */
export function sendMade(reply: FastifyReply, { name, type, body }: FileSent) {
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .send(body)
}
