import { randomBytes, timingSafeEqual } from 'node:crypto'
import { isSecure } from '../../platform/http/visit.ts'
import type { Turn } from '../../platform/http/site.ts'
import { keyedHash } from '../../platform/keys.ts'
import type { Town } from '../../platform/town.ts'

const cookie = 'onetown-known'
/** As long as a browser keeps a cookie at most, less a little. */
const seconds = 365 * 24 * 60 * 60
/** A computer at a desk that several people share. */
const most = 5
const nonceBytes = 12

type Here = Pick<Turn, 'site' | 'request' | 'reply'>

/**
 * The mark of this browser, where the account of this address signed in on it before; undefined anywhere else. It opens
 * nothing: what is tried from here is counted by itself, so that a stranger who mistypes somebody's password on purpose
 * does not keep them out (the device cookies of OWASP).
 */
export function knownDevice({ site, request }: Here, email: string): string | undefined {
  return marksIn(request.cookies[cookie]).find((mark) => isOf(site.town, mark, email))
}

/** Marks this browser as one on which the account of this address has signed in, with both factors. */
export function rememberDevice({ site: { town }, request, reply }: Here, email: string): void {
  const others = marksIn(request.cookies[cookie]).filter((mark) => !isOf(town, mark, email))
  const nonce = randomBytes(nonceBytes).toString('base64url')
  const marks = [`${nonce}~${proof(town, nonce, email)}`, ...others].slice(0, most)
  reply.setCookie(cookie, marks.join('.'), {
    path: '/sign-in',
    httpOnly: true,
    sameSite: 'lax',
    maxAge: seconds,
    secure: isSecure(town),
  })
}

const marksIn = (value: string | undefined) => (value ?? '').split('.').slice(0, most)

function isOf(town: Town, mark: string, email: string): boolean {
  const [nonce = '', given = ''] = mark.split('~')
  const [right, theirs] = [Buffer.from(proof(town, nonce, email)), Buffer.from(given)]
  return right.length === theirs.length && timingSafeEqual(right, theirs)
}

const proof = (town: Town, nonce: string, email: string) =>
  keyedHash(town.keys, 'known device', `${nonce} ${email.toLowerCase()}`).toString('base64url')
