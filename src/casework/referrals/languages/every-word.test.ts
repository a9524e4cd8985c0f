import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { referralFields } from '../../../../test/referral.ts'
import { hiddenFields, openWorld, type Page, type Visitor } from '../../../../test/world.ts'
import { renderPage } from '../../../platform/ui/page.tsx'
import { drawnIn } from '../../../platform/ui/say.ts'
import { sectionsOf } from '../../../platform/pure/questions.ts'
import { progressPage } from '../pages/follow-page.tsx'
import { publicReferralQuestions } from '../questions.ts'
import { callSentence } from '../whom-to-call.ts'
import { languages } from './index.ts'

const world = await openWorld()
after(() => world.close())

/** What is the same in every language: names, what somebody typed, examples of what may be typed. */
const names =
  /Testham|Council|council@testham\.example|English|Cymraeg|Polski|[Pp]revent|PDF|MB|name@example\.com|ico\.org\.uk|R-\u2060?7KM-\u2060?4P2-\u2060?XDRT|[RK]-[0-9A-Z-]{8,}|xqz\S*|\d[ap]m\b|%?\{\w+\}/g
const letters = /[A-Za-z]{2,}/

/** What a reader is told by a page: every text, and what a screen reader or a pointer says of it. */
function wordsOf(html: string): string[] {
  const shown = html.replace(/<(script|style|textarea)\b.*?<\/\1>/gs, '').replace(/<link[^>]*>/g, '')
  const texts = shown.replace(/<[^>]+>/gs, '\n').split('\n')
  const attributes = [
    ...shown.matchAll(
      /\s(?:title|alt|placeholder|aria-label|data-kept|data-refused|data-offline|data-i18n[\w.-]*)="([^"]*)"/g,
    ),
  ]
  return [...texts, ...attributes.map(([, words]) => words!)]
    .map((words) =>
      words
        .replace(/&[#\w]+;/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((words) => letters.test(words.replace(names, '')))
}

/** In another script no word has Latin letters; in Latin letters nothing is as it is in English. */
function untranslated(code: string, html: string, english: ReadonlySet<string>): string[] {
  const words = wordsOf(html)
  return code === 'ur' || code === 'bn' ? words : words.filter((each) => english.has(each) && !same[code]?.has(each))
}
const same: Record<string, ReadonlySet<string>> = {
  cy: new Set(['Islamist', 'ADHD']),
  pl: new Set(['ADHD']),
}

const bySection: Record<string, RegExp> = {
  'who-the-person-is': /^(givenNames|familyName|born)/,
  'family-and-children': /^livesWithChild/,
  'what-happened-what-was-said': /^statements/,
  'the-concern': /^(sector|concern|harm)/,
  'telling-the-person': /^(personKnows|whyNotTold|notToldUntil)/,
  'who-noticed': /^(noticedBy|wishesUnnamed)/,
}
const typed = { givenNames: 'xqz', familyName: 'xqz', whyNotTold: 'xqz' }
const statement = {
  'statements-0-words': 'xqz',
  'statements-0-source': 'xqz',
  'statements-0-on-day': '3',
  'statements-0-on-month': '2',
  'statements-0-on-year': '2020',
}
const fieldsOf = (section: string) =>
  Object.fromEntries(
    Object.entries(referralFields({ ...typed, ...statement, sector: 'Community' })).filter(([name]) =>
      bySection[section]!.test(name),
    ),
  )

const long = 'xqz '.repeat(20_000)
/** What is wrong in every way that a section knows. */
const wrong: Record<string, readonly Record<string, string>[]> = {
  'who-the-person-is': [
    { familyName: long, 'born-day': '31', 'born-month': '2', 'born-year': '2009', ageAbout: 'xqz' },
    { familyName: 'xqz\u0001', 'born-day': '31', 'born-month': '13', 'born-year': '2009', ageAbout: '130' },
    { familyName: 'xqz', 'born-day': '', 'born-month': '', 'born-year': '2009', ageAbout: '1.5' },
    { 'born-day': 'xqz', 'born-month': '2', 'born-year': '2009', ageAbout: '-1' },
    { 'born-day': '1', 'born-month': 'xqz', 'born-year': '2009' },
    { 'born-day': '1', 'born-month': '1', 'born-year': '9' },
    { 'born-day': '1', 'born-month': '1', 'born-year': '1899', ageAbout: '3' },
    { 'born-day': '1', 'born-month': '1', 'born-year': '2098', ageAbout: '3' },
    { 'born-day': '1', 'born-month': '1', 'born-year': '1901' },
    { familyName: 'xqz', 'born-day': '1', 'born-month': '1', 'born-year': '2009', ageAbout: '60' },
    {},
  ],
  'where-they-live-and-how-to-reach-them': [
    {
      email: 'xqz',
      telephones: long,
      'addresses-0-postcode': 'xqz'.repeat(9),
      'addresses-0-address': '',
      socialMedia: long,
    },
    Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`addresses-${index}-address`, 'xqz'])),
  ],
  'language-and-background': [{ ethnicityFrom: 'self-described', ethnicity: '' }],
  'family-and-children': [{ family: long }],
  'what-happened-what-was-said': [
    {},
    {
      'statements-0-words': 'xqz',
      'statements-0-on-day': '1',
      'statements-0-on-month': '1',
      'statements-0-on-year': '2098',
    },
    { 'statements-0-words': 'xqz\u0001', 'statements-0-kind': 'fact', 'statements-0-source': long },
  ],
  'the-concern': [{ harm: 'yes', 'aroseOn-day': '40' }, {}],
  'telling-the-person': [
    { personKnows: 'no', 'notToldUntil-day': '1', 'notToldUntil-month': '1', 'notToldUntil-year': '2001' },
    {},
  ],
  'who-noticed': [{}, { noticedBy: 'another', wishesUnnamed: 'yes', unnamedWhy: long }],
  'health-disability-and-help': [{ 'conditions-0-more': 'xqz' }],
  documents: [{ 'documents-0-description': 'xqz' }],
  'who-you-are': [{ yourEmail: 'xqz', yourTelephone: 'xqz' }],
}

const parentsNotTold = {
  personKnows: 'yes',
  parentsKnow: 'no',
  'parentsNotToldUntil-day': '1',
  'parentsNotToldUntil-month': '1',
  'parentsNotToldUntil-year': '2001',
}
const files = { empty: Buffer.alloc(0), program: Buffer.from('MZ\x90\x00xqz'), 'words.txt': Buffer.from('xqz') }

/** Every page that somebody without an account comes to, by what it is; the same walk in each language. */
async function walk(language: string): Promise<Map<string, string>> {
  const pages = new Map<string, string>()
  const stranger = inLanguage(world.stranger(), language)
  const keep = (what: string, page: Page) => {
    assert.ok([200, 403, 404, 422, 429].includes(page.status), `${what} gave ${page.status}`)
    pages.set(what, page.text)
    return page
  }
  const sections = sectionsOf(publicReferralQuestions).map(({ name }) => name)
  keep('the list', await stranger.opens('/refer/public'))
  for (const section of sections) {
    const path = `/refer/public/${section}`
    keep(section, await stranger.opens(path))
    for (const [index, fields] of (wrong[section] ?? []).entries())
      keep(`${section}, wrong ${index}`, await stranger.sends(path, fields))
    const [list] = Object.entries(publicReferralQuestions).filter(
      ([name, { kind }]) =>
        kind === 'list' &&
        Object.hasOwn(sectionsOf(publicReferralQuestions).find(({ name: each }) => each === section)!.questions, name),
    )
    if (list) keep(`${section}, another`, await stranger.sends(path, { _add: list[0], [`${list[0]}-0-words`]: 'xqz' }))
  }
  for (const [name, bytes] of Object.entries(files)) {
    const path = `/refer/public/documents?language=${language}`
    const sent = { 'documents-0-file': { name: `xqz-${name}`, bytes } }
    await stranger.sendsFiles(path, { 'documents-0-description': 'xqz' }, sent)
    keep(name, await stranger.sendsFiles(path, {}, sent))
  }
  keep('parents not told', await stranger.sends('/refer/public/telling-the-person', parentsNotTold))
  keep('the list, begun', await stranger.opens('/refer/public'))
  keep('a check too early', await stranger.opens('/refer/public/check'))
  keep(
    'sent too early',
    await stranger.posts('/refer/public', hiddenFields(main((await stranger.opens('/refer/public/check')).text))),
  )
  await stranger.posts('/refer/public/forget', hiddenFields((await stranger.opens('/refer/public')).text))
  for (const section of Object.keys(bySection)) {
    const saved = await stranger.sends(`/refer/public/${section}`, fieldsOf(section))
    assert.equal(saved.status, 303, section)
  }
  keep('the list, ready', await stranger.opens('/refer/public'))
  const check = keep('the check', await stranger.opens('/refer/public/check'))
  keep('changing', await stranger.opens('/refer/public/who-the-person-is?then=check'))
  keep('the receipt', await stranger.posts('/refer/public', hiddenFields(main(check.text))))
  keep('sent twice', await stranger.opens('/refer/received'))
  keep('out of date', await stranger.posts('/refer/public/the-concern', { _csrf: 'xqz' }))
  keep('about oneself', await stranger.opens('/about-you'))
  keep('an address that leads nowhere', await stranger.opens('/refer/public/nowhere'))
  keep('following', await stranger.opens('/referral-status'))
  keep('following, empty', await stranger.sends('/referral-status', {}))
  keep('following, not found', await stranger.sends('/referral-status', { reference: 'xqz', code: 'xqz' }))
  return pages
}

const main = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main'))

/** Whoever chose a language by its link keeps it: here it is asked for with each page, and sent back with each form. */
function inLanguage(visitor: Visitor, language: string): Visitor {
  const asking = (path: string) => `${path}${path.includes('?') ? '&' : '?'}language=${language}`
  return {
    ...visitor,
    opens: async (path) => visitor.opens(asking(path)),
    sends: async (path, fields) => visitor.sends(asking(path), fields),
    posts: async (path, fields) => visitor.posts(asking(path), fields),
  }
}

const english = new Set([...(await walk('en')).values()].flatMap(wordsOf))

for (const language of languages) {
  test(`no page for somebody without an account has English words in ${language.name}`, async () => {
    const pages = await walk(language.code)
    const found = [...pages].flatMap(([what, html]) =>
      untranslated(language.code, html, english).map((words) => `${words}   (${what})`),
    )
    assert.deepEqual([...new Map(found.map((each) => [each.split('   ')[0], each])).values()], [])
    assert.ok(pages.size > 40, `${pages.size} pages`)
    for (const [what, html] of pages) {
      assert.match(html, new RegExp(`<html lang="${language.code}" dir="${language.direction}"`), what)
      const draft = language.says['This translation is a draft until it is reviewed by a native speaker.']!
      assert.ok(html.includes(draft.replaceAll("'", '&#39;')), `${what} says that it is a draft`)
    }
  })

  test(`whoever follows a referral in ${language.name} is told how far it is, and whom to call`, () => {
    const frame = { town: { name: 'Testham' }, language: language.code }
    const calls = [
      null,
      { name: 'Testham Council', telephone: '01582 960 001', mailbox: 'council@testham.example' },
      { name: 'Testham Council', telephone: '01582 960 001', mailbox: null },
      { name: 'Testham Council', telephone: null, mailbox: 'council@testham.example' },
      { name: 'Testham Council', telephone: null, mailbox: null },
    ].map(callSentence)
    const steps = [
      'received',
      'being checked',
      'being considered',
      'finished with or passed on',
      'finished with',
      'too many tries',
      'not found',
    ]
    for (const progress of steps)
      for (const call of calls) {
        const draw = () => renderPage(progressPage({ progress, call }, { frame }))
        const inEnglish = new Set(wordsOf(draw()))
        assert.deepEqual(untranslated(language.code, drawnIn(language, draw), inEnglish), [], progress)
      }
  })
}

test('a receipt leads to no other language: its code is shown this once', async () => {
  const receipt = (await walk('cy')).get('the receipt')!
  assert.match(receipt, /K-[0-9A-Z-]{8,}/)
  assert.doesNotMatch(receipt, /href="[^"]*language=/)
})

test('the first page leads to the form in each language, in its own words', async () => {
  const { text } = await world.stranger().opens('/')
  for (const { code, says } of languages) {
    assert.ok(text.includes(`href="/refer/public?language=${code}"`), code)
    assert.ok(text.includes(says['Tell us about somebody who worries you']!.replaceAll("'", '&#39;')), code)
  }
})

test('who tries too often is told so in their language', async () => {
  const stranger = world.stranger()
  let status = 0
  for (let tries = 0; tries < 200 && status !== 429; tries++)
    status = (await stranger.sends('/referral-status', {})).status
  for (const language of languages) {
    const often = await inLanguage(stranger, language.code).sends('/referral-status', {})
    assert.equal(often.status, 429)
    assert.deepEqual(untranslated(language.code, often.text, english), [], language.name)
  }
})
