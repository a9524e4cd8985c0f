import { modules } from '../../src/app.ts'
import type { Route } from '../../src/platform/module.ts'
import { sectionsOf } from '../../src/platform/pure/questions.ts'
import { isAPage, servedOffTheRoad } from '../../test/journeys/every-page.ts'
import { cell, table } from '../papers/markdown.ts'
import { moments } from './moments.ts'
import { filesOf } from './shot.ts'

/** A line of the index: what the page is for, and who may see it. */
interface Line {
  pattern: string
  says: string
  who: string
}

const anybody = 'anybody'
/** The pages that are not on the road have no query to say what they are for. */
const offTheRoad: Record<string, Omit<Line, 'pattern'>> = {
  '/': { says: 'The first page of the town: tell of a concern, make a pledge, sign in', who: anybody },
  '/hidden': { says: 'What is left on the screen when somebody hides a page', who: anybody },
  '/sign-in': { says: 'Sign in with an email address and a password', who: anybody },
  '/sign-in/code': { says: 'The second factor, after the password', who: 'whoever gave the password' },
  '/join/:token': { says: 'Accept an invitation and choose a password', who: 'whoever was invited' },
  '/join/second-factor': { says: 'Set up the second factor', who: 'whoever accepted an invitation' },
  '/join/conduct': { says: 'Agree to the code of conduct', who: 'whoever accepted an invitation' },
  '/account': { says: 'One’s own account: where one is signed in, recovery codes, tokens', who: 'staff' },
  '/walk': { says: 'The guided walk of a demo town, from a referral to the panel’s decision', who: anybody },
  '/walk/words': { says: 'What the words of the work mean, for whoever walks', who: anybody },
  '/walk/mailbox': { says: 'The mails that the walk sent; before that, the walk itself', who: anybody },
}

/** Every page there is to be pictured, as the index groups them. */
export function linesByPart(): Record<string, Line[]> {
  const byModule = modules.map(({ name, routes }) => [name, routes.filter(isAPage).flatMap(linesOf)] as const)
  const others = servedOffTheRoad().map((pattern) => ({ pattern, ...(offTheRoad[pattern] ?? unsaid(pattern)) }))
  const shown = Object.entries(moments).map(([pattern, { says, who }]) => ({ pattern, says, who }))
  return { 'signing in, joining, the walk': others, ...Object.fromEntries(byModule), 'after an act': shown }
}

function unsaid(pattern: string): never {
  throw new Error(`Say in bin/pictures/index-page.ts what ${pattern} is for`)
}

function linesOf({ path, looks, performs, inSections }: Route): Line[] {
  const who = (performs?.allows.roles ?? looks.allows.roles).map(inWords).join(', ')
  const whole = { pattern: path, says: (performs ?? looks).summary, who }
  if (!inSections) return [whole]
  const sections = sectionsOf(performs!.asks).map(({ name, title }, at) => ({
    pattern: `${path}/${name}`,
    says: `Section ${at + 1} of the form: ${title.toLowerCase()}`,
    who,
  }))
  return [whole, ...sections, { pattern: `${path}/check`, says: 'All answers, before they are sent', who }]
}

const inWords = (role: string) => (role === 'public' ? anybody : role)

/** docs/screens/README.md: each page with its pictures, what it is for and who sees it. `titles`: what each calls itself. */
export function indexOf(titles: ReadonlyMap<string, string>): string {
  const parts = Object.entries(linesByPart()).map(
    ([part, lines]) => `## ${part}\n\n${table(['page', 'what it is for', 'who', 'pictures'], lines.map(row))}`,
  )
  function row({ pattern, says, who }: Line) {
    const { wide, narrow } = filesOf(pattern)
    return [cell(titles.get(pattern) ?? pattern), cell(says), cell(who), `[wide](${wide}) · [phone](${narrow})`]
  }
  return `${[
    '# Screens',
    '<!-- Written by `npm run screens`: change the pages, not this file. -->',
    'Every page of a demo town, 1280 and 320 pixels wide, as one of its people sees it. Everybody in the pictures is invented. ' +
      'A long page is cut off below.',
    ...parts,
  ].join('\n\n')}\n`
}
