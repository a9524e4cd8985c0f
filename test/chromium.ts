import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const appleChrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
const command =
  'apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium fonts-liberation'

/** What the browser tests get in their environment: where Chromium is, or why they are skipped. */
export async function chromiumForTests(): Promise<{ TEST_CHROMIUM: string } | { TEST_CHROMIUM_MISSING: string }> {
  const found = findChromium() ?? ((await install()) ? findChromium() : undefined)
  if (found) return { TEST_CHROMIUM: found }
  const reason = 'no Chromium on this machine: install it (on Debian or Ubuntu: apt-get install chromium)'
  console.error(`The browser tests are skipped, ${reason}, or name one in ONETOWN_TEST_CHROMIUM.`)
  return { TEST_CHROMIUM_MISSING: reason }
}

function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const places = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return [process.env.ONETOWN_TEST_CHROMIUM ?? '', ...places, appleChrome].find(isProgram)
}

/** True when Debian's package went in; only root of a Debian-like system can, and nobody else is asked. */
async function install() {
  if (process.getuid?.() !== 0 || !isProgram('/usr/bin/apt-get')) return false
  console.error('Installing Chromium for the browser tests (apt-get): this takes a minute or two.')
  const apt = spawn('/bin/sh', ['-c', command], { stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(apt, 'exit')
  return code === 0
}

function isProgram(file: string) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
