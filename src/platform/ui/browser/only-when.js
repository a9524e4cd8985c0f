/** Shows a part of the form only while the question it depends on has one of the answers named. */
export function askOnlyWhen(part) {
  const form = part.closest('form')
  const answers = JSON.parse(part.dataset.is)
  const when = part.querySelector('.ot-only-if__when')
  if (!form) return
  if (when) when.hidden = true
  const show = () => {
    const given = new FormData(form).getAll(part.dataset.onlyWhen)
    part.hidden = !given.some((answer) => answers.includes(answer))
  }
  form.addEventListener('change', show)
  show()
}
