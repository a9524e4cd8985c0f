import { command } from '../../../platform/command.ts'
import { newReference } from '../../../platform/pure/reference.ts'
import type { Writing } from '../../../platform/town.ts'
import { keepDocument } from '../../attachments/index.ts'
import { openCase } from '../../cases/index.ts'
import { handOver } from '../../hand-overs/index.ts'
import { referralPolicy } from '../policy.ts'
import { publicReferralForm, referralForm } from '../queries.ts'
import { publicReferralQuestions, referralQuestions, type ReferralAnswers } from '../questions.ts'
import { receiveReferral, type ReferralReceived } from '../rules.ts'

export const makeReferral = command({
  name: 'referrals.make',
  zone: 'casework',
  summary: 'Refer somebody, as a member of staff of the council or of a partner',
  asks: referralQuestions,
  knows: referralForm,
  allows: referralPolicy.make,
  decides: (_known, answers, deciding) => receiveReferral(answers, deciding),
  saves: saveReferral,
})

export const makePublicReferral = command({
  name: 'referrals.make-public',
  zone: 'casework',
  summary: 'Refer somebody, without an account',
  asks: publicReferralQuestions,
  knows: publicReferralForm,
  allows: referralPolicy.makeInPublic,
  decides: (_known, answers, deciding) => receiveReferral(answers, deciding),
  saves: saveReferral,
})

/** What was asked and is found or counted stands in columns; the rest is sealed with the key of the case. */
async function saveReferral(writing: Writing, fact: ReferralReceived): Promise<Record<string, string>> {
  const { viewer } = writing
  const [reference, code, caseId] = [newReference('R'), newReference('K'), writing.newId()]
  const { documents, ...answers } = fact.answers
  const { columns, rest } = inColumns(answers)
  const referralId = writing.newId()
  await openCase(writing, caseId)
  await writing.tx
    .insertInto('casework.referral')
    .values({
      id: referralId,
      case_id: caseId,
      reference,
      code_hash: writing.hash('referral code', code),
      received_at: writing.now,
      came_by: viewer.kind === 'staff' ? 'signed in' : 'public',
      referrer_id: viewer.kind === 'staff' ? viewer.id : null,
      referrer_agency_id: viewer.agencyId,
      ...columns,
      sealed: writing.seal(caseId, 'referral', rest),
    })
    .execute()
  for (const { file, description } of documents)
    await keepDocument(writing, {
      caseId,
      file,
      cameWith: 'referral',
      cameWithId: referralId,
      what: 'other',
      description,
      source: null,
    })
  if (fact.childWhy) await tellChildrensSocialCare(writing, caseId, fact.childWhy)
  // The case exists from here on: the fact names it, so that its stage and its deadlines follow.
  fact.caseId = caseId
  fact.referenceWord = reference
  return { reference, code, ...(fact.childWhy ? { toldToo: "children's social care" } : {}) }
}

const tellChildrensSocialCare = (writing: Writing, caseId: string, why: string) =>
  handOver(writing, {
    caseId,
    toService: "children's social care",
    why,
    what: ['names', 'birth date or age', 'addresses', 'children', 'the concern', 'who referred'],
  })

function inColumns(answers: Omit<ReferralAnswers, 'documents'>) {
  const { givenNames, familyName, born, ageAbout, sector, concern, wishesUnnamed, personKnows, ...rest } = answers
  const columns = {
    given_names: givenNames ?? '',
    family_name: familyName ?? '',
    born: born ?? null,
    age_about: ageAbout ?? null,
    sector,
    concern,
    wishes_unnamed: wishesUnnamed,
    person_knows: personKnows,
  }
  return { columns, rest }
}
