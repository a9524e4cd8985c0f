import { sql } from 'kysely'
import type { Reading } from '../../platform/town.ts'
import { documentsWith } from '../attachments/index.ts'
import { mayKnowTheUnnamed, saysWho } from './policy.ts'
import type { ReferralAnswers } from './questions.ts'
import type { OtherReferral, Referral } from './shapes.ts'

type Sealed = Omit<
  ReferralAnswers,
  | 'givenNames'
  | 'familyName'
  | 'born'
  | 'ageAbout'
  | 'sector'
  | 'concern'
  | 'wishesUnnamed'
  | 'personKnows'
  | 'documents'
>
/** The referral that opened a case, with the answers that this viewer may read. */
export async function referralOf(
  reading: Reading,
  caseId: string,
): Promise<{ isRepeat: boolean; isReleased: boolean; referral: Referral } | undefined> {
  const row = await referralRow(reading, caseId)
  if (!row) return undefined
  const sealed = reading.open<Sealed>(caseId, 'referral', row.sealed)
  const withheld = row.wishes_unnamed && !mayKnowTheUnnamed(reading.viewer.roles)
  const { statements, ...rest } = sealed
  const columns = {
    givenNames: row.given_names,
    familyName: row.family_name,
    born: row.born,
    ageAbout: row.age_about,
    sector: row.sector,
    concern: row.concern,
    wishesUnnamed: row.wishes_unnamed,
    personKnows: row.person_knows,
  }
  return {
    isRepeat: row.is_repeat,
    isReleased: row.released,
    referral: {
      documents: await documentsWith(reading, caseId, row.id),
      reference: row.reference,
      receivedAt: row.received_at,
      cameBy: row.came_by,
      sector: row.sector,
      concern: row.concern,
      referrer: withheld
        ? null
        : [row.referrer ?? sealed.yourName, row.agency ?? sealed.yourOrganisation].filter(Boolean).join(', ') || null,
      withheld,
      statements,
      answers: { ...columns, ...(withheld ? without(rest, saysWho) : rest) },
    },
  }
}

/** Whom the referral that opened a case names: every name that it gives, and how old they are. */
export async function referredPerson({ tx, open }: Reading, caseId: string) {
  const row = await tx
    .selectFrom('casework.referral')
    .select(['id', 'reference', 'given_names', 'family_name', 'born', 'age_about', 'sealed'])
    .where('case_id', '=', caseId)
    .orderBy('received_at')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const said = open<Sealed>(caseId, 'referral', row.sealed)
  const { otherNames, addresses } = said
  const others = otherNames.map(({ givenNames = '', familyName = '' }) => ({ givenNames, familyName }))
  const first = { givenNames: row.given_names, familyName: row.family_name }
  const names = [first, ...others].filter(({ givenNames, familyName }) => givenNames || familyName)
  return {
    referralId: row.id,
    referralReference: row.reference,
    names,
    born: row.born,
    ageAbout: row.age_about,
    postcodes: addresses.flatMap(({ postcode }) => postcode ?? []),
    /** What else it says about the person, for their record. */
    said,
  }
}

const referralRow = ({ tx }: Reading, caseId: string) =>
  tx
    .selectFrom('casework.referral as r')
    .innerJoin('casework.case as c', 'c.id', 'r.case_id')
    .leftJoin('organisation.staff as s', 's.id', 'r.referrer_id')
    .leftJoin('organisation.agency as a', 'a.id', 'r.referrer_agency_id')
    .selectAll('r')
    .select(['c.is_repeat', 's.name as referrer', 'a.name as agency'])
    .select(sql<boolean>`exists (select from casework.referral_release x where x.case_id = r.case_id)`.as('released'))
    .where('r.case_id', '=', caseId)
    .orderBy('r.received_at')
    .limit(1)
    .executeTakeFirst()

const without = (answers: object, names: readonly string[]) =>
  Object.fromEntries(Object.entries(answers).filter(([name]) => !names.includes(name)))

interface OtherRow {
  case_id: string
  reference: string
  received_at: string
  given_names: string
  family_name: string
  born: string | null
  age_about: number | null
  sector: string
  concern: string
  sealed: Buffer
  stage: string
  gateway: string | null
  ground: string | null
  closed_for: string | null
  mistaken: boolean
}

/** The other referrals of the same person, oldest first, with what was said in each: for whoever works the case. */
export async function otherReferrals(reading: Reading, caseId: string): Promise<OtherReferral[]> {
  const { rows } = await sql<OtherRow>`select * from casework.other_referrals(${caseId})`.execute(reading.tx)
  return rows.map((row) => ({
    caseId: row.case_id,
    reference: row.reference,
    receivedAt: row.received_at,
    name: `${row.given_names} ${row.family_name}`.trim(),
    born: row.born,
    ageAbout: row.age_about,
    sector: row.sector,
    concern: row.concern,
    stage: row.stage,
    gateway: row.gateway,
    ground: row.ground,
    closedFor: row.closed_for,
    mistaken: row.mistaken,
    statements: reading.open<Sealed>(row.case_id, 'referral', row.sealed).statements,
  }))
}
