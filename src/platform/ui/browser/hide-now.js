const TWICE_WITHIN = 1000 // milliseconds

/** Blanks the page before anything is fetched, and leaves nothing to come back to. */
export function hideNow(address) {
  document.title = 'New tab'
  document.documentElement.classList.add('ot-hidden')
  window.location.replace(address)
}

export function hidesOnEscapeTwice(address) {
  let pressed = Number.NEGATIVE_INFINITY
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.repeat) return
    if (event.timeStamp - pressed <= TWICE_WITHIN) hideNow(address)
    pressed = event.timeStamp
  })
}
