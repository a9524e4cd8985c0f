import { z } from 'zod'
import { option } from '../../../platform/options.ts'
import { id, query } from '../../../platform/query.ts'
import type { Reading } from '../../../platform/town.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { conclusion, newestAssessment } from '../../assessment/index.ts'
import { changes, changesSinceRead, section36Grounds } from '../../cases/index.ts'
import { repliesOf, whoWasNotAsked } from '../../enquiries/index.ts'
import { panelPolicy } from '../policy.ts'
import { outcomeOptions, viewOptions } from '../questions.ts'
import { inTheChair, lawfulStops, notBeingHeard } from '../rules.ts'
import { warningsOn } from '../warnings.ts'
import { type ItemOnTheTable, itemOnTheTable, itemsOnTheTable } from './items.ts'
import { asOptions, staffWith } from './panels.ts'

type Colleague = Awaited<ReturnType<typeof staffWith>>[number]

const papers = z.object({
  grounds: z.array(z.object({ words: z.string(), by: z.string(), for: z.string(), at: z.string() })),
  replies: z.array(z.object({ agency: z.string(), outcome: z.string(), words: z.string(), at: z.string() })),
  waitingFor: z.array(z.string()),
  notAsked: z.array(z.string()),
  assessment: z
    .object({
      on: z.string(),
      newUntil: z.string(),
      occasion: z.string(),
      instrument: z.string(),
      conclusion: conclusion.nullable(),
      needs: z.array(z.object({ id: z.uuid(), need: z.string() })),
    })
    .nullable(),
})

const itemAsHeld = itemOnTheTable.extend({
  /** Why the item cannot be discussed now. */
  notYet: z.string().nullable(),
  /** What the law requires and is not there: nothing else stops a decision. */
  stops: z.array(z.string()),
  chairNow: z.object({ staffId: z.uuid(), name: z.string() }).nullable(),
  options: z.object({ members: z.array(option), views: z.array(option), outcomes: z.array(option) }),
})
export type ItemInHand = z.infer<typeof itemAsHeld>

async function itemHeld(reading: Reading, itemId: string): Promise<ItemInHand | undefined> {
  const [item] = await itemsOnTheTable(reading, { itemId })
  if (!item) return undefined
  const chair = inTheChair(item)
  return {
    ...item,
    notYet: notBeingHeard(item) ?? null,
    stops: lawfulStops(item),
    chairNow: chair ? { staffId: chair.staffId, name: chair.name } : null,
    options: {
      members: asOptions(speakersFor(item, reading.viewer)),
      views: viewOptions(item.kind),
      outcomes: outcomeOptions(item.kind),
    },
  }
}

/** What is acted on: who writes down twenty decisions of an evening does not wait for the papers of each. */
export const itemInHand = query({
  name: 'panel.item-in-hand',
  zone: 'casework',
  summary:
    'One case on an agenda, without its papers: who sits there, what was said and decided, and who is in the chair',
  about: z.object({ itemId: id() }),
  gives: itemAsHeld,
  allows: panelPolicy.readItem,
  read: (reading, { itemId }) => itemHeld(reading, itemId),
  subjects: ({ caseId }) => [caseId],
})

const itemKnown = itemAsHeld.extend({ papers, changes, warnings: z.array(z.string()) })
export type ItemKnown = z.infer<typeof itemKnown>

export const panelItem = query({
  name: 'panel.item',
  zone: 'casework',
  summary: 'One case on an agenda: its papers, who sits there, what was said and decided, and what is missing',
  about: z.object({ itemId: id() }),
  gives: itemKnown,
  allows: panelPolicy.readItem,
  async read(reading, { itemId }) {
    const item = await itemHeld(reading, itemId)
    if (!item) return undefined
    const [read, changed] = await Promise.all([papersOf(reading, item.caseId), changesSinceRead(reading, item.caseId)])
    return { ...item, papers: read, changes: changed, warnings: warningsOn(item, read) }
  },
  subjects: ({ caseId }) => [caseId],
})

const owners = itemOnTheTable.extend({ notYet: z.string().nullable(), options: z.object({ owners: z.array(option) }) })
export type ItemForActions = z.infer<typeof owners>

export const itemForActions = query({
  name: 'panel.item-for-actions',
  zone: 'casework',
  summary: 'One case on an agenda, and who can be given something to do',
  about: z.object({ itemId: id() }),
  gives: owners,
  allows: panelPolicy.readItem,
  async read(reading, { itemId }) {
    const [[item], coordinators, leads] = await Promise.all([
      itemsOnTheTable(reading, { itemId }),
      staffWith(reading, ['Channel coordinator']),
      staffWith(reading, ['lead professional']),
    ])
    if (!item) return undefined
    return {
      ...item,
      notYet: notBeingHeard(item) ?? null,
      options: { owners: asOptions(ownersFor(item, coordinators, leads)) },
    }
  },
  subjects: ({ caseId }) => [caseId],
})

const guests = itemOnTheTable.extend({
  invitable: z.array(z.object({ staffId: z.uuid(), agencyId: z.uuid() })),
  options: z.object({ staff: z.array(option) }),
})
export type ItemForGuests = z.infer<typeof guests>

export const itemForGuests = query({
  name: 'panel.item-for-guests',
  zone: 'casework',
  summary: 'One case on an agenda, and who may be added for it alone',
  about: z.object({ itemId: id() }),
  gives: guests,
  allows: panelPolicy.invite,
  async read(reading, { itemId }) {
    const [item] = await itemsOnTheTable(reading, { itemId })
    if (!item) return undefined
    const seated = new Set(
      [...item.members, ...item.recusals.filter(({ kind }) => kind === 'conflict')].map(({ staffId }) => staffId),
    )
    const invitable = (await staffWith(reading, ['panel member', 'panel chair'])).filter(
      ({ staffId }) => !seated.has(staffId),
    )
    return { ...item, invitable, options: { staff: asOptions(invitable) } }
  },
  subjects: ({ caseId }) => [caseId],
})

/** A member speaks for their own agency; whoever is in the chair, or may come to be, records what anybody said. */
function speakersFor({ members, councilId }: ItemOnTheTable, { id: viewerId }: Viewer) {
  const heard = members.filter(({ declared }) => declared !== 'conflict')
  const chairs = heard.some(({ staffId, agencyId }) => staffId === viewerId && agencyId === councilId)
  return chairs ? heard : heard.filter(({ staffId }) => staffId === viewerId)
}

/** Who can be given something to do: who sits there, the coordinators and the lead, but nobody with a conflict. */
function ownersFor(item: ItemOnTheTable, coordinators: readonly Colleague[], leads: readonly Colleague[]) {
  const recused = new Set(item.recusals.filter(({ kind }) => kind === 'conflict').map(({ staffId }) => staffId))
  const lead = leads.filter(({ staffId }) => staffId === item.leadId)
  const all = new Map([...item.members, ...coordinators, ...lead].map((each) => [each.staffId, each]))
  return [...all.values()].filter(({ staffId }) => !recused.has(staffId))
}

/** What lies on the table besides the referral: section 36 grounds, and the replies that were released. */
async function papersOf(reading: Reading, caseId: string): Promise<z.infer<typeof papers>> {
  const [grounds, replies, notAsked, assessment] = await Promise.all([
    section36Grounds(reading, caseId),
    repliesOf(reading, caseId),
    whoWasNotAsked(reading, caseId),
    newestAssessment(reading, caseId),
  ])
  return { grounds, ...replies, notAsked, assessment }
}
