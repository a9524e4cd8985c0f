import type { Person } from './person.ts'

interface Focused {
  /** The words of the label, the link or the button. */
  words: string
  /** The legend of the group that it stands in. */
  legend: string
}

// As a string, since it runs in the browser, whose types are not ours.
const whatHasTheFocus = `(() => {
  const on = document.activeElement
  const tidy = (node) => (node?.innerText ?? '').replace(/\\s+/g, ' ').trim()
  return { words: tidy(on.labels?.[0] ?? on), legend: tidy(on.closest('fieldset')?.querySelector('legend')) }
})()`
const furthest = 200

/** Somebody without a mouse: Tab until the words are reached, then typing, the arrow keys, Space and Enter. */
export function byKeyboard({ page, arrives }: Pick<Person, 'page' | 'arrives'>) {
  const { keyboard } = page
  async function tabTo(words: string) {
    for (let steps = 0; steps < furthest; steps++) {
      await keyboard.press('Tab')
      const focused = await page.evaluate<Focused>(whatHasTheFocus)
      if (focused.words === words || focused.legend === words) return
    }
    throw new Error(`Tab never reached “${words}”`)
  }
  return {
    async types(into: string, words: string) {
      await tabTo(into)
      await keyboard.type(words)
    },
    async typesDay(into: string, day: string) {
      const [year, month, dayOfMonth] = day.split('-') as [string, string, string]
      await tabTo(into)
      await keyboard.type(dayOfMonth)
      await keyboard.press('Tab')
      await keyboard.type(month)
      await keyboard.press('Tab')
      await keyboard.type(year)
    },
    /** The answer so many down: the first by Space, the others by the arrow key. */
    async chooses(among: string, down = 0) {
      await tabTo(among)
      if (!down) await keyboard.press('Space')
      for (let steps = 0; steps < down; steps++) await keyboard.press('ArrowDown')
    },
    async activates(link: string) {
      await tabTo(link)
      await arrives(keyboard.press('Enter'))
    },
  }
}
