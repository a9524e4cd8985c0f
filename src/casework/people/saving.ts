import { sql } from 'kysely'
import type { Writing } from '../../platform/town.ts'
import { settleCase } from '../cases/index.ts'
import type { referredPerson } from '../referrals/index.ts'
import { hashOfPostcode } from './postcodes.ts'
import type { ToRecord } from './record-rules.ts'

/** The person as the referral of a case gives them. */
export type Referred = NonNullable<Awaited<ReturnType<typeof referredPerson>>> & { caseId: string }

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

const insertNames = (
  writing: Writing,
  personId: string,
  { referralReference, caseId }: Referred,
  names: Referred['names'],
) =>
  writing.tx
    .insertInto('casework.person_name')
    .values(
      names.map(({ givenNames, familyName }) => ({
        id: writing.newId(),
        person_id: personId,
        case_id: caseId,
        kind: 'as referred',
        given_names: givenNames,
        family_name: familyName,
        source: `Referral ${referralReference}`,
        recorded_on: writing.today,
      })),
    )
    .execute()

/** Whom something is recorded about, in which case. */
export interface About {
  personId: string
  caseId: string
}

/** Writes down what is recorded about a person, in `saves`: sealed with the case in which it was recorded. */
export async function saveFacts(writing: Writing, { personId, caseId }: About, facts: readonly ToRecord[]) {
  if (!facts.length) return
  await writing.tx
    .insertInto('casework.person_fact')
    .values(
      facts.map(({ kind, knownHow = null, value = null, postcode, said }) => ({
        id: writing.newId(),
        person_id: personId,
        case_id: caseId,
        kind,
        known_how: knownHow,
        value,
        postcode_hash: postcode ? hashOfPostcode(writing, postcode) : null,
        sealed: writing.seal(caseId, 'person_fact', said),
        recorded_by: writing.viewer.id,
        recorded_at: writing.now,
      })),
    )
    .execute()
}

/** What a referral says about the person beside their names: the beginning of their record. What is there already stays once. */
export async function saveWhatIsSaid(writing: Writing, about: About, referred: Referred) {
  const source = `Referral ${referred.referralReference}`
  const facts = factsIn(referred).map((fact) => ({ ...fact, said: { ...fact.said, source } }))
  const rows = await writing.tx
    .selectFrom('casework.person_fact')
    .select(['kind', 'known_how', 'value', 'case_id', 'sealed'])
    .where('person_id', '=', about.personId)
    .where('ended_at', 'is', null)
    .execute()
  const there = new Set(
    rows.map((row) =>
      whatItSays({ ...row, knownHow: row.known_how, said: writing.open(row.case_id, 'person_fact', row.sealed) }),
    ),
  )
  await saveFacts(
    writing,
    about,
    facts.filter((fact) => !there.has(whatItSays(fact))),
  )
}

interface Saying {
  kind: string
  knownHow?: string | null | undefined
  value?: string | null | undefined
  said: Readonly<Record<string, string>>
}
const whatItSays = ({ kind, knownHow, value, said }: Saying) =>
  JSON.stringify([
    kind,
    knownHow ?? null,
    value ?? null,
    Object.entries(said)
      .filter(([name]) => name !== 'source')
      .sort(([one], [other]) => one.localeCompare(other)),
  ])

function factsIn({ said, born, ageAbout }: Referred): ToRecord[] {
  const { addresses, telephones, email, language, interpreter, ethnicityFrom, ethnicity } = said
  const contact = filled({ telephone: telephones, email })
  const age = filled({ born: born ?? undefined, age: ageAbout === null ? undefined : `${ageAbout}` })
  return [
    ...(Object.keys(age).length ? [{ kind: 'birth', said: age }] : []),
    ...addresses.map(({ address, postcode, which }) => ({
      kind: 'address',
      value: which,
      postcode,
      said: filled({ address, postcode }),
    })),
    ...(Object.keys(contact).length ? [{ kind: 'contact', said: contact }] : []),
    ...(language || interpreter !== undefined
      ? [{ kind: 'language', value: interpreterWord(interpreter), said: filled({ language }) }]
      : []),
    ...(ethnicityFrom ? [{ kind: 'ethnicity', knownHow: ethnicityFrom, value: ethnicity, said: {} }] : []),
  ]
}

export const interpreterWord = (needed: boolean | undefined) =>
  needed === undefined ? undefined : needed ? 'interpreter needed' : 'no interpreter needed'

/** What was answered, without what was left empty. */
export const filled = (answers: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(answers).filter((entry): entry is [string, string] => Boolean(entry[1])))

/** The cases of some persons, so that what lists show of them is worked out anew. */
export async function settleCasesOf(writing: Writing, personIds: readonly string[]): Promise<void> {
  const rows = await writing.tx
    .selectFrom('casework.case')
    .select('id')
    .where('person_id', 'in', [...personIds])
    .orderBy('id')
    .execute()
  for (const { id: caseId } of rows) await settleCase(writing, { is: 'the person changed', caseId })
}

/** Nobody else changes these persons until commit; in one order, so that two such acts never wait for each other. */
export const lockPersons = ({ tx }: Writing, ids: readonly string[]) =>
  sql`select from casework.person where id = any (${[...ids]}::uuid[]) order by id for update`.execute(tx)
