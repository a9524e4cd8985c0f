import type { Writing } from '../../platform/town.ts'
import { endLead } from './ending.ts'
import type { Person } from './known.ts'
import { letIn, whyLead } from './sight.ts'

interface NewLead {
  caseId: string
  person: Person
  /** Why it is somebody else from now on, where it was said. */
  reasons?: string
  /** From when, where not from now: a case that is moved in was led before. */
  from?: Date
}

/** Somebody leads a case from now on: whoever led it before does not any more, and sees it no longer for that. */
export async function giveLead(writing: Writing, { caseId, person, reasons, from }: NewLead): Promise<void> {
  await endLead(writing, caseId, 'replaced')
  await writing.tx
    .insertInto('casework.lead_professional')
    .values({
      id: writing.newId(),
      case_id: caseId,
      staff_id: person.value,
      named_by: writing.viewer.id,
      from_at: from ?? writing.now,
      sealed: reasons ? writing.seal(caseId, 'lead_professional', { reasons }) : null,
    })
    .execute()
  await letIn(writing, { caseId, person, level: 'full', why: whyLead })
}
