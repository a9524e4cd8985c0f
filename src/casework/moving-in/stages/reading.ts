import type { FieldName } from '../mapping.ts'
import { theConsent } from './consent.ts'
import type { Draft, Told } from './drafts.ts'
import { theGateway, theSection36 } from './gateway.ts'
import { goesOn, type Group, groups } from './groups.ts'
import { ledOnceAdopted, leadIn, onTheAgenda, thePanel } from './panel.ts'
import { thePlan } from './plan.ts'
import type { Step } from './questions.ts'

/** Every later step that a row tells of, in order; what is wrong with them is said to the cells. */
export function stepsIn(told: Told): Step[] {
  const { cells, about } = told
  const drafts: Draft[] = []
  for (const group of groups) {
    const draft = draftOf(group, told)
    if (!draft) continue
    inOrder(group, draft, drafts, told)
    drafts.push(draft)
    if (group.step === 'panel') drafts.push(...leadIn(told, draft))
  }
  if (!drafts.some(({ step }) => step === 'panel' || step === 'agenda') && cells.typed('lead'))
    cells.wrong('lead', ledOnceAdopted)
  if (drafts.length && !about.hasForce)
    cells.wrong('homeForce', 'this is needed where the case is further than its referral')
  return whole(drafts, about.today)
}

/** The step before it must have happened, ended so that this one could follow, and not later than this. */
function inOrder({ key, on, after }: Group, draft: Draft, drafts: readonly Draft[], { cells, about }: Told): void {
  const before = after && drafts.find(({ step }) => step === after)
  if (after && !before) cells.wrong(key, `the ${after} decision before it is not told`)
  else if (after && goesOn[after] && before!.outcome !== goesOn[after])
    cells.wrong(key, `it cannot follow, because the ${after} decision before it ended otherwise`)
  const last = drafts.at(-1)?.on ?? about.receivedOn
  if (draft.on && last && draft.on < last) cells.wrong(on, 'this is before the day of the step before it')
}

/** Nobody leads a case whose person has left. */
function whole(drafts: readonly Draft[], today: string): Step[] {
  const left = drafts.some(({ step }) => step === 'exit')
  return drafts
    .filter(({ step }) => !(left && step === 'lead professional'))
    .map((draft, place, all) => ({
      by: '',
      words: '',
      on: today,
      needs: [],
      ...draft,
      place,
      isLast: place === all.length - 1,
      isOpen: !left,
    }))
}

function draftOf(group: Group, told: Told): Draft | undefined {
  const { step, key, on, by, words, more = [] } = group
  const { cells, lists, about } = told
  const all = [key, on, by, words, ...more]
  if (!all.some(cells.typed)) return undefined
  if (step === 'panel' && !cells.typed(key)) return onTheAgenda(told)
  for (const name of new Set([key, on, by, words]))
    if (!cells.typed(name)) cells.wrong(name, 'this is needed with what else is told of this step')
  for (const name of all) if (cells.typed(name).length > longest(name, words)) cells.wrong(name, 'this is too long')
  const day = cells.day(on)
  if (day && day > about.today) cells.wrong(on, 'this must be today or in the past')
  const owner = cells.typed(by)
  const staff = lists.staff.find(({ email }) => email === owner.toLowerCase())
  const happenedOn = day ?? about.today
  return {
    step,
    on: happenedOn,
    by: staff?.label ?? owner,
    ...(staff ? { byStaff: staff.value } : {}),
    words: cells.typed(words),
    ...particulars(step, told, happenedOn),
  }
}

/** As long as the same may be where it is typed in. */
const longest = (name: FieldName, words: FieldName) =>
  name === words ? 15_000 : name === 'needs' ? 20_000 : name === 'trackerReference' ? 60 : 200

/** What only this step has. */
function particulars(step: Group['step'], told: Told, on: string): Partial<Step> {
  switch (step) {
    case 'gateway':
      return theGateway(told)
    case 'section 36':
      return theSection36(told)
    case 'panel':
      return thePanel(told, on)
    case 'consent':
      return theConsent(told, on)
    case 'plan':
      return thePlan(told)
    case 'exit':
      return { outcome: told.cells.chosen('exitReason', told.lists.exitReasons) ?? '' }
    default:
      return {}
  }
}
