import type { MovingIn } from '../queries/file.ts'

export const allFiles = { href: '/moving-in', text: 'All spreadsheets' }
export const toReport = ({ movingInId }: MovingIn) => ({ href: `/moving-in/${movingInId}`, text: 'Back to the report' })

export const sum = (counts: Partial<Record<string, number>>) =>
  Object.values(counts).reduce<number>((all, count) => all + (count ?? 0), 0)

/** What a state of a row is called, counted and on its own. */
export const words = {
  bad: { count: 'Rows sent back', tag: 'Sent back', colour: 'red' },
  'there already': { count: 'Rows that are there already', tag: 'There already', colour: 'grey' },
  good: { count: 'Good rows', tag: 'Good', colour: 'green' },
  waiting: { count: 'Rows not checked yet', tag: 'Not checked yet', colour: 'grey' },
  'moved in': { count: 'Rows moved in', tag: 'Moved in', colour: 'blue' },
  kept: { count: 'Cases kept, because somebody has worked on them', tag: 'Kept', colour: 'yellow' },
  undone: { count: 'Rows taken back', tag: 'Taken back', colour: 'grey' },
} as const
