import { type Draft, some, type Told, words } from './drafts.ts'
import { who } from './people.ts'
import type { Step } from './questions.ts'

export const thePanel = (told: Told, on: string): Partial<Step> => ({
  outcome: told.cells.chosen('panelOutcome', words('adopted', 'not adopted', 'more information')) ?? '',
  ...some('panel', panelOn(told, on)),
})

/** The panel whose terms stood on that day: the only one, or the one that is named. */
function panelOn({ cells, lists: { panels } }: Told, on: string): string | undefined {
  if (!panels.length) cells.wrong('panelOn', 'there is no panel here yet: set its terms of reference first')
  const named = cells.chosen('panel', panels)
  const meant = panels.filter(({ value }) => !cells.typed('panel') || value === named)
  const standing = meant.filter(({ from, until }) => from <= on && (!until || until >= on))
  const ids = [...new Set(standing.map(({ value }) => value))]
  if (ids.length === 1) return ids[0]
  if (ids.length) cells.wrong('panel', 'this is needed, because there are several panels')
  else if (meant.length)
    cells.wrong('panelOn', 'no terms of reference of the panel stood on that day: set them from an earlier day first')
  return undefined
}

/** A day to come and no outcome: the case goes on the agenda of that day. */
export function onTheAgenda(told: Told): Draft | undefined {
  const { cells, lists, about } = told
  const day = cells.day('panelOn')
  if (!cells.typed('panelOn')) cells.wrong('panelOn', 'this is needed with what else is told of the panel')
  if (!day) return undefined
  if (day < about.today) {
    cells.wrong('panelOutcome', 'this is needed, because the panel met on a day that is past')
    return undefined
  }
  const panelId = panelOn(told, day)
  const there = lists.meetings.filter((meeting) => meeting.on === day && meeting.panelId === panelId)
  if (panelId && there.length !== 1)
    cells.wrong('panelOn', 'no meeting of the panel is called for that day: call it first')
  return {
    step: 'agenda',
    on: about.today,
    by: 'whoever moves it in',
    words: 'To be considered on the day that the record before says',
    outcome: 'listed',
    ...some('meeting', there[0]?.value),
  }
}

/** Whoever leads the case once the panel has adopted it. */
export function leadIn({ cells, lists: { staff } }: Told, decision: Draft): Draft[] {
  if (!cells.typed('lead')) return []
  if (decision.outcome !== 'adopted') {
    cells.wrong('lead', ledOnceAdopted)
    return []
  }
  const leads = staff.filter((each) => each.leads)
  const lead = who(cells, 'lead', leads)
  const words = 'Named in the record before'
  return [{ step: 'lead professional', on: decision.on!, by: decision.by!, words, ...some('staff', lead?.value) }]
}

export const ledOnceAdopted = 'a case is led once the panel has adopted it'
