import { Radios } from 'govuk-frontend'

/** Radios that reveal questions, without the attribute that ARIA 1.2 does not allow on a radio (`aria-expanded`). */
export class Choosing extends Radios {
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input)
    input.removeAttribute('aria-expanded')
  }
}
