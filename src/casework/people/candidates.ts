import { sql } from 'kysely'
import type { Reading } from '../../platform/town.ts'
import { compare, type Identity, plainName } from './names.ts'
import type { Candidate } from './queries.ts'

/** The person as a referral gives them, with every name it gives. */
export interface Referred extends Identity {
  names: { givenNames: string; familyName: string }[]
  referralId: string
  referralReference: string
}

/** Recorded persons who may be the one referred, the likeliest first, each field compared and their referrals beside them. */
export async function candidatesFor(reading: Reading, referred: Referred): Promise<Candidate[]> {
  const ids = await idsLike(reading, referred)
  if (!ids.length) return []
  const [persons, names, referrals] = [
    await personsOf(reading, ids),
    await namesOf(reading, ids),
    await referralsOf(reading, ids),
  ]
  return ids.flatMap((personId) => {
    const person = persons.find(({ id }) => id === personId)
    if (!person) return []
    const known = names.filter(({ person_id }) => person_id === personId)
    const there = {
      names: known.map((name) => ({ givenNames: name.given_names, familyName: name.family_name })),
      born: person.born,
      ageAbout: person.age_about,
    }
    return [
      {
        personId,
        name: `${person.given_names} ${person.family_name}`.trim(),
        fields: compare(referred, there),
        referrals: referrals.filter((row) => row.person_id === personId).map(shown),
      },
    ]
  })
}

async function idsLike({ tx }: Reading, { names, born }: Referred): Promise<string[]> {
  const plain = (part: 'givenNames' | 'familyName') => [
    ...new Set(names.map((name) => plainName(name[part])).filter(Boolean)),
  ]
  const { rows } = await sql<{
    ids: string[]
  }>`select casework.persons_like(${plain('givenNames')}::text[], ${plain('familyName')}::text[], ${born}::date) as ids`.execute(
    tx,
  )
  return rows[0]!.ids
}

const personsOf = ({ tx }: Reading, ids: string[]) =>
  tx
    .selectFrom('casework.person')
    .select(['id', 'given_names', 'family_name', 'born', 'age_about'])
    .where('id', 'in', ids)
    .execute()

const namesOf = ({ tx }: Reading, ids: string[]) =>
  tx
    .selectFrom('casework.person_name')
    .select(['person_id', 'given_names', 'family_name'])
    .where('person_id', 'in', ids)
    .orderBy('recorded_on')
    .orderBy('id')
    .execute()

const referralsOf = ({ tx }: Reading, ids: string[]) =>
  tx
    .selectFrom('casework.referral as r')
    .innerJoin('casework.case as c', 'c.id', 'r.case_id')
    .innerJoin('casework.case_state as s', 's.case_id', 'c.id')
    .select([
      'r.case_id',
      'c.person_id',
      'r.reference',
      'r.received_at',
      'r.given_names',
      'r.family_name',
      'r.concern',
      's.stage',
    ])
    .where('c.person_id', 'in', ids)
    .orderBy('r.received_at')
    .execute()

const shown = (row: Awaited<ReturnType<typeof referralsOf>>[number]) => ({
  caseId: row.case_id,
  reference: row.reference,
  receivedAt: row.received_at,
  name: `${row.given_names} ${row.family_name}`.trim(),
  concern: row.concern,
  stage: row.stage,
})
