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

/** What happens by itself, and so perhaps on a case that nobody works on yet: then whoever coordinates is told. */
const byItself = new Set(['virus found in a document'])

type Told = {
  staffId: string
  noticeId: string
}

/** After every fact about a case: notices to those who work on it, and to whoever it now wants something of. */
export async function tellOfFact(writing: Writing, fact: Fact): Promise<void> {
  if (!fact.caseId) return
  const [kind, what] = told[fact.is] ?? [null, null]
  const { rows } = await sql<Told>`select staff_id as "staffId", notice_id as "noticeId"
    from casework.tell_of(${fact.caseId}, ${kind}, ${what})
    union all select staff_id, notice_id from casework.tell_holders(${fact.caseId}, ${toldAtOnce[fact.is] ?? []}::text[])`.execute(
    writing.tx,
  )
  if (byItself.has(fact.is)) rows.push(...(await tellCoordinators(writing, [fact.caseId, kind, what])))
  for (const payload of rows)
    await writing.enqueue('send-notices', payload, { key: `send-notices ${payload.noticeId}` })
}

async function tellCoordinators({ tx }: Writing, told: readonly (string | null)[]): Promise<Told[]> {
  const { rows } = await sql<Told>`select staff_id as "staffId", notice_id as "noticeId"
    from casework.tell_coordinators(${sql.join(told)})`.execute(tx)
  return rows
}
