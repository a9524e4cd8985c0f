const SOONEST = 2000 // milliseconds between one look and the next, at first
const LATEST = 15_000 // and when it takes long
const LONGEST = 30 * 60_000 // milliseconds: a screen that nobody sits at is not kept awake for ever

/** Follows long work: asks for the page again, and puts in place the parts of it that changed. */
export function followProgress(part) {
  const begun = Date.now()
  let wait = SOONEST
  const again = () => {
    if (Date.now() - begun > LONGEST) return
    setTimeout(look, wait)
    wait = Math.min(wait * 1.3, LATEST)
  }
  const look = async () => {
    if (document.visibilityState === 'hidden') return again()
    try {
      const page = await fetched()
      if (!page) return
      for (const moving of document.querySelectorAll('[data-moving]')) putInPlace(moving, page)
      document.title = page.title
      document.querySelector('h1').textContent = page.querySelector('h1').textContent
      if (page.querySelector('[data-under-way]')) again()
      else over(part)
    } catch {
      again()
    }
  }
  again()
}

/** The page as it is now; undefined when somebody was signed out meanwhile, whose page stays as it is. */
async function fetched() {
  const answer = await fetch(location.href, { credentials: 'same-origin', headers: { accept: 'text/html' } })
  if (answer.redirected || (answer.status >= 400 && answer.status < 500)) return undefined
  if (!answer.ok) throw new Error('not now')
  return new DOMParser().parseFromString(await answer.text(), 'text/html')
}

/** Not under the hands of whoever has the keyboard in it. */
function putInPlace(moving, page) {
  const now = page.querySelector(`[data-moving="${moving.dataset.moving}"]`)
  if (!now || now.innerHTML === moving.innerHTML || moving.contains(document.activeElement)) return
  moving.replaceChildren(...now.childNodes)
}

function over(part) {
  part.querySelector('[data-progress-more]')?.remove()
  part.classList.remove('govuk-inset-text')
  delete part.dataset.underWay
  for (const hidden of part.querySelectorAll('[data-moving] .govuk-visually-hidden'))
    hidden.classList.remove('govuk-visually-hidden')
}
