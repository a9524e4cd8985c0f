import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Writing } from '../../platform/town.ts'

const validForDays = 7
type Hash = (use: string, value: string) => Buffer

/** The secret in an invitation's link. It follows from the invitation's id and the keys, so that it is kept nowhere. */
export const invitationToken = (hash: Hash, invitationId: string): string =>
  hash('invitation', invitationId).toString('base64url')

/** What an invitation is found by. */
export const invitationHash = (hash: Hash, token: string): Buffer => hash('invitation token', token)

export const joinPath = (token: string): string => `/join/${token}`

/** Writes an invitation in `saves`, ends those before it, and has it sent. Gives its id. */
export async function sendInvitationTo(writing: Writing, staffId: string): Promise<string> {
  const { tx, viewer, now, hash } = writing
  const id = writing.newId()
  await tx
    .updateTable('organisation.invitation')
    .set({ expires_at: now })
    .where('staff_id', '=', staffId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .execute()
  await tx
    .insertInto('organisation.invitation')
    .values({
      id,
      staff_id: staffId,
      token_hash: invitationHash(hash, invitationToken(hash, id)),
      invited_by: viewer.kind === 'staff' ? viewer.id : null,
      sent_at: now,
      expires_at: new Date(now.getTime() + validForDays * 86_400_000),
    })
    .execute()
  await writing.enqueue('send-invitation', { invitationId: id })
  return id
}

/** Uses up an invitation, in the transaction that accepts it; false when somebody else was first. */
export async function useUpInvitation(tx: Tx, invitationId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('organisation.invitation')
    .set({ used_at: sql`now()` })
    .where('id', '=', invitationId)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
