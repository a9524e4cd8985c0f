import { z } from 'zod'
import { allow } from '../../../platform/policy.ts'
import { id, query } from '../../../platform/query.ts'
import type { Reading } from '../../../platform/town.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { itemReaders, panelPolicy } from '../policy.ts'
import { outcomeOptions, viewOptions } from '../questions.ts'
import { inTheChair, lawfulStops, notBeingHeard } from '../rules.ts'
import { type Papers, warningsOn } from '../warnings.ts'
import { type ItemOnTheTable, itemOnTheTable, itemsOnTheTable } from './items.ts'
import { asOptions, staffWith } from './panels.ts'

const option = z.object({ value: z.string(), label: z.string() })
const papers = z.object({
  grounds: z.array(z.object({ words: z.string(), by: z.string(), for: z.string(), at: z.string() })),
  replies: z.array(z.object({ agency: z.string(), outcome: z.string(), words: z.string(), at: z.string() })),
  waitingFor: z.array(z.string()),
})

const itemKnown = itemOnTheTable.extend({
  papers,
  /** Why the item cannot be discussed now. */
  notYet: z.string().nullable(),
  /** What the law requires and is not there: nothing else stops a decision. */
  stops: z.array(z.string()),
  warnings: z.array(z.string()),
  chairNow: z.object({ staffId: z.uuid(), name: z.string() }).nullable(),
  options: z.object({
    members: z.array(option),
    views: z.array(option),
    outcomes: z.array(option),
    owners: z.array(option),
  }),
})
export type ItemKnown = z.infer<typeof itemKnown>

export const panelItem = query({
  name: 'panel.item',
  zone: 'casework',
  summary: 'One item: its papers, who sits there, what was said and decided, and what is missing',
  about: z.object({ itemId: id() }),
  gives: itemKnown,
  allows: allow(itemReaders),
  async read(reading, { itemId }) {
    const [item] = await itemsOnTheTable(reading, { itemId })
    if (!item) return undefined
    const read = await papersOf(reading, item.caseId)
    const chair = inTheChair(item)
    return {
      ...item,
      papers: read,
      notYet: notBeingHeard(item) ?? null,
      stops: lawfulStops(item),
      warnings: warningsOn(item, read),
      chairNow: chair ? { staffId: chair.staffId, name: chair.name } : null,
      options: {
        members: asOptions(speakersFor(item, reading.viewer)),
        views: viewOptions(item.kind),
        outcomes: outcomeOptions(item.kind),
        owners: asOptions(await ownersFor(reading, item)),
      },
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
  summary: 'One item, and who may be added for it alone',
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
async function ownersFor(reading: Reading, item: ItemOnTheTable) {
  const recused = new Set(item.recusals.filter(({ kind }) => kind === 'conflict').map(({ staffId }) => staffId))
  const coordinators = await staffWith(reading, ['Channel coordinator'])
  const lead = (await staffWith(reading, ['lead professional'])).filter(({ staffId }) => staffId === item.leadId)
  const all = new Map([...item.members, ...coordinators, ...lead].map((each) => [each.staffId, each]))
  return [...all.values()].filter(({ staffId }) => !recused.has(staffId))
}

/** What lies on the table besides the referral: section 36 grounds, and the replies that were released. */
async function papersOf({ tx, open }: Reading, caseId: string): Promise<Papers> {
  const grounds = await tx
    .selectFrom('casework.section36_decision as d')
    .leftJoin('organisation.staff as f', 'f.id', 'd.decided_by')
    .innerJoin('organisation.agency as a', 'a.id', 'd.decided_for')
    .select(['d.sealed', 'f.name as by', 'a.name as for', 'd.decided_at'])
    .where('d.case_id', '=', caseId)
    .where('d.refers', '=', true)
    .orderBy('d.decided_at')
    .execute()
  const enquiries = await tx
    .selectFrom('casework.enquiry as e')
    .innerJoin('organisation.agency as a', 'a.id', 'e.agency_id')
    .leftJoin('casework.enquiry_reply as r', 'r.enquiry_id', 'e.id')
    .select(['a.name as agency', 'r.outcome', 'r.sealed', 'r.replied_at', 'r.released_at'])
    .where('e.case_id', '=', caseId)
    .orderBy('e.asked_at')
    .execute()
  return {
    grounds: grounds.map((row) => ({
      words: open<{ grounds: string }>(caseId, 'section36_decision', row.sealed).grounds,
      by: row.by ?? 'Not known',
      for: row.for,
      at: row.decided_at,
    })),
    replies: enquiries.flatMap((row) =>
      row.released_at && row.sealed && row.outcome && row.replied_at
        ? [
            {
              agency: row.agency,
              outcome: row.outcome,
              at: row.replied_at,
              words: wordsOf(open<SealedReply>(caseId, 'enquiry_reply', row.sealed)),
            },
          ]
        : [],
    ),
    waitingFor: enquiries.filter((row) => !row.released_at).map((row) => row.agency),
  }
}

interface SealedReply {
  answer?: string
  contact?: string
  explanation?: string
}
const wordsOf = ({ answer, contact, explanation }: SealedReply) =>
  [answer, contact, explanation].filter(Boolean).join('\n')
