import { takeUpload } from '../../platform/files/uploads.ts'
import type { ReceivedFile } from '../../platform/pure/questions.ts'
import type { Writing } from '../../platform/town.ts'
import type { CameWith, WhatItIs } from './code-lists.ts'
import { sealedAs, type SealedDocument } from './reading.ts'

export interface Keeping {
  caseId: string
  /** As a question of the kind `file` gives it to the rule. */
  file: ReceivedFile
  /** What it came with, and the id of that: a referral, an enquiry's reply. */
  cameWith: CameWith
  cameWithId?: string
  what: WhatItIs
  /** What it is and shows; for a picture also what stands in its place. */
  description: string
  source: string | null
  datedOn?: string | undefined
}

/**
 * Keeps a received file as a document of a case, in the act that received it: its key is sealed with the case's, and it
 * lives and dies with the case. Whoever adds something to a case they see is named on it; what came with a referral or a
 * reply is told by that alone, because a referrer may wish not to be named. Gives the document's id.
 */
export async function keepDocument(writing: Writing, keeping: Keeping): Promise<string> {
  const { caseId, file, cameWith, cameWithId = null, what, description, source, datedOn = null } = keeping
  const { tx, now, viewer } = writing
  const { name, kind, bytes, scan, storedAs, key, hash } = await takeUpload(writing, file.uploadId)
  const id = writing.newId()
  const sealed: SealedDocument = { name, description, source, key }
  const isNamed = cameWith === 'case' && viewer.kind === 'staff'
  await tx
    .insertInto('casework.attachment')
    .values({
      id,
      case_id: caseId,
      came_with: cameWith,
      came_with_id: cameWithId,
      what,
      dated_on: datedOn,
      stored_as: storedAs,
      kind,
      bytes,
      content_hash: hash,
      scan,
      scanned_at: scan === 'clean' ? now : null,
      added_by: isNamed ? viewer.id : null,
      added_for: isNamed ? viewer.agencyId : null,
      added_at: now,
      sealed: writing.seal(caseId, sealedAs, sealed),
    })
    .execute()
  return id
}
