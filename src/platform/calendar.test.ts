import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { freshDatabase } from '../../test/database.ts'
import { loadHolidays } from './calendar.ts'
import { inTransaction, openDatabase } from './db/database.ts'
import { showDayWithWeekday, workingDaysAfter } from './pure/days.ts'
import { thePublic } from './viewer.ts'

const fresh = await freshDatabase()
const database = await openDatabase(fresh.serviceUrl)
after(async () => {
  await database.close()
  await fresh.drop()
})
const holidays = await inTransaction(database, { viewer: thePublic, role: 'casework_guest' }, (tx) => loadHolidays(tx))

test('each year from 2024 to 2029 has its eight bank holidays, none at a weekend', () => {
  for (let year = 2024; year <= 2029; year++) {
    const days = [...holidays].filter((day) => day.startsWith(`${year}-`))
    assert.equal(days.length, 8, String(year))
    for (const day of days) assert.doesNotMatch(showDayWithWeekday(day), /^S(atur|un)day/)
  }
})

test('a holiday that falls on a weekend is moved to the next working day', () => {
  assert.ok(holidays.has('2026-12-28') && !holidays.has('2026-12-26'), 'Boxing Day 2026')
  assert.ok(holidays.has('2027-12-27') && holidays.has('2027-12-28'), 'Christmas 2027')
  assert.ok(holidays.has('2028-01-03') && !holidays.has('2028-01-01'), 'New Year 2028')
})

test('five working days from Christmas Eve 2026 end on 5 January', () => {
  assert.equal(workingDaysAfter('2026-12-24', 5, holidays), '2027-01-05')
})

test('another nation has no holidays until its rows are there', async () => {
  const none = await inTransaction(database, { viewer: thePublic, role: 'casework_guest' }, (tx) =>
    loadHolidays(tx, 'scotland'),
  )
  assert.equal(none.size, 0)
})
