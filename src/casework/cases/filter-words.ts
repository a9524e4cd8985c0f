import { type Filters, set } from './filters.ts'

interface Names {
  coordinator?: string | null
  lead: string | null
  agency: string | null
}

/** What a list is narrowed to, said as one would say it. Sorting narrows nothing. */
export function filterWords(given: Filters, names: Names): string[] {
  const { group, stage, lead, coordinator, due, agency, concern, age } = set(given)
  const said = [
    group && !stage && group.toLowerCase(),
    stage && `at the stage “${stage}”`,
    lead && `led by ${personWords(lead, names.lead)}`,
    coordinator && `coordinated by ${personWords(coordinator, names.coordinator ?? null)}`,
    due && dueWords[due],
    agency && `waiting for ${names.agency ?? 'somebody who is no agency here'}`,
    concern && `with the concern “${concern}”`,
    age && ageWords[age],
  ]
  return said.filter((words) => typeof words === 'string' && words !== '') as string[]
}

const personWords = (given: string, named: string | null) =>
  given === 'me' || given === 'nobody' ? given : (named ?? 'somebody who is not here')

const dueWords: Record<string, string> = {
  overdue: 'with something overdue',
  'within a week': 'with something due within a week',
  nothing: 'with nothing due',
}

const ageWords: Record<string, string> = {
  'under 18': 'under 18',
  '18 or over': '18 or over',
  'not known': 'whose age is not known',
}
