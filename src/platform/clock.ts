import type { Database } from './db/database.ts'

const believedForMs = 60_000
const jumpMs = 1000

/**
 * The town's time is the database's, which every process shares: read once, and carried on by what counts the time since
 * this machine started, so that a jump of this machine's clock moves nothing. Read again every minute, and whenever the
 * two disagree on how much time has passed (a machine that slept stops counting). Throws when the database is away.
 */
export async function clockOf({ pool }: Pick<Database, 'pool'>): Promise<() => Date> {
  let known = await read()
  let isReading = false

  async function read() {
    const before = performance.now()
    const { rows } = await pool.query<{ at: number }>(
      'select extract(epoch from clock_timestamp())::float8 * 1000 as at',
    )
    const then = (before + performance.now()) / 2
    return { at: rows[0]!.at, then, here: Date.now() - (performance.now() - then) }
  }

  function readAgain() {
    if (isReading) return
    isReading = true
    void read()
      .then((fresh) => (known = fresh))
      .catch(() => {})
      .finally(() => (isReading = false))
  }

  return () => {
    const passed = performance.now() - known.then
    if (passed > believedForMs || Math.abs(Date.now() - known.here - passed) > jumpMs) readAgain()
    return new Date(known.at + passed)
  }
}
