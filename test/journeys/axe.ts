import axe from 'axe-core'
import type { Page } from 'playwright-core'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const practices = 'best-practice'

/** What axe finds on a page against WCAG 2.2 AA, each with the markup it found it in. Our pages have no frames. */
export const violations = (page: Page): Promise<string[]> => found(page, standards)

/** The same, with what axe holds for good practice besides. */
export const violationsAndPractices = (page: Page): Promise<string[]> => found(page, [...standards, practices])

async function found(page: Page, tags: readonly string[]): Promise<string[]> {
  // evaluated from outside, so that the page's content security policy holds for the page alone
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source)
  // only what is wrong is brought back: what is right is most of what axe writes down
  const options = JSON.stringify({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
  return page.evaluate<string[]>(`axe.run(document, ${options}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`)
}
