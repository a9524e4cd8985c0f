import { Temporal } from 'temporal-polyfill'
import { months } from './days.ts'

/** Excel counts days from the last of 1899, with a 29 February 1900 that never was: right for all it writes since. */
const excelBegins = Temporal.PlainDate.from('1899-12-30')
const names = months.map((name) => name.slice(0, 3).toLowerCase())

/**
 * A day as people and spreadsheets write it, as 'YYYY-MM-DD': 2009-05-04 (with or without a time), 4/5/2009, 4.5.2009,
 * 4-5-2009, 4 5 2009, 4 May 2009, 4th May 2009, and Excel's number of days (39937). The day comes first, as in Britain.
 * Undefined for what cannot be told for certain: no such day, or a year of two digits.
 */
export function dayWritten(given: string): string | undefined {
  const text = given.trim().toLowerCase()
  const iso = /^(\d{4})-(\d\d?)-(\d\d?)(?:[t ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?z?)?$/.exec(text)
  if (iso) return dayOf(iso[1]!, iso[2]!, iso[3]!)
  const british = /^(\d\d?)(?:[/.\-\s]|\s*\/\s*)(\d\d?)(?:[/.\-\s]|\s*\/\s*)(\d{4})(?:\s+\d\d?:\d\d(?::\d\d)?)?$/.exec(
    text,
  )
  if (british) return dayOf(british[3]!, british[2]!, british[1]!)
  const inWords = /^(\d\d?)(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})$/.exec(text)
  if (inWords) {
    const month = monthCalled(inWords[2]!)
    return month === undefined ? undefined : dayOf(inWords[3]!, `${month}`, inWords[1]!)
  }
  const serial = /^(\d{5})(?:\.\d+)?$/.exec(text)
  return serial ? excelBegins.add({ days: Number(serial[1]) }).toString() : undefined
}

/** 'sept' and 'september' are the ninth; 'sep' with other letters behind it is none. */
function monthCalled(word: string): number | undefined {
  const at = names.indexOf(word.slice(0, 3))
  const full = months[at]?.toLowerCase()
  return full?.startsWith(word) ? at + 1 : undefined
}

function dayOf(year: string, month: string, day: string): string | undefined {
  try {
    const date = { year: Number(year), month: Number(month), day: Number(day) }
    return Temporal.PlainDate.from(date, { overflow: 'reject' }).toString()
  } catch {
    return undefined
  }
}
