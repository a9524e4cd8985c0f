import { sql } from 'kysely'
import { z } from 'zod'
import { iso } from '../../platform/db/instants.ts'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { dayOf } from '../../platform/pure/days.ts'
import { banner, bannerOf } from '../cases/index.ts'
import { chosenTargets } from '../targets/index.ts'
import { expected, notAskedYet } from './expected.ts'
import { enquiriesPolicy } from './policy.ts'
import { nextReminder, remindersBy } from './reminding-rules.ts'
import { stateOf } from './rules.ts'
import { enquirySeal, replySeal, type SealedEnquiry, type SealedReply } from './sealed.ts'

const reply = z.object({
  outcome: z.string(),
  ground: z.string().nullable(),
  answer: z.string().optional(),
  contact: z.string().optional(),
  explanation: z.string().optional(),
  by: z.string(),
  repliedAt: z.string(),
  releasedAt: z.string().nullable(),
})
const reminder = z.object({ kind: z.string(), at: z.string() })
export const enquiry = z.object({
  enquiryId: z.uuid(),
  caseId: z.uuid(),
  agencyId: z.uuid(),
  agency: z.string(),
  /** It went to the agency's senior contact, after a refusal on this ground. */
  again: z.object({ ground: z.string(), why: z.string() }).nullable(),
  /** The refusal was asked again, higher up. */
  askedAgain: z.boolean(),
  hasSenior: z.boolean(),
  reminders: z.array(reminder),
  next: z.object({ kind: z.string(), on: z.string() }).nullable(),
  purpose: z.string(),
  lawfulBasis: z.string(),
  question: z.string(),
  askedBy: z.string(),
  askedAt: z.string(),
  dueOn: z.string(),
  state: z.enum(['released', 'to be released', 'waiting', 'late']),
  says: z.string(),
  reply: reply.nullable(),
})
export type EnquiryShown = z.infer<typeof enquiry>

/** The enquiries of a case that this viewer may see: all of them, or, reading the pack, those whose reply was released. */
export const enquiriesOfCase = query({
  name: 'enquiries.of-case',
  zone: 'casework',
  summary: 'What partners were asked about the person of a case, and what they answered',
  about: z.object({ caseId: id() }),
  gives: z.object({ caseId: z.uuid(), banner, enquiries: z.array(enquiry), notAsked: z.array(expected) }),
  allows: enquiriesPolicy.read,
  async read(reading, { caseId }) {
    const found = await bannerOf(reading, caseId)
    if (!found) return undefined
    const [enquiries, notAsked] = await Promise.all([enquiriesIn(reading, { caseId }), notAskedYet(reading, caseId)])
    return { caseId, banner: found, enquiries, notAsked }
  },
  subjects: ({ caseId }) => [caseId],
})

/** One enquiry, for what its coordinator does with it. */
export const oneEnquiry = query({
  name: 'enquiries.one',
  zone: 'casework',
  summary: 'One enquiry and its reply',
  about: z.object({ enquiryId: id() }),
  gives: enquiry.extend({ banner }),
  allows: enquiriesPolicy.release,
  async read(reading, { enquiryId }) {
    const [found] = await enquiriesIn(reading, { enquiryId })
    const caseBanner = found && (await bannerOf(reading, found.caseId))
    return caseBanner && { ...found, banner: caseBanner }
  },
  subjects: ({ caseId }) => [caseId],
})

/** For the papers of a panel: what partners answered and was released, oldest question first, and who is still waited for. */
export async function repliesOf(reading: Reading, caseId: string) {
  const asked = (await enquiriesIn(reading, { caseId })).reverse()
  const released = asked.flatMap(({ agency, reply: given }) => (given?.releasedAt ? [{ agency, ...given }] : []))
  return {
    replies: released.map(({ agency, outcome, answer, contact, explanation, repliedAt }) => ({
      agency,
      outcome,
      words: [answer, contact, explanation].filter(Boolean).join('\n'),
      at: repliedAt,
    })),
    waitingFor: asked.filter(({ reply: given }) => !given?.releasedAt).map(({ agency }) => agency),
  }
}

/** Enquiries as this viewer may see them, newest first, each with its reply and what was sent to remind of it. */
export async function enquiriesIn(
  reading: Reading,
  which: { caseId: string } | { enquiryId: string },
): Promise<EnquiryShown[]> {
  const all = reading.tx
    .selectFrom('casework.enquiry as e')
    .innerJoin('organisation.agency as a', 'a.id', 'e.agency_id')
    .leftJoin('casework.enquiry_reply as r', 'r.enquiry_id', 'e.id')
    .leftJoin('casework.case_state as s', 's.case_id', 'e.case_id')
    .select(['e.id', 'e.case_id', 'a.name as agency', 'e.lawful_basis', 'e.sealed', 'e.asked_at', 'e.due_on'])
    .select(['e.agency_id', 'e.to_senior', 's.stage'])
    .select([
      sql<boolean>`a.senior_mailbox is not null`.as('hasSenior'),
      sql<boolean>`exists (select from casework.enquiry g where g.asks_again = e.id)`.as('askedAgain'),
      sql<
        z.infer<typeof reminder>[]
      >`coalesce((select json_agg(json_build_object('kind', m.kind, 'at', ${sql.raw(iso('m.sent_at'))})
        order by m.sent_at, m.kind) from casework.enquiry_reminder m where m.enquiry_id = e.id), '[]')`.as('reminders'),
    ])
    .select(['r.outcome', 'r.refusal_ground', 'r.sealed as reply_sealed', 'r.replied_at', 'r.released_at'])
    .orderBy('e.asked_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(200)
  const asked = 'caseId' in which ? all.where('e.case_id', '=', which.caseId) : all.where('e.id', '=', which.enquiryId)
  const [rows, targets] = await Promise.all([asked.execute(), chosenTargets(reading.tx)])
  return rows.map((row) => {
    const { about: _, again, ...told } = reading.open<SealedEnquiry>(row.case_id, enquirySeal, row.sealed)
    const given = row.reply_sealed && {
      ...reading.open<SealedReply>(row.case_id, replySeal, row.reply_sealed),
      outcome: row.outcome!,
      ground: row.refusal_ground,
      repliedAt: row.replied_at!,
      releasedAt: row.released_at,
    }
    const { hasSenior, askedAgain, reminders } = row
    const waiting = {
      askedOn: dayOf(row.asked_at),
      dueOn: row.due_on,
      over: row.outcome !== null || row.stage === 'finished',
      toSenior: row.to_senior,
      hasSenior,
      sent: reminders.map(({ kind }) => kind),
      within: remindersBy(targets, row.asked_at),
    }
    return {
      enquiryId: row.id,
      caseId: row.case_id,
      agencyId: row.agency_id,
      agency: row.agency,
      again: again ?? null,
      askedAgain,
      hasSenior,
      reminders,
      next: nextReminder(waiting, reading.today, reading.holidays) ?? null,
      ...told,
      lawfulBasis: row.lawful_basis,
      askedAt: row.asked_at,
      dueOn: row.due_on,
      ...stateOf({ dueOn: row.due_on, reply: given }, reading.today, reading.holidays),
      reply: given,
    }
  })
}
