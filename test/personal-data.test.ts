import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { emailOf, people } from '../demo/town.ts'
import { modules } from '../src/app.ts'
import {
  aCaseComesToThePanel,
  aMailCannotBeSent,
  faultsOfOurs,
  refer,
  signThePledge,
  takeAStepOfTheWalk,
  theDatabaseIsLost,
  whatCannotBeRead,
  whatIsRefused,
} from './leaks/acts.ts'
import { crawl } from './leaks/crawl.ts'
import { keptJobs } from './leaks/jobs.ts'
import { findIn, type Needles, needlesOf } from './leaks/needles.ts'
import { whatALeakingSiteSays } from './leaks/planted-site.ts'
import { otherwise, somebody } from './leaks/somebody.ts'
import { openWatchedTown } from './leaks/town.ts'
import { type Kind, kinds, type Said } from './leaks/watch.ts'
import { onetown } from './programs.ts'
import { identifiersIn, recordsFor } from './sweeps/addresses.ts'
import { aboutsOf, tellOneOfEach } from './sweeps/one-of-each.ts'

// The demo town runs as the program that it is, people work in it and fail in it, and then everything that was said
// where nothing about anybody may stand is searched for all that the town knows of the people its cases are about.

/** Of how many records a page is tried, from either end. */
const tries = 40

const watching = await openWatchedTown()
after(() => watching.close())
const { as, stranger, everybody, sql, said, site } = watching

test('people work in the demo town and fail in it, and its database is lost meanwhile', async () => {
  await refer(watching)
  await signThePledge(watching)
  await takeAStepOfTheWalk(watching)
  const caseId = await aCaseComesToThePanel(watching)
  await tellOneOfEach(watching)
  await whatIsRefused(watching, caseId)
  await whatCannotBeRead(watching)
  await faultsOfOurs(watching, caseId)
  await theDatabaseIsLost(watching, caseId)
  await aMailCannotBeSent(watching)
  const got = new Set(said.map(({ where }) => where.split(' ').at(-1)))
  for (const status of ['200', '303', '400', '403', '404', '409', '413', '422', '500', '503'])
    assert.ok(got.has(status), `nothing was answered with ${status}`)
})

test('whoever follows every link sees every kind of page that there is for them', async () => {
  let opened = await crawl(stranger(), ['/', '/no-such-page'])
  for (const { key } of people) opened += await crawl(as(key), ['/work', '/account', '/no-such-page'])
  console.log(`pages opened: ${opened}`)
  assert.ok(opened > 500)
})

test('every page of every module is seen by somebody', async () => {
  const records = await recordsFor({ sql }, identifiersIn(modules))
  const unseen: string[] = []
  for (const { path } of modules.flatMap(({ routes }) => routes))
    if (!path.includes(':token') && !(await isSeen(path, records))) unseen.push(path)
  assert.deepEqual(unseen, [])
})

test('nothing of anybody stands in logs, metrics, jobs, mails, addresses, titles, headers and what is said of errors', async () => {
  await gatherTheRest()
  const needles = await needlesOf(sql, watching.town.keys, [somebody, otherwise])
  for (const whole of [
    'zyxwen quorblatt',
    '17 unbuilt crescent exampleham',
    'neverbuilt grammar school',
    'brunhyld quorblatt and her',
  ])
    assert.ok(needles.has(whole), whole)
  assert.ok(needles.size > 500, `${needles.size} marks`)
  const counts = kinds.map((kind) => [kind, said.filter((one) => one.kind === kind).length] as const)
  console.log(
    `${needles.size} marks of ${await peopleIn()} people looked for in: ${counts.map(([kind, n]) => `${kind} ${n}`).join(', ')}`,
  )
  for (const [kind, count] of counts) assert.ok(count > 0, kind)
  assert.deepEqual(leaksIn(said, needles), [])
})

test('one leak of each kind, planted in a module of its own, is found', async () => {
  const who = `${somebody.givenNames} ${somebody.familyName}`
  const planted = await whatALeakingSiteSays(who)
  const needles = await needlesOf(sql, watching.town.keys, [somebody])
  const found = new Map<Kind, string>()
  for (const { kind, where, text } of planted) if (findIn(text, needles).length) found.set(kind, where)
  assert.deepEqual([...found.keys()].toSorted(), [...kinds].toSorted())
})

/** Whether one of the demo's people, or a stranger, can open a page about one of the first or the last of its records. */
async function isSeen(path: string, records: Record<string, string[]>): Promise<boolean> {
  const all = await aboutsOf({ sql }, path, records)
  const may = new Set(everybody())
  for (const about of [...all.slice(-tries), ...all.slice(0, tries)]) {
    const place = path.replace(/:(\w+)/g, (_, name: string) => about[name]!)
    for (const who of may) {
      const { status } = await who.opens(place)
      if (status === 200) return true
      // whoever may not do this at all may not do it about another record either
      if (status === 403) may.delete(who)
    }
  }
  return false
}

/** Each leak, with where it stands. */
const leaksIn = (all: readonly Said[], needles: Needles) => [
  ...new Set(all.flatMap(({ kind, where, text }) => findIn(text, needles).map((what) => `${kind}, ${where}: ${what}`))),
]

/** What is said by no answer: figures, mails, jobs, and the output of the program and of the small ones. */
async function gatherTheRest() {
  const keep = (kind: Kind, where: string) => (text: string) => void said.push({ kind, where, text })
  keep('metrics', '/metrics')((await site.inject({ method: 'GET', url: '/metrics' })).body)
  for (const name of readdirSync(watching.mailFolder))
    keep('mail', name)(readFileSync(join(watching.mailFolder, name), 'utf8'))
  for (const { job } of await sql<{ job: string }>(keptJobs)) keep('job', 'the queue')(job)
  for (const words of [['doctor'], ['journal', 'verify'], ['code', '--as', emailOf('chair')]]) {
    const { out, err } = await onetown(watching.env, ...words)
    keep('log', `onetown ${words[0]}`)(out + err)
  }
  for (const line of watching.program.said().split('\n')) keep('log', 'the program')(line)
}

const peopleIn = async () =>
  (await sql<{ count: number }>('select count(*)::int as count from casework.person'))[0]!.count
