import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

interface Seen {
  headings: number
  title: string
  text: string
  scrolls: number
  marked: boolean
  hides: boolean
}

// As a string, since it runs in the browser, whose types are not ours.
const look = `({
  headings: document.querySelectorAll('h1').length,
  title: document.title,
  text: document.body.innerText,
  scrolls: document.documentElement.scrollWidth - innerWidth,
  marked: document.querySelectorAll('.ot-marking').length === 2,
  hides: document.querySelector('[data-hide-now]') !== null,
})`

/**
 * What every page must keep to: one h1, a title that says where one is and nothing about anybody, no sideways
 * scrolling, and the marking and a way to hide it wherever somebody is named.
 */
export async function followsTheRules(page: Page, secret: readonly string[]): Promise<void> {
  const { headings, title, text, scrolls, marked, hides } = await page.evaluate<Seen>(look)
  const where = new URL(page.url()).pathname
  assert.equal(headings, 1, `${where} has one h1`)
  assert.match(title, /^.{4,} – \S.*$/, `${where} says in its title where one is`)
  assert.ok(scrolls <= 0, `${where} scrolls sideways by ${scrolls} pixels`)
  for (const name of secret) {
    assert.ok(!title.includes(name), `the title of ${where} names somebody: ${title}`)
    if (!text.includes(name)) continue
    // what the public writes is theirs until it is sent
    assert.ok(
      marked || where.startsWith('/refer/public'),
      `${where} names somebody and is marked at its top and its end`,
    )
    assert.ok(hides, `${where} names somebody and can be hidden at once`)
  }
}
