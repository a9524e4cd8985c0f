import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { filesOf, type Shot } from './shot.ts'

/** As a person sees it, but no longer than this: what follows on a long page is more of the same. */
const widest = { width: 1280, least: 800, most: 2200, deviceScaleFactor: 0.7 }
const narrowest = { width: 320, least: 600, most: 2200, deviceScaleFactor: 1 }
/** Small files that can still be read: pictures of text hold out. */
const quality = 40

/** Takes each page wide and narrow into a folder. Gives how much that came to, and which could not be taken. */
export async function takePictures(shots: readonly Shot[], folder: string) {
  const taken = { pictures: 0, bytes: 0, failed: [] as string[] }
  // one after another: what stands behind another page is not drawn
  for (const shot of shots)
    await take(shot, folder, taken).catch(({ message }: Error) => taken.failed.push(`${shot.pattern}: ${message}`))
  return taken
}

/** What each page calls itself, which never tells of anybody. */
export async function titlesOf(shots: readonly Shot[]): Promise<Map<string, string>> {
  const titles = new Map<string, string>()
  for (const { pattern, path, reader, then } of shots) {
    const html = then ? '' : await (await reader.context.request.get(path)).text()
    const title = /<title>(.*) – [^–]*<\/title>/.exec(html)?.[1]
    if (title) titles.set(pattern, unescape(title))
  }
  return titles
}

const unescape = (html: string) =>
  html
    .replace(/&#39;/g, '’')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')

type Taken = Awaited<ReturnType<typeof takePictures>>

async function take({ pattern, path, reader, then }: Shot, folder: string, taken: Taken) {
  const page = await reader.context.newPage()
  const { wide, narrow } = filesOf(pattern)
  await page.setViewportSize({ width: widest.width, height: widest.least })
  await page.goto(path)
  await then?.(page)
  const files = [
    [wide, widest],
    [narrow, narrowest],
  ] as const
  for (const [file, screen] of files) {
    const bytes = await picture(page, screen)
    writeFileSync(join(folder, file), bytes)
    taken.pictures++
    taken.bytes += bytes.length
  }
  await page.close()
}

/** The browser's own picture, which can be a WebP; of a screen as tall as the page is at its width. */
async function picture(page: Page, { width, least, most, deviceScaleFactor }: typeof widest): Promise<Buffer> {
  const devtools = await page.context().newCDPSession(page)
  const seenAt = (height: number) =>
    devtools.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor, mobile: false })
  await seenAt(least)
  const whole = await page.evaluate<number>('document.documentElement.scrollHeight')
  await seenAt(Math.min(whole, most))
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality })
  await devtools.detach()
  return Buffer.from(data, 'base64')
}
