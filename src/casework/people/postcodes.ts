import type { Reading } from '../../platform/town.ts'

/** A postcode, however it is spaced, as the keyed hash by which it is found: a stolen database tells no address. */
export const hashOfPostcode = ({ hash }: Pick<Reading, 'hash'>, postcode: string): Buffer =>
  hash('postcode', postcode.toUpperCase().replace(/[^A-Z0-9]/g, ''))

/** The postcodes of some persons that this viewer may read, by person. */
export async function postcodesOf({ tx, open }: Reading, ids: string[]): Promise<Map<string, string[]>> {
  const rows = await tx
    .selectFrom('casework.person_fact')
    .select(['person_id', 'case_id', 'sealed'])
    .where('person_id', 'in', ids)
    .where('postcode_hash', 'is not', null)
    .where('ended_at', 'is', null)
    .execute()
  const found = new Map<string, string[]>()
  for (const { person_id, case_id, sealed } of rows) {
    const { postcode } = open<{ postcode?: string }>(case_id, 'person_fact', sealed)
    if (postcode) found.set(person_id, [...(found.get(person_id) ?? []), postcode])
  }
  return found
}
