/** Parts of MOJ Frontend that pages use; the rest of its 90 kB stays behind. */
const MOJ_PARTS =
  /\.moj-(badge|banner|identity-bar|page-header-actions|side-navigation|sub-navigation|ticket-panel|timeline)(?![a-z])/
/** Parts of GOV.UK Frontend that no page uses. */
const UNUSED_PARTS =
  /^(\.govuk-frontend-supported )?\.govuk-(accordion|cookie-banner|exit-this-page|feedback|language-navigation)(?![a-z])/
const RESTRICTED_TYPEFACE = /GDS Transport,\s*arial,\s*sans-serif/gi
const TYPEFACE = 'Arial,system-ui,sans-serif'

/** GOV.UK Frontend's sheet without the restricted typeface, the crest and the parts that no page uses. */
export function withoutTheCrown(css: string): string {
  return keepRules(css, (selector, body) => !onlyUnused(selector) && !/govuk-crest|url\(\/assets/.test(body)).replace(
    RESTRICTED_TYPEFACE,
    TYPEFACE,
  )
}

/** The rules of MOJ Frontend's sheet for the parts that pages use. */
export function partsOfMoj(css: string): string {
  const kept = keepRules(css, (selector, body) => MOJ_PARTS.test(selector) && !/url\(\/assets/.test(body))
  return kept.replace(RESTRICTED_TYPEFACE, TYPEFACE)
}

type Wanted = (selector: string, body: string) => boolean

/**
 * The rules of a minified sheet that are wanted; rules within `@media` and `@supports` are judged one by one, and what
 * becomes empty is dropped. A `@font-face` is judged like any rule.
 */
export function keepRules(css: string, wanted: Wanted): string {
  let kept = ''
  for (const { head, body } of rulesOf(css.replace(/\/\*.*?\*\//gs, ''))) {
    if (body === undefined) continue // @charset and @import have no place in the middle of a sheet
    const groups = /^@(media|supports|-moz-document)/.test(head)
    const inner = groups ? keepRules(body, wanted) : body
    if (groups ? inner : wanted(head, body)) kept += `${head}{${inner}}`
  }
  return kept
}

function onlyUnused(selector: string) {
  return selector.split(',').every((one) => UNUSED_PARTS.test(one))
}

function* rulesOf(css: string): Generator<{ head: string; body?: string }> {
  let start = 0
  while (start < css.length) {
    const open = css.indexOf('{', start)
    const semicolon = css.indexOf(';', start)
    if (semicolon >= 0 && (open < 0 || semicolon < open)) {
      yield { head: css.slice(start, semicolon).trim() }
      start = semicolon + 1
    } else if (open < 0) {
      return
    } else {
      const close = closingBrace(css, open)
      yield { head: css.slice(start, open).trim(), body: css.slice(open + 1, close) }
      start = close + 1
    }
  }
}

/** Braces in strings would mislead this; a test holds that the packages' sheets have none. */
function closingBrace(css: string, open: number) {
  let depth = 0
  for (let index = open; index < css.length; index += 1) {
    if (css[index] === '{') depth += 1
    else if (css[index] === '}' && --depth === 0) return index
  }
  return css.length
}
