import type { Cells } from '../cells.ts'
import { some, type Told } from './drafts.ts'
import { who } from './people.ts'
import type { Step } from './questions.ts'

const mostNeeds = 20
const mostInNeed = 2_000
const mostSessions = 200

export function thePlan({ cells, lists: { staff, natures } }: Told): Partial<Step> {
  const nature = cells.chosen('nature', natures)
  const provides = staff.filter((each) => each.provides)
  const provider = who(cells, 'provider', provides)
  if (cells.typed('provider') && !cells.typed('nature')) cells.wrong('nature', 'this is needed with who provides it')
  if (cells.typed('nature') && !cells.typed('provider'))
    cells.wrong('provider', 'this is needed with the kind of support')
  return {
    needs: needsIn(cells),
    ...some('nature', nature),
    ...some('staff', provider?.value),
    sessions: sessionsIn(cells),
  }
}

function needsIn(cells: Cells): Step['needs'] {
  const needs = cells
    .typed('needs')
    .split(';')
    .map((need) => ({ need: need.trim() }))
    .filter(({ need }) => need)
  if (needs.length > mostNeeds) cells.wrong('needs', `there may be ${mostNeeds} at most`)
  if (needs.some(({ need }) => need.length > mostInNeed)) cells.wrong('needs', 'this is too long')
  return needs
}

function sessionsIn(cells: Cells): number {
  const sessions = cells.typed('sessions') || '0'
  if (!/^\d{1,3}$/.test(sessions) || Number(sessions) > mostSessions)
    cells.wrong('sessions', `this must be a number up to ${mostSessions}`)
  return Number(sessions) || 0
}
