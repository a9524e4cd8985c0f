import { inTransaction } from '../src/platform/db/database.ts'
import { SettingsProblem } from '../src/platform/settings.ts'
import type { Town } from '../src/platform/town.ts'
import { aProcess } from '../src/platform/viewer.ts'

/**
 * Whether the loading of the demo town was broken off in this database: its loader did something, and no town was
 * founded after all. Nothing in it is anybody's, and its people's password is known to everyone.
 */
export async function isHalfLoaded(town: Town): Promise<boolean> {
  if (town.founded) return false
  const viewer = aProcess('demo loader')
  const first = await inTransaction(town.database, { viewer, role: 'trust_reader' }, (tx) =>
    tx.selectFrom('trust.journal').select('id').where('viewer_id', '=', viewer.id).limit(1).executeTakeFirst(),
  )
  return first !== undefined
}

/** Throws for whatever would be mixed with the remains. */
export async function refuseHalfLoaded(town: Town): Promise<void> {
  if (!(await isHalfLoaded(town))) return
  throw new SettingsProblem(
    'This database holds part of a demo town whose loading was broken off: start the town once (npm start), which takes it out, or use another ONETOWN_DATA or an empty database.',
  )
}
