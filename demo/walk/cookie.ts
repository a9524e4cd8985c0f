import type { FastifyReply, FastifyRequest } from 'fastify'
import { walkPath } from '../../src/organisation/identity/index.ts'
import { pathOf } from '../../src/platform/http/site.ts'
import { isSecure } from '../../src/platform/http/visit.ts'
import { isId } from '../../src/platform/road.ts'
import type { Town } from '../../src/platform/town.ts'
import type { Phase } from '../../src/platform/ui/frame.tsx'
import { mailboxPath, steps } from './steps.ts'

const name = 'onetown-walk'

/** What a browser knows of its walk: an id, which says when it began, and the place where it went last. */
export interface Walk {
  id: string
  place: string
}

export function walkIn(request: FastifyRequest): Walk | undefined {
  const [id, place = ''] = (request.cookies[name] ?? '').split('.')
  return isId(id) ? { id, place } : undefined
}

export function keepWalk(town: Town, reply: FastifyReply, { id, place }: Walk): void {
  reply.setCookie(name, `${id}.${place}`, { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(town) })
}

/** The way back to the walk, at the top of every page on it. */
export function walkPhase(request: FastifyRequest): Phase | undefined {
  const walk = walkIn(request)
  if (!walk || pathOf(request) === walkPath) return undefined
  const at = steps.findIndex(({ key }) => key === walk.place.replace(/-after$/, ''))
  const step = steps[at]
  return {
    tag: 'Walk',
    text: step ? `Step ${at + 1} of ${steps.length}: ${step.title}.` : 'You are walking through the demo town.',
    links: [
      ...(step?.key === 'answered' ? [{ href: mailboxPath, text: 'To the mailbox' }] : []),
      { href: `${walkPath}#now`, text: 'Back to the walk' },
    ],
  }
}
