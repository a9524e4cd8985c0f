import type { Route } from '../module.ts'
import type { Language } from '../pure/languages.ts'
import type { Turn } from './site.ts'
import { isSecure } from './visit.ts'

const cookie = 'onetown-language'

/** The language that a page with several is asked for in: by its link now, or by the last one; otherwise English. */
export function languageOf({ languages = [] }: Pick<Route, 'languages'>, { request }: Turn): Language | undefined {
  const asked = (request.query as { language?: unknown }).language ?? request.cookies[cookie]
  return languages.find(({ code }) => code === asked)
}

/** Remembers a language that was chosen by its link, until the browser is closed. */
export function keepLanguage({ languages }: Pick<Route, 'languages'>, { site, request, reply }: Turn): void {
  const asked = (request.query as { language?: unknown }).language
  if (!languages || typeof asked !== 'string') return
  if (asked !== 'en' && !languages.some(({ code }) => code === asked)) return
  reply.setCookie(cookie, asked, { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(site.town) })
}
