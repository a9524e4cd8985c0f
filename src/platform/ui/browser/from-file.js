/** A chooser of files that puts the text of the file into a field: what is sent is what stands there to be read. */
export function fillFromFile(part) {
  const field = document.getElementById(part.dataset.fromFile)
  const chooser = part.querySelector('input[type=file]')
  if (!field || !chooser) return
  part.hidden = false
  chooser.addEventListener('change', async () => {
    const [file] = chooser.files
    if (!file) return
    field.value = await file.text()
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
}
