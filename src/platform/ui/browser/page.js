// The one script of every page. Each page works without it; this makes it kinder.
import {
  Button,
  CharacterCount,
  Checkboxes,
  createAll,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink,
} from 'govuk-frontend'
import { Choosing } from './choosing.js'
import { keepDraft } from './draft.js'
import { fillFromFile } from './from-file.js'
import { hideNow, hidesOnEscapeTwice } from './hide-now.js'
import { askOnlyWhen } from './only-when.js'
import { followProgress } from './progress.js'

document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
for (const component of [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Choosing,
  ServiceNavigation,
  SkipLink,
]) {
  createAll(component)
}

for (const form of document.querySelectorAll('form[data-draft]')) keepDraft(form)
for (const part of document.querySelectorAll('[data-only-when]')) askOnlyWhen(part)
for (const part of document.querySelectorAll('[data-from-file]')) fillFromFile(part)
for (const part of document.querySelectorAll('[data-under-way]')) followProgress(part)
for (const link of document.querySelectorAll('[data-hide-now]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault()
    hideNow(link.href)
  })
  hidesOnEscapeTwice(link.href)
}
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
