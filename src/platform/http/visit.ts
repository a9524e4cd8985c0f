import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { keyedHash } from '../keys.ts'
import type { Town } from '../town.ts'
import { thePublic, type Viewer } from '../viewer.ts'

/** Who came, by cookie or by token. `pending`: they gave a password, and are the public until they gave what it awaits. */
export interface Identity {
  viewer: Viewer
  sessionId?: string
  /** How many notices they have not read; said in the menu. */
  unread?: number
  pending?: { viewer: Viewer; awaits: 'second factor' | 'code of conduct' }
}

/** How the organisation recognises people; given to the server by src/app.ts. */
export interface Identify {
  bySession(token: string): Promise<Identity | undefined>
  byToken(token: string): Promise<Identity | undefined>
}

export interface Visit extends Identity {
  csrf: string
  token: string
}

/** Over TLS by a name that no neighbouring site can set for us (RFC 6265bis, 4.1.3.2). */
const cookieOf = (town: Town) => (isSecure(town) ? '__Host-onetown' : 'onetown')
const notice = 'onetown-done'

/** Recognises the visitor; somebody new gets a random visit token, so that their forms are protected too. */
export async function visitOf(
  town: Town,
  identify: Identify,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visit> {
  let token = request.cookies[cookieOf(town)]
  const identity = token ? await identify.bySession(token) : undefined
  if (!token || !/^[\w-]{43}$/.test(token)) {
    token = randomBytes(32).toString('base64url')
    setVisit(town, reply, token)
  }
  return { ...(identity ?? { viewer: thePublic }), token, csrf: csrfFor(town, token) }
}

/** Gives the visitor a new token: at sign-in and sign-out, so that an old one is worth nothing. */
export function newVisit(town: Town, reply: FastifyReply): string {
  const token = randomBytes(32).toString('base64url')
  setVisit(town, reply, token)
  return token
}

/** Makes a token the visitor's: here, of a session that a command has begun. */
export function setVisit(town: Town, reply: FastifyReply, token: string) {
  reply.setCookie(cookieOf(town), token, { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(town) })
}

export const isSecure = (town: Town) => town.baseUrl.startsWith('https:')

/**
 * What a form of this visit carries, to show that it came from a page of ours: different in every page, so that the
 * size of a compressed page tells nothing about it.
 */
export const csrfFor = (town: Town, token: string) => masked(keyedHash(town.keys, 'csrf', token))

/** True when the form came from a page that this visit was shown. */
export function cameFromUs(visit: Visit, given: unknown): boolean {
  const [ours, theirs] = [unmasked(visit.csrf), unmasked(typeof given === 'string' ? given : '')]
  return theirs !== undefined && timingSafeEqual(ours!, theirs)
}

const bytes = 32
const mixed = (one: Buffer, other: Buffer) => Buffer.from(one.map((byte, at) => byte ^ other[at]!))

function masked(secret: Buffer): string {
  const mask = randomBytes(bytes)
  return Buffer.concat([mask, mixed(secret, mask)]).toString('base64url')
}

function unmasked(text: string): Buffer | undefined {
  const both = Buffer.from(text, 'base64url')
  return both.length === 2 * bytes ? mixed(both.subarray(0, bytes), both.subarray(bytes)) : undefined
}

/** What was done, or what the reader must know. */
export interface Notice {
  done?: string
  told?: string
}

/** What the next page says was done; fixed sentences, never anything typed. */
export function leaveNotice(town: Town, reply: FastifyReply, sentence: string, as: keyof Notice = 'done') {
  reply.setCookie(notice, encodeURIComponent(`${as} ${sentence}`), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    maxAge: 60,
    secure: isSecure(town),
  })
}

export function takeNotice(request: FastifyRequest, reply: FastifyReply): Notice {
  const left = request.cookies[notice]
  if (!left) return {}
  reply.clearCookie(notice, { path: '/' })
  try {
    const [, as, sentence] = /^(done|told) (.{1,200})/.exec(decodeURIComponent(left)) ?? []
    return as ? { [as]: sentence } : {}
  } catch {
    return {}
  }
}
