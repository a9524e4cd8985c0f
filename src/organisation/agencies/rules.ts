import { type Fact, problem } from '../../platform/pure/outcomes.ts'
import type { Agreement, Contacts, NewAgency } from './questions.ts'

interface AgencyAdded extends Fact, NewAgency {
  is: 'agency added'
  /** Given when it is saved. */
  agencyId?: string
}

/** Two agencies of one name could not be told apart where somebody chooses whom to ask. */
export function addAgency({ agencies }: { agencies: readonly { name: string }[] }, agency: NewAgency) {
  const name = agency.name.trim()
  if (agencies.some((each) => each.name.toLowerCase() === name.toLowerCase()))
    return problem('name', 'There is already an agency of this name')
  const fact: AgencyAdded = { is: 'agency added', ...agency, name }
  return fact
}

/** Its days decide at once whether the agency's people may be let into casework (trust.md, Identity). */
export function recordAgreement({ agencyId }: { agencyId: string }, { from, until }: Agreement) {
  if (until && until < from) return problem('until', 'The last day must be the same as or after the first day')
  return { is: 'agreement recorded' as const, agencyId, from, until }
}

export const changeContacts = ({ agencyId }: { agencyId: string }, contacts: Contacts) => ({
  is: 'contacts of an agency changed' as const,
  agencyId,
  ...contacts,
})

/** In force on a day, both ends included. */
export const inForce = ({ from, until }: { from: string | null; until: string | null }, on: string): boolean =>
  from !== null && from <= on && (until === null || until >= on)
