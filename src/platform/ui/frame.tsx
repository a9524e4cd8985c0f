import type { Link } from './navigation.tsx'
import { say } from './say.ts'

export type Town = {
  readonly name: string
  /** '#rrggbb', dark enough for white words on it. */
  readonly colour?: string | undefined
  readonly logo?: { readonly src: string; readonly alt: string } | undefined
}
/** Said of the whole service: that it is a demo, a trial. */
export type Phase = { readonly tag: string; readonly text: string; readonly links?: readonly Link[] | undefined }

type HeaderProps = {
  town: Town
  person?: { readonly name: string } | undefined
  csrf?: string | undefined
  navigation?: readonly Link[] | undefined
  phase?: Phase | undefined
  marking?: string | undefined
}

/** The town's name and colour, who is signed in, and where one may go. */
export function Header({ town, person, csrf, navigation = [], phase, marking }: HeaderProps) {
  return (
    <header class="govuk-template__header ot-header">
      {marking && <Marking text={marking} />}
      <div class="ot-header__bar">
        <div class="govuk-width-container ot-header__row">
          <a href="/" class="ot-header__town">
            {town.logo && <img class="ot-header__logo" src={town.logo.src} alt={town.logo.alt} />}
            {town.name}
          </a>
          {person && <SignedIn name={person.name} csrf={csrf} />}
        </div>
      </div>
      {navigation.length > 0 && <Navigation items={navigation} />}
      {phase && <PhaseBanner {...phase} />}
    </header>
  )
}

function SignedIn({ name, csrf }: { name: string; csrf: string | undefined }) {
  return (
    <form class="ot-header__person" method="post" action="/sign-out">
      <input type="hidden" name="_csrf" value={csrf} />
      <a href="/account" class="ot-header__account">
        {name}
      </a>
      <button type="submit" class="ot-header__sign-out">
        {say('Sign out')}
      </button>
    </form>
  )
}

/**
 * The design system's service navigation, which folds up on a narrow screen: by its own button where script runs, and
 * otherwise by a link to the list, which is hidden there until it is led to.
 */
function Navigation({ items }: { items: readonly Link[] }) {
  return (
    <div class="govuk-service-navigation" data-module="govuk-service-navigation">
      <div class="govuk-width-container">
        <div class="govuk-service-navigation__container">
          <nav aria-label={say('Menu')} class="govuk-service-navigation__wrapper">
            {items.length > 1 && (
              <a class="govuk-service-navigation__link ot-menu" href="#navigation">
                {say('Menu')}
              </a>
            )}
            {items.length > 1 && (
              <button
                type="button"
                class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
                aria-controls="navigation"
                hidden
                aria-hidden="true"
              >
                {say('Menu')}
              </button>
            )}
            <ul class="govuk-service-navigation__list" id="navigation">
              {items.map(navigationItem)}
            </ul>
          </nav>
        </div>
      </div>
    </div>
  )
}

function navigationItem({ href, text, current }: Link) {
  return (
    <li
      class={
        current
          ? 'govuk-service-navigation__item govuk-service-navigation__item--active'
          : 'govuk-service-navigation__item'
      }
    >
      <a class="govuk-service-navigation__link" href={href} aria-current={current ? 'true' : undefined}>
        {current ? <strong class="govuk-service-navigation__active-fallback">{say(text)}</strong> : say(text)}
      </a>
    </li>
  )
}

function PhaseBanner({ tag, text, links = [] }: Phase) {
  return (
    <div class="govuk-phase-banner govuk-width-container">
      <p class="govuk-phase-banner__content">
        <strong class="govuk-tag govuk-phase-banner__content__tag">{say(tag)}</strong>
        <span class="govuk-phase-banner__text">
          {say(text)}
          {links.map((link) => (
            <>
              {' '}
              <a class="govuk-link ot-phase__link" href={link.href}>
                {say(link.text)}
              </a>
            </>
          ))}
        </span>
      </p>
    </div>
  )
}

/** The protective marking, at the top and at the end of the page. */
function Marking({ text }: { text: string }) {
  return <p class="ot-marking">{text}</p>
}

type Printed = {
  marking?: string | undefined
  who?: string | undefined
  when?: string | undefined
  what?: string | undefined
}

/** The marking, at the head of every sheet of a print. */
export function PrintHead({ marking }: Printed) {
  return (
    <div class="ot-print ot-print--head" aria-hidden="true">
      <p>{marking}</p>
    </div>
  )
}

/** The marking, who printed this, when, and what it is about: at the foot of every sheet, and faintly across it. */
export function PrintFoot({ marking, who, when, what }: Printed) {
  const printed = [who && `Printed by ${who}`, when && say(when), what].filter(Boolean).join(' · ')
  return (
    <>
      <p class="ot-print ot-print--across" aria-hidden="true">
        {printed}
      </p>
      <div class="ot-print ot-print--foot" aria-hidden="true">
        <p>{[marking, printed].filter(Boolean).join(' · ')}</p>
      </div>
    </>
  )
}

/** *Hide now* is a link, so that it works without script; *Print this* needs script and shows only with it. */
export function PageTools({ hide, print }: { hide?: boolean | undefined; print?: boolean | undefined }) {
  return (
    <div class="ot-tools">
      {print && (
        <button type="button" class="govuk-button govuk-button--secondary ot-tools__button" data-print hidden>
          {say('Print this')}
        </button>
      )}
      {hide && (
        <a
          href="/hidden"
          role="button"
          draggable={false}
          class="govuk-button govuk-button--warning ot-tools__button"
          data-module="govuk-button"
          data-hide-now
          title={say('Hides this page at once. Pressing Escape twice does the same')}
        >
          {say('Hide now')}
        </a>
      )}
    </div>
  )
}

type FooterProps = { town: Town; links?: readonly Link[] | undefined; marking?: string | undefined }

export function Footer({ town, links = [], marking }: FooterProps) {
  return (
    <footer class="govuk-template__footer">
      <div class="govuk-footer">
        <div class="govuk-width-container">
          {links.length > 0 && (
            <>
              <h2 class="govuk-visually-hidden">{say('About this service')}</h2>
              <ul class="govuk-footer__inline-list">
                {links.map(({ href, text }) => (
                  <li class="govuk-footer__inline-list-item">
                    <a class="govuk-footer__link" href={href}>
                      {text}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
          <p class="ot-footer__town">{town.name}</p>
        </div>
      </div>
      {marking && <Marking text={marking} />}
    </footer>
  )
}
