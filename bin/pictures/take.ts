import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { filesOf, type Shot } from './shot.ts'

/** As a person sees it, but no longer than this: what follows on a long page is more of the same. */
const widest = { width: 1280, height: 1000, tallest: 2400, scale: 0.75 }
const narrowest = { width: 320, height: 640, tallest: 2400, scale: 1 }
/** Small files that can still be read: pictures of text hold out. */
const quality = 55
const atOnce = 3

/** Takes each page wide and narrow into a folder. Gives how much that came to, and which could not be taken. */
export async function takePictures(shots: readonly Shot[], folder: string) {
  const taken = { pictures: 0, bytes: 0, failed: [] as string[] }
  const waiting = shots.toReversed()
  const next = async () => {
    for (let shot = waiting.pop(); shot; shot = waiting.pop())
      await take(shot, folder, taken).catch(({ message }: Error) => taken.failed.push(`${shot.pattern}: ${message}`))
  }
  await Promise.all(Array.from({ length: atOnce }, next))
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
  await page.setViewportSize(widest)
  await page.goto(path)
  await then?.(page)
  for (const [file, screen] of [
    [wide, widest],
    [narrow, narrowest],
  ] as const) {
    await page.setViewportSize(screen)
    const bytes = await picture(page, screen)
    writeFileSync(join(folder, file), bytes)
    taken.pictures++
    taken.bytes += bytes.length
  }
  await page.close()
}

async function picture(page: Page, { width, tallest, scale }: typeof widest): Promise<Buffer> {
  const whole = await page.evaluate<number>('document.documentElement.scrollHeight')
  const clip = { x: 0, y: 0, width, height: Math.min(whole, tallest), scale }
  const devtools = await page.context().newCDPSession(page)
  const { data } = await devtools.send('Page.captureScreenshot', {
    format: 'webp',
    quality,
    clip,
    captureBeyondViewport: true,
  })
  await devtools.detach()
  return Buffer.from(data, 'base64')
}
