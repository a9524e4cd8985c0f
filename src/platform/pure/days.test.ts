import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addDays,
  addMonths,
  ageOn,
  daysBetween,
  isWorkingDay,
  lastDayBefore,
  showClock,
  showDay,
  showDayWithWeekday,
  showInstant,
  startOfDay,
  today,
  workingDaysAfter,
  workingDaysBetween,
} from './days.ts'

const aDay = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2149-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const christmas = new Set(['2026-12-25', '2026-12-28', '2027-01-01'])
const someHolidays = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 8 })

test('days go forward and back over months and leap years', () => {
  assert.equal(addDays('2028-02-28', 1), '2028-02-29')
  assert.equal(addDays('2027-02-28', 1), '2027-03-01')
  assert.equal(addDays('2026-01-01', -1), '2025-12-31')
  assert.equal(daysBetween('2026-03-28', '2026-03-30'), 2, 'the day on which clocks change is a day like others')
  fc.assert(
    fc.property(aDay, fc.integer({ min: -5000, max: 5000 }), (day, count) => {
      assert.equal(daysBetween(day, addDays(day, count)), count)
      const later = new Date(`${day}T00:00:00Z`)
      later.setUTCDate(later.getUTCDate() + count)
      assert.equal(addDays(day, count), later.toISOString().slice(0, 10))
    }),
  )
})

test('a period of months ends on the corresponding day, or on the last of a shorter month', () => {
  assert.equal(addMonths('2026-01-15', 6), '2026-07-15')
  assert.equal(addMonths('2026-01-31', 1), '2026-02-28')
  assert.equal(addMonths('2027-08-31', 6), '2028-02-29')
  assert.equal(addMonths('2026-05-31', -3), '2026-02-28')
})

test('a birthday ends a year of age, and whoever was born on 29 February has it on 1 March', () => {
  assert.equal(ageOn('2008-06-15', '2026-06-14'), 17)
  assert.equal(ageOn('2008-06-15', '2026-06-15'), 18)
  assert.equal(ageOn('2008-02-29', '2026-02-28'), 17)
  assert.equal(ageOn('2008-02-29', '2026-03-01'), 18)
  assert.equal(ageOn('2008-02-29', '2028-02-29'), 20)
  assert.equal(ageOn('2026-06-15', '2026-06-14'), -1)
})

test('a day that does not exist is an error', () => {
  assert.throws(() => addDays('2026-02-30', 1), RangeError)
  assert.throws(() => ageOn('2026-02-30', '2026-02-01'), RangeError)
  assert.throws(() => daysBetween('soon', '2026-02-01'), RangeError)
})

test('working days leave out weekends and holidays, and are counted from the day after', () => {
  assert.equal(workingDaysAfter('2026-12-24', 1, christmas), '2026-12-29')
  assert.equal(workingDaysAfter('2026-12-04', 1, christmas), '2026-12-07', 'a Friday')
  assert.equal(workingDaysAfter('2026-12-05', 1, christmas), '2026-12-07', 'a Saturday')
  assert.equal(workingDaysAfter('2026-12-05', 0, christmas), '2026-12-05', 'no days')
  assert.equal(workingDaysAfter('2026-12-21', 10, christmas), '2027-01-07')
  assert.equal(workingDaysBetween('2026-12-24', '2027-01-04', christmas), 4)
  assert.equal(workingDaysBetween('2027-01-04', '2026-12-24', christmas), -4)
  assert.equal(workingDaysBetween('2026-12-05', '2026-12-06', christmas), 0)
})

test('a number of working days that is no such number is an error', () => {
  for (const count of [-1, 1.5, Number.NaN])
    assert.throws(() => workingDaysAfter('2026-12-24', count, christmas), RangeError)
})

test('a period of working days has as many of them as it says, and ends on one', () => {
  fc.assert(
    fc.property(aDay, fc.integer({ min: 1, max: 60 }), someHolidays, (from, count, offsets) => {
      const holidays = new Set(offsets.map((offset) => addDays(from, offset)))
      const end = workingDaysAfter(from, count, holidays)
      assert.ok(isWorkingDay(end, holidays))
      assert.equal(workingDaysBetween(from, end, holidays), count)
      assert.equal(workingDaysBetween(from, addDays(end, -1), holidays), count - 1)
    }),
  )
})

test('a day is shown as people say it', () => {
  assert.equal(showDay('2026-12-03'), '3 December 2026')
  assert.equal(showDayWithWeekday('2026-12-03'), 'Thursday 3 December 2026')
  assert.equal(showDay('not known'), 'not known')
  assert.equal(showDay('2026-13-03'), '2026-13-03')
})

test('an instant is shown in British time, winter and summer', () => {
  assert.equal(showInstant('2026-12-03T14:05:00.000Z'), '3 December 2026 at 2:05pm')
  assert.equal(showInstant('2026-07-03T13:05:00.000Z'), '3 July 2026 at 2:05pm')
  assert.equal(showInstant('2026-07-03T23:30:00.000Z'), '4 July 2026 at 12:30am')
  assert.equal(showInstant('2026-12-03T12:00:00.000Z'), '3 December 2026 at midday')
  assert.equal(showInstant('2026-12-03T14:00:00.000Z'), '3 December 2026 at 2pm')
  assert.equal(showInstant('2026-12-03T09:09:59.999Z'), '3 December 2026 at 9:09am')
})

test('a time on the clock is shown as people say it', () => {
  assert.deepEqual(['00:00', '00:30', '09:30', '10:00', '12:00', '12:05', '23:59'].map(showClock), [
    'midnight',
    '12:30am',
    '9:30am',
    '10am',
    'midday',
    '12:05pm',
    '11:59pm',
  ])
})

test('today is the day in the town, not at Greenwich', () => {
  assert.equal(today(new Date('2026-07-03T23:30:00Z')), '2026-07-04')
  assert.equal(today(new Date('2026-12-03T23:30:00Z')), '2026-12-03')
})

test('a day begins at midnight in the town, winter and summer, also where the clocks change', () => {
  assert.equal(startOfDay('2026-12-03').toISOString(), '2026-12-03T00:00:00.000Z')
  assert.equal(startOfDay('2026-07-03').toISOString(), '2026-07-02T23:00:00.000Z')
  assert.equal(startOfDay('2026-03-29').toISOString(), '2026-03-29T00:00:00.000Z')
  assert.equal(startOfDay('2026-10-25').toISOString(), '2026-10-24T23:00:00.000Z')
})

test('what ends as a day begins is good until the day before', () => {
  fc.assert(fc.property(aDay, (on) => lastDayBefore(startOfDay(addDays(on, 1)).toISOString()) === on))
})
