import { type Browser, chromium } from 'playwright-core'

const { TEST_CHROMIUM, TEST_CHROMIUM_MISSING } = process.env

/** Why browser tests are skipped, or false: `npm test` says where Chromium is, or why there is none. */
export const withoutBrowser: string | false = TEST_CHROMIUM
  ? false
  : (TEST_CHROMIUM_MISSING ?? 'TEST_CHROMIUM does not say where Chromium is: run npm test')

/** Chromium's own sandbox does not start as root, and it sees no pages but ours. */
export const openBrowser = (program = TEST_CHROMIUM!): Promise<Browser> =>
  chromium.launch({ executablePath: program, args: ['--no-sandbox'] })
