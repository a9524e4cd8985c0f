import type { ComponentChildren } from 'preact'
import { say } from './say.ts'

export type Link = { readonly href: string; readonly text: string; readonly current?: boolean | undefined }

export function BackLink({ href, text }: { href: string; text?: string | undefined }) {
  return (
    <a href={href} class="govuk-back-link">
      {text ?? say('Back')}
    </a>
  )
}

/** The way here; a crumb without `href` is this page. */
export function Breadcrumbs({ items }: { items: readonly { href?: string; text: string }[] }) {
  return (
    <nav class="govuk-breadcrumbs" aria-label="Breadcrumb">
      <ol class="govuk-breadcrumbs__list">
        {items.map(({ href, text }) =>
          href ? (
            <li class="govuk-breadcrumbs__list-item">
              <a class="govuk-breadcrumbs__link" href={href}>
                {text}
              </a>
            </li>
          ) : (
            <li class="govuk-breadcrumbs__list-item" aria-current="page">
              {text}
            </li>
          ),
        )}
      </ol>
    </nav>
  )
}

/** MOJ's sub navigation: tabs that are links, one page each. */
export function SubNavigation({ items, label = 'Sections' }: { items: readonly Link[]; label?: string }) {
  return (
    <nav class="moj-sub-navigation" aria-label={label}>
      <ul class="moj-sub-navigation__list">
        {items.map(({ href, text, current }) => (
          <li class="moj-sub-navigation__item">
            <a class="moj-sub-navigation__link" aria-current={current ? 'page' : undefined} href={href}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Links one under the other; `inARow`: beside one another where there is room. */
export function Links({ items, inARow = false }: { items: readonly Link[]; inARow?: boolean }) {
  return (
    <ul class={inARow ? 'govuk-list ot-ways' : 'govuk-list'}>
      {items.map(({ href, text }) => (
        <li>
          <a class="govuk-link" href={href}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  )
}

type Step = { readonly href: string; readonly text?: string; readonly labelText?: string }
type PageLink =
  | { readonly number: number; readonly href: string; readonly current?: boolean }
  | { readonly ellipsis: true }
type PaginationProps = {
  previous?: Step | undefined
  next?: Step | undefined
  items?: readonly PageLink[]
  label?: string
}

/** Previous and next, as keyset paging has them; `items` are page numbers where there are pages to number. */
export function Pagination({ previous, next, items, label = 'Pagination' }: PaginationProps) {
  if (!previous && !next && !items) return null
  const block = !items
  return (
    <nav class={block ? 'govuk-pagination govuk-pagination--block' : 'govuk-pagination'} aria-label={label}>
      {previous && (
        <Arrow step={previous} rel="prev" block={block}>
          {previous.text ?? <ThePage which="Previous" />}
        </Arrow>
      )}
      {items && <ul class="govuk-pagination__list">{items.map(pageLink)}</ul>}
      {next && (
        <Arrow step={next} rel="next" block={block}>
          {next.text ?? <ThePage which="Next" />}
        </Arrow>
      )}
    </nav>
  )
}

function ThePage({ which }: { which: string }) {
  return (
    <>
      {which}
      <span class="govuk-visually-hidden"> page</span>
    </>
  )
}

function pageLink(item: PageLink) {
  if ('ellipsis' in item) return <li class="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>
  const { number, href, current } = item
  return (
    <li class={current ? 'govuk-pagination__item govuk-pagination__item--current' : 'govuk-pagination__item'}>
      <a
        class="govuk-link govuk-pagination__link"
        href={href}
        aria-label={`Page ${number}`}
        aria-current={current ? 'page' : undefined}
      >
        {number}
      </a>
    </li>
  )
}

type ArrowProps = { step: Step; rel: 'prev' | 'next'; block: boolean; children: ComponentChildren }

function Arrow({ step, rel, block, children }: ArrowProps) {
  const icon = <ArrowIcon rel={rel} />
  const before = block || rel === 'prev'
  const decorated = block && !step.labelText ? ' govuk-pagination__link-title--decorated' : ''
  return (
    <div class={`govuk-pagination__${rel}`}>
      <a class="govuk-link govuk-pagination__link" href={step.href} rel={rel}>
        {before && icon}
        <span class={`govuk-pagination__link-title${decorated}`}>{children}</span>
        {step.labelText && block && (
          <>
            <span class="govuk-visually-hidden">:</span>
            <span class="govuk-pagination__link-label">{step.labelText}</span>
          </>
        )}
        {!before && icon}
      </a>
    </div>
  )
}

const ARROWS = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
}

function ArrowIcon({ rel }: { rel: 'prev' | 'next' }) {
  return (
    <svg
      class={`govuk-pagination__icon govuk-pagination__icon--${rel}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={ARROWS[rel]}></path>
    </svg>
  )
}
