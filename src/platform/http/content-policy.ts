import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyReply {
    /** The nonce of this response alone: what its page may load as script or style carries it. */
    nonce: string
  }
}

/**
 * Gives every response a content security policy with a nonce of its own. Nothing runs and nothing styles for being on
 * this site: a file that somebody managed to place here would still not be loaded by a page.
 */
export function guardContent(app: FastifyInstance, { secure }: { secure: boolean }) {
  app.decorateReply('nonce', '')
  app.addHook('onRequest', async (_request, reply) => {
    reply.nonce = randomBytes(16).toString('base64')
    reply.header('content-security-policy', policyWith(reply.nonce, secure))
  })
}

function policyWith(nonce: string, secure: boolean) {
  const directives = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  return [...directives, ...(secure ? ['upgrade-insecure-requests'] : [])].join('; ')
}
