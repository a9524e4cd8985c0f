import { z } from 'zod'
import { option } from '../../platform/options.ts'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { banner, bannerOf, isReferredToPanel } from '../cases/index.ts'
import { concerns, optionsOn, sectors } from './code-lists.ts'
import { handOverShown, handOversOf } from '../hand-overs/index.ts'
import { closingsOf, gatewayOf } from './decisions.ts'
import { otherReferrals, referralOf } from './reading.ts'
import { closing, gatewayOutcome, otherReferral, referral } from './shapes.ts'
import { referralPolicy } from './policy.ts'
import { call, whomToCall } from './whom-to-call.ts'

const form = z.object({
  call,
  options: z.object({ sectors: z.array(option), concerns: z.array(option) }),
})
export type ReferralForm = z.infer<typeof form>

const readForm = async ({ tx, today }: Reading): Promise<ReferralForm> => ({
  call: await whomToCall({ tx }),
  options: { sectors: optionsOn(sectors, today), concerns: optionsOn(concerns, today) },
})

export const referralForm = query({
  name: 'referrals.form',
  zone: 'casework',
  summary: 'What the referral form offers to members of staff',
  about: z.object({}),
  gives: form,
  allows: referralPolicy.make,
  read: readForm,
})

export const publicReferralForm = query({
  name: 'referrals.form-public',
  zone: 'casework',
  summary: 'What the referral form offers to somebody without an account',
  about: z.object({}),
  gives: form,
  allows: referralPolicy.makeInPublic,
  read: readForm,
})

export const followForm = query({
  name: 'referrals.follow-form',
  zone: 'casework',
  summary: 'Whom a referrer may call',
  about: z.object({}),
  gives: z.object({ call }),
  allows: referralPolicy.follow,
  read: async ({ tx }) => ({ call: await whomToCall({ tx }) }),
})

const referredCase = z.object({
  caseId: z.uuid(),
  stage: z.string(),
  personId: z.uuid().nullable(),
  homeForceId: z.uuid().nullable(),
  isRepeat: z.boolean(),
  /** The coordinator let a referrer without an account see more. */
  isReleased: z.boolean(),
  isReferredToPanel: z.boolean(),
  banner,
  referral,
  others: z.array(otherReferral),
  gateway: z.array(gatewayOutcome),
  closings: z.array(closing),
  pending: z
    .object({ closureId: z.uuid(), proposedById: z.string(), passedTo: z.string().nullable(), reason: z.string() })
    .nullable(),
  handOvers: z.array(handOverShown),
})
export type ReferredCaseShown = z.infer<typeof referredCase>

/** A referral as this viewer may read it, with the other referrals of the same person and what was decided on it. */
async function readReferredCase(
  reading: Reading,
  { caseId }: { caseId: string },
): Promise<ReferredCaseShown | undefined> {
  const found = await bannerOf(reading, caseId)
  const one = found && (await referralOf(reading, caseId))
  if (!one) return undefined
  const closings = await closingsOf(reading, caseId)
  return {
    caseId,
    stage: found.stage,
    personId: found.personId,
    homeForceId: found.homeForceId,
    isRepeat: one.isRepeat,
    isReleased: one.isReleased,
    isReferredToPanel: await isReferredToPanel(reading, caseId),
    banner: found,
    referral: one.referral,
    others: await otherReferrals(reading, caseId),
    gateway: await gatewayOf(reading, caseId),
    closings,
    pending: closings.find(({ needsSecond, answer }) => needsSecond && !answer) ?? null,
    handOvers: await handOversOf(reading, caseId),
  }
}

const referred = {
  zone: 'casework',
  about: z.object({ caseId: id() }),
  gives: referredCase,
  read: readReferredCase,
  subjects: ({ caseId, others }: ReferredCaseShown) => [caseId, ...others.map((other) => other.caseId)],
} as const

export const referralOfCase = query({
  ...referred,
  name: 'referrals.referral',
  summary: 'A referral with every answer, and the other referrals of the same person beside it',
  allows: referralPolicy.read,
})
export const gatewayPage = query({
  ...referred,
  name: 'referrals.gateway',
  summary: 'What the police need for the gateway, and what they recorded so far',
  allows: referralPolicy.recordGateway,
})
export const closingPage = query({
  ...referred,
  name: 'referrals.closing',
  summary: 'A case before its closing is proposed',
  allows: referralPolicy.proposeClosing,
})
export const closingAnswerPage = query({
  ...referred,
  name: 'referrals.closing-answer',
  summary: 'What the second person needs to agree or decline a closing',
  allows: referralPolicy.answerClosing,
})
export const releasePage = query({
  ...referred,
  name: 'referrals.to-release',
  summary: 'A case before its referrer is told more',
  allows: referralPolicy.release,
})
