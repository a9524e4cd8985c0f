import { z } from 'zod'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import type { Task } from '../../platform/jobs/jobs.ts'
import { keyedHash } from '../../platform/keys.ts'
import type { Mailer } from '../../platform/mail/mail.ts'
import { perform } from '../../platform/perform.ts'
import { isWorkingDay, today } from '../../platform/pure/days.ts'
import type { Reading, Town } from '../../platform/town.ts'
import { aProcess } from '../../platform/viewer.ts'
import { remindAgency } from './commands/remind.ts'
import { askingWords, codeWords, type Letter, reminderWords } from './letters.ts'
import { enquiriesWaiting } from './reminding.ts'
import { type ReminderKind, remindersDue } from './reminding-rules.ts'
import { codeOf, tokenOf } from './secrets.ts'

type Mailing = Pick<Mailer, 'send'>
const payload = z.object({ linkId: z.uuid() })
const reminding = z.object({ reminderId: z.uuid() })

/** Mails an agency its link. Neither this nor the code says anything about anybody: mailboxes are read by many. */
export const sendEnquiry =
  (town: Town, mail: Mailing): Task =>
  async (given) => {
    const { linkId } = payload.parse(given)
    const link = await openLink(town, { linkId })
    if (!link) return
    await mail.send({
      to: link.mailbox,
      subject: `${town.name}: a question for ${link.agency}`,
      text: askingWords(letter(town, link)),
      messageId: `enquiry-${linkId}`,
    })
  }

/** Mails the newest code of a link, to the mailbox that the link went to and no other. */
export const sendEnquiryCode =
  (town: Town, mail: Mailing): Task =>
  async (given) => {
    const { linkId } = payload.parse(given)
    const link = await openLink(town, { linkId })
    if (!link?.codeUntil || link.codeUntil <= town.clock().toISOString()) return
    await mail.send({
      to: link.mailbox,
      subject: `${town.name}: your code`,
      text: codeWords(town.name, codeOf(hashIn(town), linkId, link.codesSent)),
      messageId: `enquiry-code-${linkId}-${link.codesSent}`,
    })
  }

/** Mails a reminder that was recorded: to the mailbox, or to the senior contact. Not once the question was answered. */
export const sendEnquiryReminder =
  (town: Town, mail: Mailing): Task =>
  async (given) => {
    const { reminderId } = reminding.parse(given)
    const reminder = await asProcess(town, (tx) =>
      tx
        .selectFrom('casework.enquiry_reminder')
        .select(['kind', 'enquiry_id as enquiryId', 'link_id as linkId'])
        .where('id', '=', reminderId)
        .executeTakeFirst(),
    )
    if (!reminder) return
    const { linkId, enquiryId } = reminder
    const link = await openLink(town, linkId ? { linkId } : { enquiryId })
    if (!link) return
    const kind = reminder.kind as ReminderKind
    await mail.send({
      to: link.mailbox,
      subject: `${town.name}: a question for ${link.agency} is ${kind === 'before the day' ? 'due soon' : 'not answered yet'}`,
      text: reminderWords(kind, letter(town, link)),
      messageId: `enquiry-reminder-${reminderId}`,
    })
  }

/** Every working day: whoever was asked and has not answered is reminded, each reminder once (C: reminding-rules.ts). */
export const remindOfEnquiries =
  (town: Town): Task =>
  async (_, { log }) => {
    const on = today(town.clock())
    if (!isWorkingDay(on, town.holidays)) return
    const waiting = await asProcess(town, (tx) => enquiriesWaiting({ tx, today: on }))
    let failed = 0
    for (const enquiry of waiting) {
      for (const kind of remindersDue(enquiry, on, town.holidays)) {
        const act = { viewer: aProcess('reminders'), about: { enquiryId: enquiry.enquiryId }, raw: { kind } }
        await perform(town, remindAgency, act).catch(() => failed++)
      }
    }
    if (failed) log.error('Some reminders of enquiries could not be recorded', { failed })
    // Tried again as a whole: what was recorded is not recorded twice.
    if (failed) throw new Error('some reminders of enquiries could not be recorded')
  }

type OpenLink = NonNullable<Awaited<ReturnType<typeof openLink>>>

const letter = (town: Town, link: OpenLink): Letter => ({
  ...link,
  town: town.name,
  address: `${town.baseUrl}/answer/${tokenOf(hashIn(town), link.linkId)}`,
})

/** A link that still works, with where its mail goes; undefined once it was used or has ended, or nobody can be mailed. */
function openLink(town: Town, which: { linkId: string } | { enquiryId: string }) {
  return asProcess(town, async (tx) => {
    const links = tx
      .selectFrom('casework.enquiry_link as l')
      .innerJoin('casework.enquiry as e', 'e.id', 'l.enquiry_id')
      .innerJoin('organisation.agency as a', 'a.id', 'e.agency_id')
      .innerJoin('organisation.agency as f', 'f.id', 'e.asked_for')
      .select(['l.id as linkId', 'a.name as agency', 'a.mailbox', 'a.senior_mailbox as seniorMailbox'])
      .select(['f.name as askedFor', 'e.due_on as dueOn', 'e.asked_at as askedAt'])
      .select(['e.asks_again as asksAgain', 'l.to_senior as toSenior'])
      .select(['l.codes_sent as codesSent', 'l.code_until as codeUntil', 'l.expires_at as endsAt'])
      .where('l.used_at', 'is', null)
      .where('l.expires_at', '>', town.clock().toISOString())
      .orderBy('l.id', 'desc')
    const row = await ('linkId' in which
      ? links.where('l.id', '=', which.linkId)
      : // a reminder goes to whom the question itself went to
        links.where('e.id', '=', which.enquiryId).whereRef('l.to_senior', '=', 'e.to_senior')
    ).executeTakeFirst()
    const mailbox = row?.toSenior ? row.seniorMailbox : row?.mailbox
    return row && mailbox ? { ...row, mailbox } : undefined
  })
}

const asProcess = <T>(town: Town, work: (tx: Tx) => Promise<T>) =>
  inTransaction(town.database, { viewer: aProcess('enquiries'), role: 'casework_oversight' }, work)

const hashIn =
  ({ keys }: Pick<Town, 'keys'>): Reading['hash'] =>
  (use, value) =>
    keyedHash(keys, use, value)
