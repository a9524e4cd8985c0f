import type { FastifyInstance } from 'fastify'

/** Where nothing about anybody may ever stand. */
export const kinds = [
  'log',
  'metrics',
  'job',
  'mail',
  'address',
  'title',
  'header',
  'error page',
  'error answer',
] as const
export type Kind = (typeof kinds)[number]

export interface Said {
  kind: Kind
  /** Where it was said: the method, the address and the status, or the name of a file. */
  where: string
  text: string
}

interface Answer {
  statusCode: number
  body: string
  headers: Record<string, unknown>
}
interface Asked {
  method: string
  url: string
}

/** The same site, of which everything is kept that must tell nothing about anybody. */
export function watched(site: Pick<FastifyInstance, 'inject'>, said: Said[]): FastifyInstance {
  const inject = async (asked: Asked) => {
    const answer = (await site.inject(asked as never)) as unknown as Answer
    said.push(...tellings(asked, answer))
    return answer
  }
  return { inject } as unknown as FastifyInstance
}

function tellings({ method, url }: Asked, { statusCode, body, headers }: Answer): Said[] {
  const where = `${method} ${url.split('?')[0]} ${statusCode}`
  const keep = (kind: Kind) => (text: string) => ({ kind, where, text })
  const isHtml = String(headers['content-type']).includes('html')
  return [
    keep('header')(JSON.stringify(headers)),
    ...(isHtml ? [...titlesIn(body).map(keep('title')), ...addressesIn(body).map(keep('address'))] : []),
    ...[headers.location].filter((place) => typeof place === 'string').map(keep('address')),
    ...wrongIn({ statusCode, body, isHtml }).map(keep(isHtml ? 'error page' : 'error answer')),
  ]
}

const titlesIn = (html: string) => [...html.matchAll(/<title>([^<]*)/g)].map(([, title]) => title!)

/** Where the links, forms and buttons of a page lead. */
export const addressesIn = (html: string): string[] =>
  [...html.matchAll(/\s(?:href|action|formaction|src|data-draft)="([^"]*)"/g)].map(([, place]) =>
    place!.replaceAll('&amp;', '&'),
  )

/**
 * All of an answer that says no, but of a form that comes back: it rightly shows what was typed, and the case that it is
 * about. Of that one only what it says is wrong.
 */
function wrongIn({ statusCode, body, isHtml }: { statusCode: number; body: string; isHtml: boolean }): string[] {
  if (statusCode < 400) return []
  if (isHtml && (statusCode === 409 || statusCode === 422))
    return [...body.matchAll(/<div class="govuk-error-summary".*?<\/ul>/gs)].map(([summary]) => summary)
  return [body]
}
