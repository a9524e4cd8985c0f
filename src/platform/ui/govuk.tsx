import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import nunjucks, { type Template } from 'nunjucks'
import type { ComponentChild, VNode } from 'preact'
import { jsxTemplate } from 'preact/jsx-runtime'
import { renderToString } from 'preact-render-to-string'

declare const escaped: unique symbol
/** Markup that was made by `html` from JSX, hence escaped: the only thing that a template takes as markup. */
export type Html = string & { readonly [escaped]: true }

type Value = string | number | boolean | null | undefined | Params | readonly Value[]
/** A template's own parameters. Those that a template prints unescaped take `Html` alone. */
export type Params = { readonly [name: string]: Value } & {
  readonly html?: Html
  readonly titleHtml?: Html
  readonly descriptionHtml?: Html
  readonly summaryHtml?: Html
  readonly logoHtml?: Html
  readonly slots?: { readonly [slot: string]: Html }
}

type GovukComponent =
  | 'accordion'
  | 'back-link'
  | 'breadcrumbs'
  | 'button'
  | 'character-count'
  | 'checkboxes'
  | 'cookie-banner'
  | 'date-input'
  | 'details'
  | 'error-message'
  | 'error-summary'
  | 'exit-this-page'
  | 'feedback'
  | 'fieldset'
  | 'file-upload'
  | 'footer'
  | 'generic-header'
  | 'header'
  | 'hint'
  | 'input'
  | 'inset-text'
  | 'label'
  | 'language-navigation'
  | 'notification-banner'
  | 'pagination'
  | 'panel'
  | 'password-input'
  | 'phase-banner'
  | 'radios'
  | 'select'
  | 'service-navigation'
  | 'skip-link'
  | 'summary-list'
  | 'table'
  | 'tabs'
  | 'tag'
  | 'task-list'
  | 'textarea'
  | 'warning-text'
type MojComponent =
  | 'badge'
  | 'banner'
  | 'identity-bar'
  | 'page-header-actions'
  | 'side-navigation'
  | 'sub-navigation'
  | 'ticket-panel'
export type ComponentName = GovukComponent | `moj:${MojComponent}`

const require = createRequire(import.meta.url)
const folders = [
  join(dirname(require.resolve('govuk-frontend/package.json')), 'dist'),
  dirname(require.resolve('@ministryofjustice/frontend/package.json')),
]
const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folders, { noCache: false }), {
  autoescape: true,
  trimBlocks: true,
  lstripBlocks: true,
})
const templates = new Map<ComponentName, Template>()

/**
 * A component of GOV.UK Frontend, or of MOJ Frontend with `moj:` before its name, by the package's own template.
 * `params` are the template's own; text in them is escaped by it.
 */
export function Govuk({ is, params }: { is: ComponentName; params: Params }): VNode {
  return raw(govukHtml(is, params))
}

/** The same as a string, for tests and for a template inside another's `html`. */
export function govukHtml(is: ComponentName, params: Params): Html {
  return templateOf(is).render({ params }).trim() as Html
}

/** JSX → escaped markup, for a template's `html`. */
export function html(content: ComponentChild): Html {
  return renderToString(<>{content}</>) as Html
}

/** The one door through which markup that is not JSX enters a page: it was made by a template or by `html`. */
function raw(markup: Html): VNode {
  return jsxTemplate([markup])
}

function templateOf(is: ComponentName): Template {
  const known = templates.get(is)
  if (known) return known
  const [family, component] = is.startsWith('moj:') ? ['moj', is.slice('moj:'.length)] : ['govuk', is]
  const template = environment.getTemplate(`${family}/components/${component}/template.njk`, true)
  templates.set(is, template)
  return template
}
