import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { FastifyReply } from 'fastify'

const quick = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
}

/** The encoding that whoever asked accepts: Brotli, else gzip, else none. */
export function encodingFor({ request }: FastifyReply): 'br' | 'gzip' | undefined {
  const accepts = String(request.headers['accept-encoding'] ?? '')
  return /\bbr\b/.test(accepts) ? 'br' : /\bgzip\b/.test(accepts) ? 'gzip' : undefined
}

/** Sends text compressed for whoever accepts that. What it repeats of a form's token is masked anew in every page. */
export function sendCompressed(reply: FastifyReply, text: string) {
  const encoding = encodingFor(reply)
  reply.header('vary', 'accept-encoding')
  if (!encoding) return reply.send(text)
  reply.header('content-encoding', encoding)
  return reply.send(encoding === 'br' ? brotliCompressSync(text, quick) : gzipSync(text, { level: 1 }))
}
