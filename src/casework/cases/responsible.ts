/** Something somebody must do by a day, and the rule it comes from. Exactly one of staff or role is responsible. */
export interface Due {
  what: string
  rule: string
  dueOn: string
  staffId: string | null
  role: string | null
  agencyId: string | null
  aboutId: string | null
  /** The agency whose answer it waits for. */
  waitsFor?: string
}

export type Responsible = Pick<Due, 'staffId' | 'role' | 'agencyId'>

export const role = (name: string, agencyId: string | null = null): Responsible => ({
  staffId: null,
  role: name,
  agencyId,
})
export const coordinator = role('Channel coordinator')
export const staff = (staffId: string): Responsible => ({ staffId, role: null, agencyId: null })
export const leadOr = (leadId: string | null): Responsible => (leadId ? staff(leadId) : coordinator)

export const due = (what: string, dueOn: string, rule: string, who: Responsible): Due => ({
  what,
  rule,
  dueOn,
  ...who,
  aboutId: null,
})
