import { addDays, addMonths } from '../../platform/pure/days.ts'
import type { Option } from '../../platform/pure/questions.ts'
import { isUnder18 } from '../support/index.ts'
import type { Cells } from './cells.ts'
import type { FieldName } from './fields.ts'
import type { Lists, StaffHere } from './rows.ts'
import type { Step, StepName } from './steps.ts'

interface Group {
  step: StepName
  /** What says that it happened; the day, the owner and the grounds go with it. */
  key: FieldName
  on: FieldName
  by: FieldName
  words: FieldName
  /** What else belongs to it. */
  more?: readonly FieldName[]
  /** The steps before it that must have happened, and how they must have ended. */
  after?: StepName
}

const gateway: Group = {
  step: 'gateway',
  key: 'gatewayOutcome',
  on: 'gatewayOn',
  by: 'gatewayBy',
  words: 'gatewayGrounds',
  more: ['gatewayGround', 'trackerReference', 'trackerOn'],
}
const section36: Group = {
  step: 'section 36',
  key: 'section36',
  on: 'section36On',
  by: 'section36By',
  words: 'section36Grounds',
  after: 'gateway',
}
const panel: Group = {
  step: 'panel',
  key: 'panelOutcome',
  on: 'panelOn',
  by: 'panelBy',
  words: 'panelReasons',
  after: 'section 36',
}
const consent: Group = {
  step: 'consent',
  key: 'consent',
  on: 'consentOn',
  by: 'consentBy',
  words: 'consentWords',
  more: ['consentOf', 'consentMay', 'consentUntil'],
  after: 'panel',
}
const plan: Group = {
  step: 'plan',
  key: 'needs',
  on: 'planOn',
  by: 'planBy',
  words: 'supportHow',
  more: ['nature', 'provider', 'sessions'],
  after: 'consent',
}
const exit: Group = {
  step: 'exit',
  key: 'exitReason',
  on: 'exitOn',
  by: 'exitBy',
  words: 'exitWords',
  after: 'panel',
}
const afterExit = (step: '6-month review' | '12-month review', name: 'sixMonths' | 'twelveMonths'): Group => ({
  step,
  key: `${name}On`,
  on: `${name}On`,
  by: `${name}By`,
  words: `${name}Words`,
  after: 'exit',
})
const groups = [
  gateway,
  section36,
  panel,
  consent,
  plan,
  exit,
  afterExit('6-month review', 'sixMonths'),
  afterExit('12-month review', 'twelveMonths'),
]

/** How a step must have ended for the next one to be possible. */
const goesOn: Partial<Record<StepName, string>> = {
  gateway: 'proceed',
  'section 36': 'refers',
  panel: 'adopted',
  consent: 'given',
}

/** What the row says about the person and the case, as far as the later steps need it. */
export interface About {
  today: string
  receivedOn: string | undefined
  born: string | undefined
  ageAbout: number | undefined
  /** The force of their home, by the row or for the whole file. */
  hasForce: boolean
}

type Draft = Partial<Step> & { step: StepName }

/** Every later step that a row tells of, in order; what is wrong with them is said to the cells. */
export function stepsIn(cells: Cells, lists: Lists, about: About): Step[] {
  const drafts: Draft[] = []
  for (const group of groups) {
    const draft = draftOf(group, cells, lists, { about, drafts })
    if (!draft) continue
    const before = group.after && drafts.find(({ step }) => step === group.after)
    if (group.after && !before) cells.wrong(group.key, `the ${group.after} decision before it is not told`)
    else if (group.after && goesOn[group.after] && before!.outcome !== goesOn[group.after])
      cells.wrong(group.key, `it cannot follow, because the ${group.after} decision before it ended otherwise`)
    const last = drafts.at(-1)?.on ?? about.receivedOn
    if (draft.on && last && draft.on < last) cells.wrong(group.on, 'this is before the day of the step before it')
    drafts.push(draft)
    if (group.step === 'panel') drafts.push(...leadIn(cells, lists, draft))
  }
  if (!drafts.some(({ step }) => step === 'panel' || step === 'agenda') && cells.typed('lead'))
    cells.wrong('lead', 'a case is led once the panel has adopted it')
  if (drafts.length && !about.hasForce)
    cells.wrong('homeForce', 'this is needed where the case is further than its referral')
  const left = drafts.some(({ step }) => step === 'exit')
  return drafts
    .filter(({ step }) => !(left && step === 'lead professional'))
    .map((draft, place, all) => ({
      by: '',
      words: '',
      on: about.today,
      needs: [],
      ...draft,
      place,
      isLast: place === all.length - 1,
      isOpen: !left,
    }))
}

interface SoFar {
  about: About
  drafts: readonly Draft[]
}

function draftOf(group: Group, cells: Cells, lists: Lists, { about, drafts }: SoFar): Draft | undefined {
  const { step, key, on, by, words, more = [] } = group
  const all = [key, on, by, words, ...more]
  if (!all.some(cells.typed)) return undefined
  if (group === panel && !cells.typed(key)) return onTheAgenda(cells, lists, about)
  for (const name of new Set([key, on, by, words]))
    if (!cells.typed(name)) cells.wrong(name, 'this is needed with what else is told of this step')
  for (const name of all) if (cells.typed(name).length > longest(name, words)) cells.wrong(name, 'this is too long')
  const day = cells.day(on)
  if (day && day > about.today) cells.wrong(on, 'this must be today or in the past')
  const owner = cells.typed(by)
  const staff = lists.staff.find(({ email }) => email === owner.toLowerCase())
  const told = {
    step,
    on: day ?? about.today,
    by: staff?.label ?? owner,
    ...(staff ? { byStaff: staff.value } : {}),
    words: cells.typed(words),
  }
  return { ...told, ...particulars(group, cells, lists, { about, drafts, on: told.on }) }
}

/** As long as the same may be where it is typed in. */
const longest = (name: FieldName, words: FieldName) =>
  name === words ? 15_000 : name === 'needs' ? 20_000 : name === 'trackerReference' ? 60 : 200

const words = (...values: string[]): Option[] => values.map((value) => ({ value, label: value }))
const some = <T>(name: string, value: T | undefined) => (value === undefined ? {} : { [name]: value })

/** What only this step has. */
function particulars(group: Group, cells: Cells, lists: Lists, { about, on }: SoFar & { on: string }): Partial<Step> {
  switch (group) {
    case gateway:
      return theGateway(cells, lists, about)
    case section36:
      return { outcome: cells.chosen('section36', sectionThirtySix) ?? '' }
    case panel:
      return {
        outcome: cells.chosen('panelOutcome', words('adopted', 'not adopted', 'more information')) ?? '',
        ...some('panel', panelOn(cells, lists, on)),
      }
    case consent:
      return theConsent(cells, lists, about, on)
    case plan:
      return thePlan(cells, lists)
    case exit:
      return { outcome: cells.chosen('exitReason', lists.exitReasons) ?? '' }
    default:
      return {}
  }
}

const sectionThirtySix: Option[] = [
  { value: 'refers', label: 'yes' },
  { value: 'does not refer', label: 'no' },
]

function theGateway(cells: Cells, lists: Lists, { today }: About): Partial<Step> {
  const outcome = cells.chosen('gatewayOutcome', words('proceed', 'not suitable', 'police-led')) ?? ''
  const ground = cells.chosen('gatewayGround', lists.notSuitable)
  if (outcome === 'not suitable' && !ground) cells.wrong('gatewayGround', 'this is needed where it was not suitable')
  const trackerReference = cells.typed('trackerReference') || undefined
  const trackerOn = cells.day('trackerOn')
  if (trackerReference && !cells.typed('trackerOn')) cells.wrong('trackerOn', 'this is needed with the reference')
  if (trackerOn && !trackerReference) cells.wrong('trackerReference', 'this is needed with the date')
  if (trackerOn && trackerOn > today) cells.wrong('trackerOn', 'this must be today or in the past')
  return {
    outcome,
    ...some('ground', outcome === 'not suitable' ? ground : undefined),
    ...some('trackerReference', trackerReference),
    ...some('trackerOn', trackerOn),
  }
}

/** The panel whose terms stood on that day: the only one, or the one that is named. */
function panelOn(cells: Cells, { panels }: Lists, on: string): string | undefined {
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
function onTheAgenda(cells: Cells, lists: Lists, { today }: About): Draft | undefined {
  const day = cells.day('panelOn')
  if (!cells.typed('panelOn')) cells.wrong('panelOn', 'this is needed with what else is told of the panel')
  if (!day) return undefined
  if (day < today) {
    cells.wrong('panelOutcome', 'this is needed, because the panel met on a day that is past')
    return undefined
  }
  const panelId = panelOn(cells, lists, day)
  const there = lists.meetings.filter((meeting) => meeting.on === day && meeting.panelId === panelId)
  if (panelId && there.length !== 1)
    cells.wrong('panelOn', 'no meeting of the panel is called for that day: call it first')
  return {
    step: 'agenda',
    on: today,
    by: 'whoever moves it in',
    words: 'To be considered on the day that the record before says',
    outcome: 'listed',
    ...some('meeting', there[0]?.value),
  }
}

function leadIn(cells: Cells, { staff }: Lists, before: Draft): Draft[] {
  if (!cells.typed('lead')) return []
  if (before.outcome !== 'adopted') {
    cells.wrong('lead', 'a case is led once the panel has adopted it')
    return []
  }
  const lead = who(
    cells,
    'lead',
    staff.filter(({ leads }) => leads),
  )
  const words = 'Named in the record before'
  return [{ step: 'lead professional', on: before.on!, by: before.by!, words, ...some('staff', lead?.value) }]
}

/** Somebody who works here, by their email address, or by their name where only one is called so. */
function who(cells: Cells, name: FieldName, people: readonly StaffHere[]): StaffHere | undefined {
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

function theConsent(cells: Cells, { whoMay }: Lists, { born, ageAbout }: About, on: string): Partial<Step> {
  const answer = cells.chosen('consent', words('given', 'refused', 'withdrawn')) ?? ''
  const young = isUnder18({ born: born ?? null, ageAbout: ageAbout ?? null }, on)
  if (young === undefined) {
    cells.wrong('consent', 'who may answer depends on the age: a birth date or an approximate age is needed with it')
    return { outcome: answer }
  }
  const may = cells.chosen('consentMay', whoMay) ?? (young ? 'parent or guardian' : 'adult')
  const forAdults = may === 'adult' || may === 'best interests'
  if (may === 'young person' ? !young || answer === 'given' : young === forAdults)
    cells.wrong('consentMay', young ? 'they were under 18 on that day' : 'they were 18 or over on that day')
  // consent stands for 12 months at most, and a parent's only until the person is 18
  const year = addMonths(on, 12)
  const grown = born && young ? addDays(addMonths(born, 18 * 12), -1) : year
  const latest = grown < year ? grown : year
  const until = cells.day('consentUntil')
  if (until && (until <= on || until > latest))
    cells.wrong('consentUntil', 'this must be after the answer, within 12 months, and before a young person is 18')
  return {
    outcome: answer,
    whoMay: may,
    ...some('name', cells.typed('consentOf') || undefined),
    ...(answer === 'given' ? { until: until ?? latest } : {}),
  }
}

function thePlan(cells: Cells, { staff, natures }: Lists): Partial<Step> {
  const needs = cells
    .typed('needs')
    .split(';')
    .map((need) => ({ need: need.trim() }))
    .filter(({ need }) => need)
  if (needs.length > 20) cells.wrong('needs', 'there may be 20 at most')
  if (needs.some(({ need }) => need.length > 2_000)) cells.wrong('needs', 'this is too long')
  const nature = cells.chosen('nature', natures)
  const provider = who(
    cells,
    'provider',
    staff.filter(({ provides }) => provides),
  )
  if (cells.typed('provider') && !cells.typed('nature')) cells.wrong('nature', 'this is needed with who provides it')
  if (cells.typed('nature') && !cells.typed('provider'))
    cells.wrong('provider', 'this is needed with the kind of support')
  const sessions = cells.typed('sessions') || '0'
  if (!/^\d{1,3}$/.test(sessions) || Number(sessions) > 200) cells.wrong('sessions', 'this must be a number up to 200')
  return {
    needs,
    ...some('nature', nature),
    ...some('staff', provider?.value),
    sessions: Number(sessions) || 0,
  }
}
