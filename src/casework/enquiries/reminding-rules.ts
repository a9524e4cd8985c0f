import { addDays, isWorkingDay, workingDaysBetween } from '../../platform/pure/days.ts'
import { refuse } from '../../platform/pure/outcomes.ts'
import { type Chosen, targetAt } from '../targets/pure.ts'

export const reminderKinds = ['before the day', 'after the day', 'to the senior contact'] as const
export type ReminderKind = (typeof reminderKinds)[number]

/** How many working days before and after the day, by what the town had chosen when it was asked (an instant). */
export const remindersBy = (chosen: readonly Chosen[], askedAt: string) => ({
  before: targetAt(chosen, 'remindBefore', askedAt),
  after: targetAt(chosen, 'remindAfter', askedAt),
  seniorAfter: targetAt(chosen, 'remindSenior', askedAt),
})

/** What of an enquiry decides whether somebody is reminded of it. Days 'YYYY-MM-DD'. */
export interface Waiting {
  askedOn: string
  dueOn: string
  /** Answered, or nobody waits for it any more. */
  over: boolean
  /** It went to the senior contact from the start: there is nobody higher. */
  toSenior: boolean
  hasSenior: boolean
  sent: readonly string[]
  /** In working days: once before the day, once after it, then the agency's senior contact. */
  within: { before: number; after: number; seniorAfter: number }
}

/** What is to be sent on a day: nothing on a day that is no working day, nothing twice, nothing once it was answered. */
export function remindersDue(waiting: Waiting, on: string, holidays: ReadonlySet<string>): ReminderKind[] {
  const { askedOn, dueOn, over, toSenior, hasSenior, sent, within } = waiting
  if (over || !isWorkingDay(on, holidays)) return []
  const left = workingDaysBetween(on, dueOn, holidays)
  const due: ReminderKind[] = []
  if (askedOn < on && on <= dueOn && left <= within.before) due.push('before the day')
  if (on > dueOn && -left >= within.after) due.push('after the day')
  if (on > dueOn && -left >= within.seniorAfter && hasSenior && !toSenior) due.push('to the senior contact')
  return due.filter((kind) => !sent.includes(kind))
}

/** The earliest reminder goes five working days before the day: two weeks, with any bank holidays. */
export const remindedAtMostDays = 14

/** The next day on which something will be sent by itself, and what; undefined when nothing more will. */
export function nextReminder(waiting: Waiting, today: string, holidays: ReadonlySet<string>) {
  const earliest = addDays(waiting.dueOn, -remindedAtMostDays)
  let on = addDays(today < earliest ? earliest : today, 1)
  for (let days = 0; days < 60; days++, on = addDays(on, 1)) {
    const [kind] = remindersDue(waiting, on, holidays)
    if (kind) return { kind, on }
  }
  return undefined
}

interface ToRemind extends Waiting {
  caseId: string
  enquiryId: string
}

/** Each is sent once, however often the daily job runs. */
export function remind(known: ToRemind, { kind }: { kind: ReminderKind }, on: string, holidays: ReadonlySet<string>) {
  if (!remindersDue(known, on, holidays).includes(kind)) return refuse('Nobody is to be reminded of this enquiry now')
  const { caseId, enquiryId } = known
  return { is: 'enquiry reminder sent' as const, caseId, enquiryId, kindWord: kind }
}
