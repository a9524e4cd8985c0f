import type { Writing } from '../../platform/town.ts'
import type { Referred } from './candidates.ts'

/** Records a new person with every name that the referral gives, in `saves`; gives their id. */
export async function recordPerson(writing: Writing, referred: Referred): Promise<string> {
  const personId = writing.newId()
  const { givenNames, familyName } = referred.names[0]!
  writing.newKey(personId)
  await writing.tx
    .insertInto('casework.person')
    .values({
      id: personId,
      given_names: givenNames,
      family_name: familyName,
      born: referred.born,
      age_about: referred.ageAbout,
      age_about_on: referred.ageAbout === null ? null : writing.today,
      created_at: writing.now,
    })
    .execute()
  await insertNames(writing, personId, referred, referred.names)
  return personId
}

/** Adds the spellings of a referral that were not known yet, and a birth date where there was none. */
export async function addNames(writing: Writing, personId: string, referred: Referred): Promise<void> {
  const known = await writing.tx
    .selectFrom('casework.person_name')
    .select(['given_names', 'family_name'])
    .where('person_id', '=', personId)
    .execute()
  const spelt = new Set(known.map((name) => `${name.given_names}\n${name.family_name}`))
  const fresh = referred.names.filter(({ givenNames, familyName }) => !spelt.has(`${givenNames}\n${familyName}`))
  if (fresh.length) await insertNames(writing, personId, referred, fresh)
  if (referred.born === null) return
  await writing.tx
    .updateTable('casework.person')
    .set({ born: referred.born })
    .where('id', '=', personId)
    .where('born', 'is', null)
    .execute()
}

const insertNames = (writing: Writing, personId: string, { referralReference }: Referred, names: Referred['names']) =>
  writing.tx
    .insertInto('casework.person_name')
    .values(
      names.map(({ givenNames, familyName }) => ({
        id: writing.newId(),
        person_id: personId,
        given_names: givenNames,
        family_name: familyName,
        source: `Referral ${referralReference}`,
        recorded_on: writing.today,
      })),
    )
    .execute()
