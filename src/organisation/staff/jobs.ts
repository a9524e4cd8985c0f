import { z } from 'zod'
import { inTransaction } from '../../platform/db/database.ts'
import type { Task } from '../../platform/jobs/jobs.ts'
import { keyedHash } from '../../platform/keys.ts'
import type { Mailer } from '../../platform/mail/mail.ts'
import { showInstant } from '../../platform/pure/days.ts'
import type { Town } from '../../platform/town.ts'
import { aProcess } from '../../platform/viewer.ts'
import { invitationToken, joinPath } from './invitations.ts'

const payload = z.object({ invitationId: z.uuid() })

/** Mails an invitation that can still be accepted; the link is made anew from the keys each time. */
export function sendInvitation(town: Town, mail: Mailer): Task {
  return async (given) => {
    const { invitationId } = payload.parse(given)
    const open = await openInvitation(town, invitationId)
    if (!open) return
    const token = invitationToken((use, value) => keyedHash(town.keys, use, value), invitationId)
    await mail.send({
      to: open.email,
      subject: `Your invitation to ${town.name}`,
      messageId: `invitation-${invitationId}`,
      text: words(town, { link: town.baseUrl + joinPath(token), until: open.expires_at }),
    })
  }
}

const openInvitation = (town: Town, invitationId: string) =>
  inTransaction(town.database, { viewer: aProcess('send invitation'), role: 'identity' }, (tx) =>
    tx
      .selectFrom('organisation.invitation as i')
      .innerJoin('organisation.staff as s', 's.id', 'i.staff_id')
      .select(['s.email', 'i.expires_at'])
      .where('i.id', '=', invitationId)
      .where('i.used_at', 'is', null)
      .where('i.expires_at', '>', town.clock().toISOString())
      .where('s.left_at', 'is', null)
      .executeTakeFirst(),
  )

const words = (
  town: Town,
  { link, until }: { link: string; until: string },
) => `You have been invited to work with ${town.name}.

Open this link to choose a password and set up your second factor. It takes about five minutes, and you need your telephone:

${link}

The link is for you alone: please do not pass it on. It works once, until ${showInstant(until)}.

If you did not expect this, do nothing. Nothing is opened without the link.
`
