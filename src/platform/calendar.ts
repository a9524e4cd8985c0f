import type { Tx } from './db/database.ts'
import type { Holidays } from './pure/days.ts'

/** The town's bank holidays, for `workingDaysAfter` and its like. Any viewer may know them. */
export async function loadHolidays(tx: Tx, nation = 'england-and-wales'): Promise<Holidays> {
  const rows = await tx.selectFrom('platform.bank_holiday').select('day').where('nation', '=', nation).execute()
  return new Set(rows.map(({ day }) => day))
}
