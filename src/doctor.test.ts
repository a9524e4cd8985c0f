import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openWorld } from '../test/world.ts'
import { commandLine } from './command-line.ts'
import { checkTown, yearsWithoutHolidays } from './doctor.ts'
import type { Scanner } from './platform/files/clamd.ts'
import type { Files } from './platform/files/store.ts'
import type { Settings } from './platform/settings.ts'
import type { Town } from './platform/town.ts'

const world = await openWorld()
after(() => world.close())

const at = (day: string): Town => ({ ...world.town, clock: () => new Date(`${day}T12:00:00Z`) })

/** What the command prints, and its exit code. */
async function doctor(town: Town) {
  const said: string[] = []
  const asOwner = () => ''
  const say = (line: string) => void said.push(line)
  const code = await commandLine.doctor!.run({ town, settings: {} as Settings, given: {}, asOwner, say })
  return { code, holidays: said.filter((line) => line.includes('bank holidays')) }
}

test('while the bank holidays of the coming twelve months are known, there is nothing to say', async () => {
  const { holidays } = await doctor(at('2026-11-24'))
  assert.deepEqual(holidays, ['good  The bank holidays of the coming twelve months: known'])
})

test('the doctor warns before deadlines reach into a year of which no bank holiday is known, and calls nothing bad', async () => {
  const { code, holidays } = await doctor(at('2029-02-01'))
  const known = { ...at('2029-02-01'), holidays: new Set([...world.town.holidays, '2030-01-01']) }
  assert.equal(code, (await doctor(known)).code)
  assert.equal(holidays.length, 1)
  assert.match(holidays[0]!, /^warn .*: none for 2030: deadlines in working days are wrong there/)
  assert.match((await doctor(at('2031-02-01'))).holidays[0]!, /^warn .*: none for 2031 and 2032:/)
})

test('the doctor looks at the holidays by which this town counts', async () => {
  const checks = await checkTown({ ...at('2026-11-24'), holidays: new Set() })
  const [said] = checks.filter(({ warns }) => warns)
  assert.match(said!.what, /none for 2026 and 2027/)
})

test('the twelve months reach into the year of the same day a year later', () => {
  const holidays = new Set(['2026-12-25', '2027-01-01'])
  assert.deepEqual(yearsWithoutHolidays('2026-01-01', holidays), [])
  assert.deepEqual(yearsWithoutHolidays('2027-01-01', holidays), ['2028'])
  assert.deepEqual(yearsWithoutHolidays('2025-06-01', holidays), ['2025'])
})

test('the doctor tells of a scanner that there is none, that it answers or that it does not, and of files that are gone', async () => {
  const scanner = (version: string | undefined): Scanner => ({
    scan: async () => ({ is: 'away', why: 'a test' }),
    version: async () => version,
  })
  const said = async (files: Partial<Files>) =>
    (await checkTown({ ...world.town, files: { ...world.town.files, ...files } })).find(({ what }) =>
      what.startsWith('The virus scanner'),
    )!
  assert.match((await said({})).what, /none, so files are not looked over/)
  assert.equal((await said({})).good, true)
  assert.deepEqual(await said({ scanner: scanner('ClamAV 1.4.3') }), {
    good: true,
    warns: false,
    what: 'The virus scanner: ClamAV 1.4.3',
  })
  assert.equal((await said({ scanner: scanner(undefined) })).good, false)
  const files = (await checkTown(world.town)).find(({ what }) => what.startsWith('The files'))
  assert.deepEqual(files, { good: true, warns: false, what: 'The files of 0 documents: 0 missing' })
})
