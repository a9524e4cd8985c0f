import { sql } from 'kysely'
import type { Reading } from '../../platform/town.ts'
import { alikeness, datesAlike, type Likeness, type Part } from './alike.ts'
import { compare, type Identity } from './names.ts'
import { hashOfPostcode, postcodesOf } from './postcodes.ts'
import type { Candidate } from './queries.ts'

/** Somebody as they are looked for: every name that is given, a birth date or an age, and where they live. */
export type Sought = Identity

const shownAtMost = 10

/**
 * Recorded persons who may be the one sought, the likeliest first, each field compared and their referrals beside them.
 * As the viewer: whoever is closed to them is none. `except`: the record that is looked from.
 */
export async function candidatesFor(reading: Reading, sought: Sought, except?: string): Promise<Candidate[]> {
  const likely = await personsLike(reading, sought)
  const ids = likely.filter((id) => id !== except)
  if (!ids.length) return []
  const postcodes = sought.postcodes.map((code) => postcodeHash(reading, code))
  const [persons, here] = await Promise.all([recordsOf(reading, ids), spokenNames(reading, sought)])
  const ours: Likeness = { names: here, born: dates(sought.born), ageAbout: sought.ageAbout, postcodes }
  const ranked = persons
    .flatMap((person) => {
      const like = alikeness(ours, likenessOf(person))
      return like === undefined ? [] : [{ person, like }]
    })
    .sort((one, other) => other.like - one.like || (one.person.id < other.person.id ? 1 : -1))
    .slice(0, shownAtMost)
    .map(({ person }) => person)
  if (!ranked.length) return []
  const found = ranked.map(({ id }) => id)
  const [referrals, there] = await Promise.all([referralsOf(reading, found), postcodesOf(reading, found)])
  return ranked.map((person) => ({
    personId: person.id,
    name: `${person.given_names} ${person.family_name}`.trim(),
    fields: compare(sought, {
      names: person.names.map(({ given: givenNames, family: familyName }) => ({ givenNames, familyName })),
      born: nearest(sought.born, [...dates(person.born), ...person.born_too]),
      ageAbout: person.age_about,
      postcodes: there.get(person.id) ?? [],
    }),
    referrals: referrals.filter((row) => row.person_id === person.id).map(shown),
  }))
}

/** Of the birth dates of records that were found to be one, the one most like this. */
const nearest = (born: string | null, there: readonly string[]): string | null =>
  (born === null ? there[0] : there.toSorted((one, other) => datesAlike(born, other) - datesAlike(born, one))[0]) ??
  null

/**
 * Of those who are alike, whoever a human must look at before a record is made for somebody else: whoever has the same
 * names, or names like them and no birth date that speaks against it. All of them, where there may be more than are shown.
 */
export const mayBeTheSame = (candidates: readonly Candidate[]): readonly Candidate[] =>
  candidates.length < shownAtMost
    ? candidates.filter((each) => hasSameNames(each) || !isOfAnotherBirth(each))
    : candidates

const hasSameNames = ({ fields }: Candidate) =>
  fields.filter(({ field, mark }) => ['Surname', 'Forenames', 'Swapped names'].includes(field) && mark === 'match')
    .length >= (fields.some(({ field }) => field === 'Swapped names') ? 1 : 2)

const isOfAnotherBirth = ({ fields }: Candidate) =>
  fields.some(({ field, here, there }) => field === 'Birth date' && here && there && datesAlike(here, there) < 0)

const postcodeHash = (reading: Reading, postcode: string) => hashOfPostcode(reading, postcode).toString('hex')

const dates = (born: string | null) => (born ? [born] : [])
const likenessOf = (person: PersonRow): Likeness => ({
  names: person.names.map(({ spoken }) => spoken),
  born: [...dates(person.born), ...person.born_too],
  ageAbout: person.age_about,
  postcodes: person.postcodes,
})

async function personsLike(reading: Reading, { names, born, postcodes }: Sought): Promise<string[]> {
  const asked = JSON.stringify(names.map(({ givenNames: given, familyName: family }) => ({ given, family })))
  const codes = postcodes.map((code) => postcodeHash(reading, code))
  const { rows } = await sql<{ ids: string[] }>`
    select casework.persons_like(${asked}::jsonb, ${born}::date, ${codes}::text[]) as ids`.execute(reading.tx)
  return rows[0]!.ids
}

async function spokenNames({ tx }: Reading, { names }: Sought): Promise<Part[][]> {
  const [given, family] = [names.map((name) => name.givenNames), names.map((name) => name.familyName)]
  const { rows } = await sql<{ spoken: Part[] }>`
    select casework.name_spoken(g, f) as spoken from unnest(${given}::text[], ${family}::text[]) n (g, f)`.execute(tx)
  return rows.map(({ spoken }) => spoken)
}

interface PersonRow {
  id: string
  given_names: string
  family_name: string
  born: string | null
  born_too: string[]
  age_about: number | null
  names: { given: string; family: string; spoken: Part[] }[]
  postcodes: string[]
}

async function recordsOf({ tx }: Reading, ids: string[]): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select p.id, p.given_names, p.family_name, p.born, p.age_about,
      array(select m.born::text from casework.person m where m.merged_into = p.id and m.born is not null) as born_too,
      (select coalesce(json_agg(json_build_object('given', n.given_names, 'family', n.family_name,
          'spoken', n.spoken) order by n.recorded_on, n.id), '[]')
        from casework.person_name n where n.person_id = p.id and n.ended_at is null) as names,
      array(select encode(f.postcode_hash, 'hex') from casework.person_fact f
        where f.person_id = p.id and f.postcode_hash is not null and f.ended_at is null) as postcodes
    from casework.person p where p.id = any (${ids}::uuid[])`.execute(tx)
  return rows
}

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
