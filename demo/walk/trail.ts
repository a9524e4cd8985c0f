import { sql } from 'kysely'
import { z } from 'zod'
import { caseFacts, stageOf } from '../../src/casework/cases/index.ts'
import type { Tx } from '../../src/platform/db/database.ts'
import { look } from '../../src/platform/look.ts'
import { allow } from '../../src/platform/policy.ts'
import { id, query } from '../../src/platform/query.ts'
import type { Town } from '../../src/platform/town.ts'
import { aProcess } from '../../src/platform/viewer.ts'
import { emailOf } from '../town.ts'
import { personOf } from './person.ts'

const done = z.object({
  referred: z.boolean(),
  matched: z.boolean(),
  through: z.boolean(),
  asked: z.boolean(),
  answered: z.boolean(),
  released: z.boolean(),
  grounded: z.boolean(),
  called: z.boolean(),
  listed: z.boolean(),
  recused: z.boolean(),
  present: z.boolean(),
  heard: z.boolean(),
  decided: z.boolean(),
  minuted: z.boolean(),
})
const trail = z.object({
  done,
  stage: z.string().optional(),
  caseId: z.uuid().optional(),
  enquiryId: z.uuid().optional(),
  linkId: z.uuid().optional(),
  panelId: z.uuid().optional(),
  meetingId: z.uuid().optional(),
  itemId: z.uuid().optional(),
  opened: z.boolean(),
  closed: z.boolean(),
})
export type Trail = z.infer<typeof trail>

/** How far the case of a walk is: worked out from what was recorded of it, each time anew. It shows nothing of anybody. */
const trailOfWalk = query({
  name: 'walk.trail',
  zone: 'casework',
  summary: 'How far the case of a walk through the demo town is',
  about: z.object({ walkId: id() }),
  gives: trail,
  allows: allow(['process']),
  async read({ tx }, { walkId }) {
    const caseId = await caseOf(tx, walkId)
    const facts = caseId ? await caseFacts(tx, caseId) : undefined
    const asked = facts?.enquiries.findLast(({ released }) => !released) ?? facts?.enquiries.at(-1)
    const table = facts?.item ? await atTheTable(tx, facts.item.id) : undefined
    const meeting = table ?? (await meetingCalled(tx, walkId))
    return {
      caseId,
      stage: facts && stageOf(facts).stage,
      enquiryId: asked?.id,
      linkId: asked && !asked.replied ? await linkTo(tx, asked.id) : undefined,
      panelId: await panelOf(tx),
      meetingId: meeting?.meetingId,
      itemId: facts?.item?.id,
      opened: meeting?.opened ?? false,
      closed: meeting?.closed ?? false,
      done: {
        referred: facts !== undefined,
        matched: facts?.matchedAt !== null && facts !== undefined,
        through: facts?.gateway?.outcome === 'proceed',
        asked: asked !== undefined,
        answered: facts?.enquiries.some(({ replied }) => replied) ?? false,
        released: facts?.enquiries.some(({ released }) => released) ?? false,
        grounded: facts?.section36?.refers ?? false,
        called: meeting !== undefined,
        listed: table !== undefined,
        recused: table?.recused ?? false,
        present: table?.rollCalled ?? false,
        heard: table?.heard ?? false,
        decided: facts?.item?.outcome !== null && table !== undefined,
        minuted: table?.approved ?? false,
      },
    }
  },
})

/** Gives how far the case of a walk is. */
export async function trailOf(town: Town, walkId: string): Promise<Trail> {
  const seen = await look(town, trailOfWalk, { viewer: aProcess('demo walk'), about: { walkId } })
  if (seen.is !== 'seen') throw new Error(`the trail of a walk is ${seen.is}`)
  return seen.known
}

/**
 * The first referral that the teacher made after the walk began: of the person whom this walk invents, or, where
 * somebody typed another name, of whomever. What is made later has the later id.
 */
async function caseOf(tx: Tx, walkId: string): Promise<string | undefined> {
  const { given, family } = personOf(walkId)
  const row = await tx
    .selectFrom('casework.referral as r')
    .innerJoin('organisation.staff as s', 's.id', 'r.referrer_id')
    .select('r.case_id')
    .where('r.id', '>', walkId)
    .where('s.email', '=', emailOf('teacher'))
    .orderBy(sql`(r.given_names = ${given} and r.family_name = ${family}) is true`, 'desc')
    .orderBy('r.id')
    .limit(1)
    .executeTakeFirst()
  return row?.case_id
}

async function linkTo(tx: Tx, enquiryId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('casework.enquiry_link')
    .select('id')
    .where('enquiry_id', '=', enquiryId)
    .where('used_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** The panel of the demo: a town of many cases has others. */
async function panelOf(tx: Tx): Promise<string | undefined> {
  const row = await tx
    .selectFrom('casework.terms_of_reference as t')
    .innerJoin('organisation.staff as s', 's.id', 't.chair_id')
    .select('t.panel_id')
    .where('s.email', '=', emailOf('chair'))
    .orderBy('t.from_on', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.panel_id
}

/** The meeting that was called on this walk, before the case is on its agenda. */
async function meetingCalled(tx: Tx, walkId: string) {
  const row = await tx
    .selectFrom('casework.meeting as m')
    .innerJoin('organisation.staff as s', 's.id', 'm.called_by')
    .select(['m.id', 'm.opened_at', 'm.closed_at'])
    .where('m.id', '>', walkId)
    .where('s.email', '=', emailOf('coordinator'))
    .where('m.closed_at', 'is', null)
    .orderBy('m.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { meetingId: row.id, opened: row.opened_at !== null, closed: false }
}

async function atTheTable(tx: Tx, itemId: string) {
  const row = await tx
    .selectFrom('casework.panel_item as i')
    .innerJoin('casework.meeting as m', 'm.id', 'i.meeting_id')
    .select(['m.id', 'm.opened_at', 'm.roll_called_at', 'm.closed_at', 'm.minutes_approved_at'])
    .select(
      sql<boolean>`exists (select from casework.recusal r where r.item_id = i.id and r.kind = 'conflict')`.as(
        'recused',
      ),
    )
    .select(sql<boolean>`exists (select from casework.panel_view v where v.item_id = i.id)`.as('heard'))
    .where('i.id', '=', itemId)
    .executeTakeFirstOrThrow()
  return {
    meetingId: row.id,
    opened: row.opened_at !== null,
    rollCalled: row.roll_called_at !== null,
    closed: row.closed_at !== null,
    approved: row.minutes_approved_at !== null,
    recused: row.recused,
    heard: row.heard,
  }
}
