const here = 'http://here.invalid'

/** Where somebody wanted to go, if it is a page of this site; otherwise their work. Never leads anywhere else. */
export function localPath(wanted: unknown, otherwise = '/work'): string {
  if (typeof wanted !== 'string' || !/^\/[^/\\]/.test(wanted) || wanted.length > 2000) return otherwise
  const url = URL.parse(wanted, here)
  if (url?.origin !== here || /^\/(\/|(sign-in|sign-out|join)(\/|$))/.test(url.pathname)) return otherwise
  return url.pathname + url.search
}
