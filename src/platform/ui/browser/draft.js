const REST = 1500 // milliseconds without typing, after which what was typed is kept
const APART = 5000 // milliseconds between one keeping and the next
const KEEPALIVE_MOST = 60_000 // bytes: a browser refuses to send more than 64 KiB after a page is left

/** Keeps what is typed on the server while it is typed, and when the page is left. */
export function keepDraft(form) {
  const status = form.querySelector('[data-draft-status]')
  let timer
  let sent = 0
  let changed = false

  const send = async (leaving) => {
    clearTimeout(timer)
    if (!changed) return
    changed = false
    sent = Date.now()
    try {
      say(status, await post(form, leaving))
    } catch {
      changed = true
      say(status, 'offline')
    }
  }
  form.addEventListener('input', () => {
    changed = true
    clearTimeout(timer)
    timer = setTimeout(send, Math.max(REST, sent + APART - Date.now()))
  })
  form.addEventListener('submit', () => {
    changed = false
    clearTimeout(timer)
  })
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && send(true))
  window.addEventListener('pagehide', () => send(true))
}

async function post(form, leaving) {
  const typed = [...new FormData(form)].filter(([, value]) => typeof value === 'string')
  const body = new URLSearchParams(typed)
  const keepalive = leaving === true && body.toString().length < KEEPALIVE_MOST
  const headers = { 'x-onetown-draft': '1' }
  const answer = await fetch(form.dataset.draft, {
    method: 'POST',
    body,
    keepalive,
    headers,
    credentials: 'same-origin',
  })
  const was = form.elements.namedItem('_was')
  if (was && answer.headers.has('x-onetown-was')) was.value = answer.headers.get('x-onetown-was')
  if (answer.status === 409) return 'clash'
  return answer.ok ? 'kept' : 'refused'
}

function say(status, what) {
  if (!status) return
  const time = new Date().toLocaleTimeString('en-GB', { hour: 'numeric', minute: '2-digit' })
  status.hidden = false
  status.textContent = status.dataset[what].replace('{time}', time)
  if (what === 'kept') status.removeAttribute('role')
  else status.setAttribute('role', 'alert')
}
