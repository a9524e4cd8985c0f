import { z } from 'zod'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import type { Task } from '../../platform/jobs/jobs.ts'
import { keyedHash } from '../../platform/keys.ts'
import type { Mailer } from '../../platform/mail/mail.ts'
import { lastDayBefore, showDay } from '../../platform/pure/days.ts'
import type { Reading, Town } from '../../platform/town.ts'
import { aProcess } from '../../platform/viewer.ts'
import { codeLimits } from './rules.ts'
import { codeOf, tokenOf } from './secrets.ts'

type Mailing = Pick<Mailer, 'send'>
const payload = z.object({ linkId: z.uuid() })

/** Mails an agency its link. Neither this nor the code says anything about anybody: mailboxes are read by many. */
export const sendEnquiry =
  (town: Town, mail: Mailing): Task =>
  async (given) => {
    const { linkId } = payload.parse(given)
    const link = await openLink(town, linkId)
    if (!link) return
    await mail.send({
      to: link.mailbox,
      subject: `${town.name}: a question for ${link.agency}`,
      text: askingWords(town, link),
      messageId: `enquiry-${linkId}`,
    })
  }

/** Mails the newest code of a link, to the mailbox that is registered for the agency and no other. */
export const sendEnquiryCode =
  (town: Town, mail: Mailing): Task =>
  async (given) => {
    const { linkId } = payload.parse(given)
    const link = await openLink(town, linkId)
    if (!link?.codeUntil || link.codeUntil <= town.clock().toISOString()) return
    await mail.send({
      to: link.mailbox,
      subject: `${town.name}: your code`,
      text: codeWords(town, codeOf(hashIn(town), linkId, link.codesSent)),
      messageId: `enquiry-code-${linkId}-${link.codesSent}`,
    })
  }

type OpenLink = NonNullable<Awaited<ReturnType<typeof openLink>>>

const askingWords = (
  town: Town,
  { linkId, askedFor, agency, dueOn, endsAt }: OpenLink,
) => `${askedFor} has a question for ${agency}.
Please answer it by ${showDay(dueOn)}. It takes about two minutes.

Open this link. Before it shows the question, it sends a code to this mailbox:
${town.baseUrl}/answer/${tokenOf(hashIn(town), linkId)}

The link is for this one question. It works until it is answered, or until ${showDay(lastDayBefore(endsAt))}.
If you did not expect it, ring ${askedFor} on the number you already have.
`

const codeWords = (town: Town, code: string) => `The code is ${code}

Type it into the page that you opened. It works for ${codeLimits.minutes} minutes.
If nobody of you asked ${town.name} for a code, do nothing.
`

/** A link that still works, with where its mail goes; undefined once it was used or has ended, or nobody can be mailed. */
function openLink(town: Town, linkId: string) {
  return inTransaction(town.database, { viewer: aProcess('enquiries'), role: 'casework_oversight' }, async (tx: Tx) => {
    const row = await tx
      .selectFrom('casework.enquiry_link as l')
      .innerJoin('casework.enquiry as e', 'e.id', 'l.enquiry_id')
      .innerJoin('organisation.agency as a', 'a.id', 'e.agency_id')
      .innerJoin('organisation.agency as f', 'f.id', 'e.asked_for')
      .select(['l.id as linkId', 'a.name as agency', 'a.mailbox', 'f.name as askedFor', 'e.due_on as dueOn'])
      .select(['l.codes_sent as codesSent', 'l.code_until as codeUntil', 'l.expires_at as endsAt'])
      .where('l.id', '=', linkId)
      .where('l.used_at', 'is', null)
      .where('l.expires_at', '>', town.clock().toISOString())
      .executeTakeFirst()
    return row?.mailbox ? { ...row, mailbox: row.mailbox } : undefined
  })
}

const hashIn =
  ({ keys }: Pick<Town, 'keys'>): Reading['hash'] =>
  (use, value) =>
    keyedHash(keys, use, value)
