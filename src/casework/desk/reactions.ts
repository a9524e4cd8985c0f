import { sql } from 'kysely'
import type { Fact } from '../../platform/pure/outcomes.ts'
import type { Writing } from '../../platform/town.ts'
import { heldTasks } from '../cases/pure.ts'

/** What those who work on a case are told of, in the words of their notice; everything else they find on the case. */
const told: Record<string, readonly [kind: 'replied' | 'decided', what: string]> = {
  'enquiry answered': ['replied', 'A partner answered'],
  'gateway recorded': ['decided', 'The police recorded the gateway outcome'],
  'police lead answered': ['decided', 'The chair said how the case goes on that the police lead'],
  'section 36 decided': ['decided', 'The section 36 decision was recorded'],
  'panel decided': ['decided', 'The panel decided'],
  'closing answered': ['decided', 'A second person answered the closing'],
  'consent given': ['decided', 'Consent was given'],
  'consent refused': ['decided', 'Consent was refused'],
  'consent withdrawn': ['decided', 'Consent was withdrawn'],
  'virus found in a document': ['decided', 'A virus was found in a document, and the file was destroyed'],
}

/** What a fact makes wanted of all who hold a role and see the case, at once: whoever they are, it must not wait unseen. */
const toldAtOnce: Record<string, string[]> = { 'gateway recorded': Object.values(heldTasks) }

/** After every fact about a case: notices to those who work on it, and to whoever it now wants something of. */
export async function tellOfFact(writing: Writing, fact: Fact): Promise<void> {
  if (!fact.caseId) return
  const [kind, what] = told[fact.is] ?? [null, null]
  const { rows } = await sql<{
    staffId: string
    noticeId: string
  }>`select staff_id as "staffId", notice_id as "noticeId"
    from casework.tell_of(${fact.caseId}, ${kind}, ${what})
    union all select staff_id, notice_id from casework.tell_holders(${fact.caseId}, ${toldAtOnce[fact.is] ?? []}::text[])`.execute(
    writing.tx,
  )
  for (const payload of rows)
    await writing.enqueue('send-notices', payload, { key: `send-notices ${payload.noticeId}` })
}
