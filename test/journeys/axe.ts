import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe finds on a page, each with the markup it found it in. Needs a page with script. */
export async function violations(page: Page): Promise<string[]> {
  // our pages have no frames, so axe need not gather its findings in a page of its own
  const { violations: found } = await new AxeBuilder({ page }).withTags(standards).setLegacyMode().analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
}
