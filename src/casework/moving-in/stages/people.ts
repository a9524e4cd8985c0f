import type { Cells } from '../cells.ts'
import type { StaffHere } from '../queries/lists.ts'
import type { FieldName } from '../mapping.ts'

/** Somebody who works here, by their email address, or by their name where only one is called so. */
export function who(cells: Cells, name: FieldName, people: readonly StaffHere[]): StaffHere | undefined {
  const given = cells.typed(name).toLowerCase()
  if (!given) return undefined
  const byEmail = people.find(({ email }) => email === given)
  const byName = people.filter(({ label }) => label.toLowerCase() === given)
  const found = byEmail ?? (byName.length === 1 ? byName[0] : undefined)
  if (!found)
    cells.wrong(
      name,
      byName.length
        ? 'several people here are called so: write the email address'
        : 'nobody who works here and may do this has this name or email address',
    )
  return found
}
