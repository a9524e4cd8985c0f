import type { Tx } from '../../platform/db/database.ts'
import { keyedHash } from '../../platform/keys.ts'
import { newReference, tidyReference } from '../../platform/pure/reference.ts'
import { newId } from '../../platform/road.ts'
import type { Town } from '../../platform/town.ts'

const howMany = 10

/** Ten codes, each for one sign-in without the telephone; those before them are void. Only their hashes are kept. */
export async function newRecoveryCodes(town: Town, tx: Tx, staffId: string): Promise<string[]> {
  const codes = Array.from({ length: howMany }, newCode)
  await tx.deleteFrom('organisation.recovery_code').where('staff_id', '=', staffId).execute()
  await tx
    .insertInto('organisation.recovery_code')
    .values(codes.map((code) => ({ id: newId(), staff_id: staffId, code_hash: hashOf(town, staffId, code) })))
    .execute()
  return codes
}

/** Uses up a code; false when there is none such, or it was used. Spaces, dashes and small letters do not matter. */
export async function useRecoveryCode(town: Town, tx: Tx, staffId: string, typed: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('organisation.recovery_code')
    .set({ used_at: town.clock() })
    .where('staff_id', '=', staffId)
    .where('code_hash', '=', hashOf(town, staffId, typed))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function recoveryCodesLeft(tx: Tx, staffId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('organisation.recovery_code')
    .select((the) => the.fn.countAll<number>().as('count'))
    .where('staff_id', '=', staffId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** The body of a reference: characters that nobody takes for others, nine of them random (40 bits, at ten tries in 15 minutes). */
const newCode = () => newReference('R').slice(2)

const hashOf = (town: Town, staffId: string, code: string) =>
  keyedHash(town.keys, 'recovery code', `${staffId} ${tidyReference(`R${code}`)}`)
