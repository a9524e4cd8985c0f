import { sql } from 'kysely'
import { z } from 'zod'
import { option } from '../../platform/options.ts'
import { workingDaysAfter } from '../../platform/pure/days.ts'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { banner, bannerOf, basesOn } from '../cases/index.ts'
import { chosenTargets } from '../targets/index.ts'
import { targetAt } from '../targets/pure.ts'
import { notAskedYet } from './expected.ts'
import type { Expected } from './expected-rules.ts'
import { enquiriesPolicy } from './policy.ts'

const hinted = option.extend({ hint: z.string().optional() })
export const partner = z.object({
  agencyId: z.uuid(),
  name: z.string(),
  inAgreement: z.boolean(),
  decided: z.boolean(),
})
export const asker = z.object({ name: z.string(), agencyId: z.uuid(), agency: z.string() })
const shape = {
  caseId: z.uuid(),
  banner,
  stage: z.string(),
  agencies: z.array(partner),
  asker,
  options: z.object({ agencies: z.array(hinted), bases: z.array(hinted) }),
}

/** What is needed to ask a partner about the person of a case. */
export const readyToAsk = query({
  name: 'enquiries.ready-to-ask',
  zone: 'casework',
  summary: 'Which agencies can be asked about the person of a case, and on which lawful bases',
  about: z.object({ caseId: id() }),
  gives: z.object({ ...shape, dueOn: z.string() }),
  allows: enquiriesPolicy.ask,
  async read(reading, { caseId }) {
    const [ready, missed, dueOn] = await Promise.all([
      partnersFor(reading, caseId),
      notAskedYet(reading, caseId),
      dueIfAskedNow(reading),
    ])
    if (!ready) return undefined
    const agencies = ready.agencies.filter(({ mailbox }) => mailbox)
    const options = { ...ready.options, agencies: missedFirst(agencies, missed) }
    return { ...ready, agencies, dueOn, options }
  },
  subjects: ({ caseId }) => [caseId],
})

/** What is needed to decide that one case is shared with an agency that has no agreement. */
export const readyToShare = query({
  name: 'enquiries.ready-to-share',
  zone: 'casework',
  summary: 'Which agencies have no information-sharing agreement now',
  about: z.object({ caseId: id() }),
  gives: z.object(shape),
  allows: enquiriesPolicy.decideSharing,
  async read(reading, { caseId }) {
    const ready = await partnersFor(reading, caseId)
    if (!ready) return undefined
    const agencies = ready.agencies.filter(({ inAgreement }) => !inAgreement)
    return { ...ready, agencies, options: { ...ready.options, agencies: agencies.map(optionOf) } }
  },
  subjects: ({ caseId }) => [caseId],
})

type Partner = z.infer<typeof partner>

const optionOf = ({ agencyId, name, inAgreement, decided }: Partner) => ({
  value: agencyId,
  label: name,
  ...(inAgreement
    ? {}
    : { hint: decided ? 'By a sharing decision for this case' : 'No information-sharing agreement' }),
})

const whoTheyAre = {
  referrer: 'Referred this person, and was not asked yet',
  school: "The person's school, not asked yet",
}

/** Whoever knows the person and was not asked yet stands first, with the reason. */
function missedFirst(agencies: readonly Partner[], missed: readonly Expected[]) {
  const why = (agency: Partner) => missed.find(({ agencyId }) => agencyId === agency.agencyId)?.as
  const hints = agencies.map((agency) => {
    const as = why(agency)
    const option = optionOf(agency)
    const hint = [as && whoTheyAre[as], option.hint].filter(Boolean).join('. ')
    return { ...option, ...(hint ? { hint } : {}), first: as !== undefined }
  })
  return hints
    .toSorted((one, other) => Number(other.first) - Number(one.first))
    .map(({ value, label, hint }) => ({ value, label, ...(hint ? { hint } : {}) }))
}

/** The day by which an answer is wanted, by the town's target, if it is asked now. */
export async function dueIfAskedNow({ tx, today, now, holidays }: Reading): Promise<string> {
  return workingDaysAfter(today, targetAt(await chosenTargets(tx), 'enquiry', now.toISOString()), holidays)
}

/** The agencies that may be asked, and who asks; undefined when this viewer sees no such case. */
export async function partnersFor(reading: Reading, caseId: string) {
  const { tx, viewer, today, now } = reading
  const found = await bannerOf(reading, caseId)
  if (!found) return undefined
  const agencies = await tx
    .selectFrom('organisation.agency as a')
    .select((the) => [
      'a.id as agencyId',
      'a.name',
      'a.kind',
      'a.mailbox',
      'a.senior_mailbox as seniorMailbox',
      sql<boolean>`organisation.in_agreement(a.id)`.as('inAgreement'),
      the
        .exists(
          the
            .selectFrom('casework.sharing_decision as d')
            .select('d.id')
            .where('d.case_id', '=', caseId)
            .whereRef('d.agency_id', '=', 'a.id')
            .where('d.ends_at', '>', now.toISOString()),
        )
        .$castTo<boolean>()
        .as('decided'),
    ])
    .orderBy('a.name')
    .execute()
  const own = agencies.find(({ agencyId }) => agencyId === viewer.agencyId)
  if (!own) return undefined
  return {
    caseId,
    banner: found,
    stage: found.stage,
    agencies: agencies.filter(({ agencyId }) => agencyId !== own.agencyId),
    asker: { name: viewer.name, agencyId: own.agencyId, agency: own.name },
    options: { agencies: [], bases: basesOn(today, own.kind) },
  }
}
