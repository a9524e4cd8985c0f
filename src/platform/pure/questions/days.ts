import { months } from '../days.ts'

/** A day as three inputs carry it, kept as typed until it can be read. */
export type TypedDay = { readonly day: string; readonly month: string; readonly year: string }
type Part = keyof TypedDay

const PARTS = ['day', 'month', 'year'] as const
const EARLIEST_YEAR = 1900
const LATEST_YEAR = 2199

export function partsOf(day: string): TypedDay | undefined {
  const [, year, month, dayOfMonth] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []
  return year && month && dayOfMonth ? { day: dayOfMonth, month, year } : undefined
}

/** Three inputs → 'YYYY-MM-DD' where they have that shape (real or not), or what was typed. Months may be words. */
export function readDay(typed: TypedDay): string | TypedDay {
  const { day, year } = typed
  const month = monthNumber(typed.month)
  const readable = /^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(month) && /^\d{4}$/.test(year)
  return readable ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : typed
}

/** What is wrong with a day, in a sentence, and in which input; undefined when it is a real day. */
export function wrongWithDay(value: unknown, called: string): { message: string; part: Part } | undefined {
  const typed = typeof value === 'string' ? partsOf(value) : typedDay(value)
  if (!typed) return { message: `${called} must be a real date, like 27 3 2026`, part: 'day' }
  const month = monthNumber(typed.month)
  return incomplete(typed, called) ?? unreadable(typed, month) ?? unreal(typed, Number(month))
}

function incomplete(typed: TypedDay, called: string) {
  const [first, ...others] = PARTS.filter((part) => typed[part].trim() === '')
  if (!first) return undefined
  return { message: `${called} must include a ${[first, ...others].join(' and a ')}`, part: first }
}

function unreadable({ day, year }: TypedDay, month: string) {
  if (!/^\d{1,2}$/.test(day)) return { message: 'The day must be a number, like 27', part: 'day' as const }
  if (!/^\d{1,2}$/.test(month)) return { message: 'The month must be a number, like 3', part: 'month' as const }
  if (!/^\d{4}$/.test(year)) return { message: 'The year must have 4 numbers, like 2026', part: 'year' as const }
  return undefined
}

function unreal({ day, year }: TypedDay, month: number) {
  const name = months[month - 1]
  if (!name) return { message: `There is no month ${month}`, part: 'month' as const }
  if (Number(year) < EARLIEST_YEAR || Number(year) > LATEST_YEAR) {
    return { message: `The year must be between ${EARLIEST_YEAR} and ${LATEST_YEAR}`, part: 'year' as const }
  }
  const length = new Date(Date.UTC(Number(year), month, 0)).getUTCDate()
  if (Number(day) >= 1 && Number(day) <= length) return undefined
  return { message: `There is no ${Number(day)} ${name} ${year}: the month has ${length} days`, part: 'day' as const }
}

function typedDay(value: unknown): TypedDay | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const [day, month, year] = PARTS.map((part) => (value as { [part: string]: unknown })[part])
  if (typeof day !== 'string' || typeof month !== 'string' || typeof year !== 'string') return undefined
  return { day, month, year }
}

function monthNumber(month: string) {
  if (/^\d*$/.test(month) || month.length < 3) return month
  const index = months.findIndex((name) => name.toLowerCase().startsWith(month.toLowerCase()))
  return index < 0 ? month : String(index + 1)
}
