import type { ComponentChildren } from 'preact'
import { say } from './say.ts'

type Colour = 'grey' | 'green' | 'teal' | 'blue' | 'purple' | 'magenta' | 'red' | 'orange' | 'yellow'
type Children = { children?: ComponentChildren }

/** A status in words; the colour only repeats what the words say. */
export function Tag({ colour, children }: { colour?: Colour | undefined } & Children) {
  return <strong class={colour ? `govuk-tag govuk-tag--${colour}` : 'govuk-tag'}>{children}</strong>
}

type ButtonProps = Children & {
  /** With an address it is a link that looks like a button. */
  href?: string | undefined
  kind?: 'secondary' | 'warning' | 'inverse' | undefined
  name?: string | undefined
  value?: string | undefined
  id?: string | undefined
  /** Guards against two quick presses of one button. */
  once?: boolean | undefined
  disabled?: boolean | undefined
  formaction?: string | undefined
}

export function Button({ href, kind, once, children, ...attributes }: ButtonProps) {
  const classes = kind ? `govuk-button govuk-button--${kind}` : 'govuk-button'
  if (href) {
    return (
      <a href={href} role="button" draggable={false} class={classes} data-module="govuk-button" id={attributes.id}>
        {children}
      </a>
    )
  }
  return (
    <button
      type="submit"
      {...attributes}
      aria-disabled={attributes.disabled ? 'true' : undefined}
      data-prevent-double-click={once ? 'true' : undefined}
      class={classes}
      data-module="govuk-button"
    >
      {children}
    </button>
  )
}

export function ButtonGroup({ children }: Children) {
  return <div class="govuk-button-group">{children}</div>
}

type Summarised = {
  readonly at: string
  readonly message: string
  readonly field?: string | undefined
  readonly href?: string | undefined
}

/** Every problem on the page, each a link to its input; nothing when there is none. Takes the focus with script. */
export function ErrorSummary({
  problems,
  title = 'There is a problem',
}: {
  problems: readonly Summarised[]
  title?: string
}) {
  if (problems.length === 0) return null
  return (
    <div class="govuk-error-summary" data-module="govuk-error-summary">
      <div role="alert">
        <h2 class="govuk-error-summary__title">{say(title)}</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            {problems.map(({ at, field, href = '', message }) => (
              <li>{at ? <a href={`${href}#${encodeURIComponent(field ?? at)}`}>{message}</a> : message}</li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}

type BannerProps = Children & { title?: string | undefined; success?: boolean | undefined; id?: string | undefined }

/** What has just been done (`success`), or what the reader must know. Words alone are set as its heading. */
export function NotificationBanner({ title, success, id = 'govuk-notification-banner-title', children }: BannerProps) {
  return (
    <div
      class={success ? 'govuk-notification-banner govuk-notification-banner--success' : 'govuk-notification-banner'}
      role={success ? 'alert' : 'region'}
      aria-labelledby={id}
      data-module="govuk-notification-banner"
    >
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title" id={id}>
          {title ?? say(success ? 'Success' : 'Important')}
        </h2>
      </div>
      <div class="govuk-notification-banner__content">
        {typeof children === 'string' ? <p class="govuk-notification-banner__heading">{children}</p> : children}
      </div>
    </div>
  )
}

export function Details({ summary, open, children }: { summary: string; open?: boolean } & Children) {
  return (
    <details class="govuk-details" open={open}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{summary}</span>
      </summary>
      <div class="govuk-details__text">{children}</div>
    </details>
  )
}

export function InsetText({ children }: Children) {
  return <div class="govuk-inset-text">{children}</div>
}

export function WarningText({ children }: Children) {
  return (
    <div class="govuk-warning-text">
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">{say('Warning')}</span>
        {children}
      </strong>
    </div>
  )
}
