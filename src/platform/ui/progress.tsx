import type { ComponentChildren } from 'preact'

interface ProgressProps {
  /** Where the same page is read again by whoever has no script. */
  href: string
  /** What is being done: "Checking". */
  doing: string
  /** How many of how many; left out where it is not known yet. */
  done?: number | undefined
  of?: number | undefined
  /** Whether it goes on; the words stay once it is over, so that its end is said too. */
  underWay: boolean
  /** What is said when it is over. */
  over: string
}

/**
 * How far a long piece of work is, said to screen readers as it changes. With script the page asks for itself again
 * until the work is over, and puts in place whatever stands inside `Moving`; without, a link does. There is no page that
 * loads itself anew: that takes it from whoever is reading (WCAG 2.2, 2.2.1, failure F41).
 */
export function Progress({ href, doing, done, of, underWay, over }: ProgressProps) {
  const counted = done !== undefined && of !== undefined
  const said = counted ? `${doing}: ${done} of ${of} done.` : `${doing} now.`
  return (
    <div class={underWay ? 'govuk-inset-text' : undefined} data-under-way={underWay ? '' : undefined}>
      <div role="status" class="govuk-body" data-moving="progress">
        {underWay ? said : <span class="govuk-visually-hidden">{over}</span>}
      </div>
      {underWay && (
        <div data-progress-more>
          <div data-moving="bar" aria-hidden="true">
            {counted && <progress class="ot-progress" value={done} max={of} />}
          </div>
          <p class="govuk-body">
            {'You can leave this page and come back: the work goes on. '}
            <a class="govuk-link" href={href}>
              See how far it is now
            </a>
          </p>
        </div>
      )}
    </div>
  )
}

/** A part of the page that follows the work; `name` is its own on the page. */
export const Moving = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div data-moving={name}>{children}</div>
)
