import { workingDaysBetween } from '../../platform/pure/days.ts'

/** How many enquiries of one agency were asked, due and answered on the same days. */
export interface Answering {
  agency: string
  askedOn: string
  dueOn: string
  repliedOn: string | null
  outcome: string | null
  enquiries: number
}

/**
 * For each agency by name: how many it was asked; answered by the day or after it; still open, and of those past the day;
 * refused; and the median of working days to an answer, which is missing where nothing was answered.
 */
export function byAgency(rows: readonly Answering[], today: string, holidays: ReadonlySet<string>) {
  const agencies = Map.groupBy(rows, ({ agency }) => agency)
  return [...agencies]
    .map(([agency, its]) => {
      const count = (which: (row: Answering) => boolean) =>
        its.reduce((sum, row) => sum + (which(row) ? row.enquiries : 0), 0)
      return {
        agency,
        asked: count(() => true),
        onTime: count(({ repliedOn, dueOn }) => repliedOn !== null && repliedOn <= dueOn),
        late: count(({ repliedOn, dueOn }) => repliedOn !== null && repliedOn > dueOn),
        open: count(({ repliedOn }) => repliedOn === null),
        overdue: count(({ repliedOn, dueOn }) => repliedOn === null && today > dueOn),
        refused: count(({ outcome }) => outcome === 'refused'),
        medianDays: median(daysTaken(its, holidays)),
      }
    })
    .sort((one, other) => one.agency.localeCompare(other.agency))
}

interface Taken {
  days: number
  enquiries: number
}

const daysTaken = (rows: readonly Answering[], holidays: ReadonlySet<string>): Taken[] =>
  rows.flatMap(({ askedOn, repliedOn, enquiries }) =>
    repliedOn === null ? [] : [{ days: workingDaysBetween(askedOn, repliedOn, holidays), enquiries }],
  )

function median(taken: readonly Taken[]): number | null {
  const total = taken.reduce((sum, { enquiries }) => sum + enquiries, 0)
  if (!total) return null
  const sorted = taken.toSorted((one, other) => one.days - other.days)
  const at = (rank: number) => {
    let seen = 0
    return sorted.find(({ enquiries }) => (seen += enquiries) > rank)!.days
  }
  return (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2
}
