import { Temporal } from 'temporal-polyfill'

/** Bank holidays of a nation, as days 'YYYY-MM-DD': see `loadHolidays`. */
export type Holidays = ReadonlySet<string>

export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
const timeZone = 'Europe/London'
const day = new Intl.DateTimeFormat('sv-SE', { timeZone })
/** A day begins on a full hour, in summer too: what is asked of one hour again and again is asked once. */
const daysByHour = new Map<number, string>()
const hourMs = 3_600_000
const mostHours = 10_000
const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', minute: '2-digit', hour12: true })

/** Today in the town, 'YYYY-MM-DD': a day here is a local day, in British time, also just after a summer midnight. */
export function today(now: Date = new Date()): string {
  const hour = Math.floor(now.getTime() / hourMs)
  const known = daysByHour.get(hour) ?? day.format(now)
  if (daysByHour.size >= mostHours) daysByHour.clear()
  daysByHour.set(hour, known)
  return known
}

/** The day in the town on which an instant (ISO 8601) falls. */
export const dayOf = (instant: string): string => today(new Date(instant))

/** The instant at which a day begins in the town: midnight in British time. */
export const startOfDay = (day: string): Date => new Date(plain(day).toZonedDateTime(timeZone).epochMilliseconds)

/** The last day of what ends as a day begins: 'until' an instant means until the day before. */
export const lastDayBefore = (end: string): string => dayOf(new Date(Date.parse(end) - 1).toISOString())

/** The day, `count` days later (or earlier, below zero). A day that does not exist throws, here and below. */
export const addDays = (from: string, count: number): string => plain(from).add({ days: count }).toString()

/**
 * The corresponding day, `count` months later; where that month is too short, its last day: how a period of months is
 * reckoned in law (Dodds v Walker [1981] 1 WLR 1027).
 */
export const addMonths = (from: string, count: number): string => plain(from).add({ months: count }).toString()

/** Days from one day to another; below zero when the second is the earlier. */
export const daysBetween = (from: string, to: string): number => plain(from).until(plain(to)).days

/**
 * Full years of age on a day; below zero before birth. An age is attained at the beginning of the birthday (Family Law
 * Reform Act 1969 s.9); who was born on 29 February attains it on 1 March of other years.
 */
export function ageOn(born: string, on: string): number {
  const [from, to] = [plain(born), plain(on)]
  const birthdayIsToCome = on.slice(5) < born.slice(5)
  return to.year - from.year - (birthdayIsToCome ? 1 : 0)
}

/** Neither a Saturday, a Sunday nor one of the holidays. */
export const isWorkingDay = (on: string, holidays: Holidays): boolean => works(plain(on), holidays)

/**
 * The last day of a period of `count` working days. Counting starts the day after, so that one working day after a
 * Friday is the Monday; none is the day itself. `count` is a whole number, zero or more: anything else throws.
 */
export function workingDaysAfter(from: string, count: number, holidays: Holidays): string {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`${count} is not a number of working days`)
  let date = plain(from)
  for (let left = count; left > 0; ) {
    date = date.add({ days: 1 })
    if (works(date, holidays)) left--
  }
  return date.toString()
}

/** Working days after the first day, up to and including the second; below zero when the second is the earlier. */
export function workingDaysBetween(from: string, to: string, holidays: Holidays): number {
  if (to < from) return 0 - workingDaysBetween(to, from, holidays)
  let count = 0
  for (let left = daysBetween(from, to), date = plain(from); left > 0; left--) {
    date = date.add({ days: 1 })
    if (works(date, holidays)) count++
  }
  return count
}

/** '2026-12-03' as people say it: '3 December 2026'. What does not look like a day comes back as it was. */
export function showDay(given: string): string {
  const [, year, month, dayOfMonth] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(given) ?? []
  const name = months[Number(month) - 1]
  return name ? `${Number(dayOfMonth)} ${name} ${year}` : given
}

/** '2026-12-03' → 'Thursday 3 December 2026'. */
export const showDayWithWeekday = (given: string): string => `${weekdays[plain(given).dayOfWeek - 1]} ${showDay(given)}`

/** An instant in British time: '2026-12-03T14:05:00.000Z' → '3 December 2026 at 2:05pm'. */
export function showInstant(instant: string): string {
  const at = new Date(instant)
  return `${showDay(today(at))} at ${showTime(at)}`
}

/** The wall clock of the town at an instant: '2026-07-03T14:05' for '2026-07-03T13:05:00.000Z'. */
export const timeInLondon = (instant: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDateTime().toString().slice(0, 16)

function showTime(at: Date) {
  const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]))
  // Noon is hour 0 or 12 by the release of the locale data: here always 12.
  return asSaid(Number(parts.hour) || 12, parts.minute!, parts.dayPeriod!)
}

/** A time on the clock as people say it: '14:05' → '2:05pm', '10:00' → '10am', '12:00' → 'midday' (the style of GOV.UK). */
export function showClock(time: string): string {
  const [hour, minute] = time.split(':') as [string, string]
  return asSaid(Number(hour) % 12 || 12, minute, Number(hour) < 12 ? 'am' : 'pm')
}

function asSaid(hour: number, minute: string, half: string) {
  if (minute !== '00') return `${hour}:${minute}${half}`
  if (hour === 12) return half === 'am' ? 'midnight' : 'midday'
  return `${hour}${half}`
}

const plain = (given: string) => Temporal.PlainDate.from(given)

const works = (date: Temporal.PlainDate, holidays: Holidays) => date.dayOfWeek <= 5 && !holidays.has(date.toString())
