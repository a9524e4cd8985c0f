import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Problem } from '../pure/questions/question.ts'
import { assets, townSheetPath } from './assets.ts'
import { Footer, Header, PageTools, type Phase, PrintFoot, PrintHead, type Town } from './frame.tsx'
import { BackLink, Breadcrumbs, type Link } from './navigation.tsx'
import { ErrorSummary, InsetText, NotificationBanner } from './notices.tsx'
import { say } from './say.ts'

/** What the road knows for every page of one request. */
export type Frame = {
  readonly town: Town
  readonly person?: { readonly name: string } | undefined
  readonly csrf?: string | undefined
  /** What this response's policy lets its script and its style sheets be known by. */
  readonly nonce?: string | undefined
  readonly navigation?: readonly Link[] | undefined
  /** Whether the reader's roles open the page at an address: no link is drawn that leads to a refusal. */
  readonly opens?: ((href: string) => boolean) | undefined
  /** What has just been done, to be said once. */
  readonly done?: string | undefined
  /** What the reader must know, to be said once. */
  readonly told?: string | undefined
  readonly language?: string | undefined
  readonly direction?: 'ltr' | 'rtl' | undefined
  /** When the page was read, in words, for the print. */
  /** The languages in which this page may be read, where there are several. */
  readonly languages?: readonly (Link & { readonly code: string })[] | undefined
  readonly readAt?: string | undefined
  readonly footer?: readonly Link[] | undefined
  readonly phase?: Phase | undefined
}

type PageProps = {
  frame: Frame
  /** Names the page without personal data, because it stays in the browser's history. */
  title: string
  /** The h1, where it says more than the title may. */
  heading?: ComponentChildren
  /** Small words above the h1: "Case CR-4F7K". */
  caption?: ComponentChildren
  back?: { readonly href: string; readonly text?: string } | undefined
  breadcrumbs?: readonly { readonly href?: string; readonly text: string }[] | undefined
  problems?: readonly Problem[] | undefined
  /** A whole sentence from a rule: why this could not be done. */
  refusal?: string | undefined
  /** Somebody else changed it while this was typed: the page shows theirs, the form has what was typed. */
  changed?: boolean | undefined
  /** Offers *Hide now*, by its button and by Escape twice. */
  namesAPerson?: boolean | undefined
  marking?: string | undefined
  /** What the print says it is about, with the reader and the time. */
  reference?: string | undefined
  printable?: boolean | undefined
  /** The whole width, for tables; otherwise lines are kept short enough to read. */
  wide?: boolean | undefined
  children?: ComponentChildren
}

/** A whole page. Everything that a reader may not do has been left out before it comes here. */
export function Page(props: PageProps) {
  const { frame, title, problems = [], marking, reference } = props
  const marks = (marking || props.namesAPerson) && {
    marking,
    who: frame.person?.name,
    when: frame.readAt,
    what: reference,
  }
  return (
    <html lang={frame.language ?? 'en'} dir={frame.direction} class="govuk-template">
      <Head frame={frame} title={problems.length > 0 ? `${say('Error:')} ${title}` : title} />
      <body class={marks ? 'govuk-template__body ot-marked' : 'govuk-template__body'}>
        {marks && <PrintHead {...marks} />}
        <a href="#main-content" class="govuk-skip-link" data-module="govuk-skip-link">
          {say('Skip to main content')}
        </a>
        <Header {...frame} marking={marking} />
        <div class="govuk-width-container">
          {frame.languages && <Languages of={frame.languages} />}
          <Way {...props} />
          <main class="govuk-main-wrapper" id="main-content">
            {props.wide ? (
              <Content {...props} />
            ) : (
              <Column>
                <Content {...props} />
              </Column>
            )}
          </main>
        </div>
        <Footer town={frame.town} links={frame.footer} marking={marking} />
        {marks && <PrintFoot {...marks} />}
      </body>
    </html>
  )
}

/** The page as it goes over the wire. */
export function renderPage(page: VNode): string {
  return `<!DOCTYPE html>${renderToString(page)}`
}

function Head({ frame: { town, nonce }, title }: { frame: Frame; title: string }) {
  const townSheet = townSheetPath(town.colour)
  return (
    <head>
      <meta charset="utf-8" />
      <title>{`${title} – ${town.name}`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <meta name="referrer" content="same-origin" />
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href={assets.cssPath} nonce={nonce} />
      {townSheet && <link rel="stylesheet" href={townSheet} nonce={nonce} />}
      <script type="module" src={assets.jsPath} nonce={nonce}></script>
    </head>
  )
}

/** Each language by its own name; what is not English is a draft until somebody who speaks it has read it. */
function Languages({ of }: { of: NonNullable<Frame['languages']> }) {
  return (
    <>
      <nav class="ot-languages" aria-label={say('Language')}>
        <ul class="ot-languages__list">
          {of.map(({ href, text, code, current }) => (
            <li>
              {current ? (
                <span lang={code} aria-current="true">
                  {text}
                </span>
              ) : (
                <a class="govuk-link" href={href} lang={code} hreflang={code}>
                  {text}
                </a>
              )}
            </li>
          ))}
        </ul>
      </nav>
      {of.some(({ code, current }) => current && code !== 'en') && (
        <InsetText>{say('This translation is a draft until it is reviewed by a native speaker.')}</InsetText>
      )}
    </>
  )
}

function Way({ back, breadcrumbs, namesAPerson, printable }: PageProps) {
  return (
    <>
      {(namesAPerson || printable) && <PageTools hide={namesAPerson} print={printable} />}
      {breadcrumbs && <Breadcrumbs items={breadcrumbs} />}
      {back && (
        <nav aria-label={say('Back')}>
          <BackLink {...back} />
        </nav>
      )}
    </>
  )
}

function Column({ children }: { children: ComponentChildren }) {
  return (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">{children}</div>
    </div>
  )
}

function Content({ frame, title, heading, caption, problems = [], refusal, changed, children }: PageProps) {
  return (
    <>
      <ErrorSummary problems={problems} />
      {refusal && <ErrorSummary title="This cannot be done yet" problems={[{ at: '', message: refusal }]} />}
      {changed && (
        <NotificationBanner>
          {say(
            'Somebody changed this while you were typing. The page shows it as it is now; the form still holds what you typed. Read both, then send yours again.',
          )}
        </NotificationBanner>
      )}
      {frame.done && <NotificationBanner success>{frame.done}</NotificationBanner>}
      {frame.told && <NotificationBanner>{frame.told}</NotificationBanner>}
      {caption && <span class="govuk-caption-l">{caption}</span>}
      <h1 class="govuk-heading-l">{heading ?? title}</h1>
      {children}
    </>
  )
}
