import { setTimeout as pause } from 'node:timers/promises'
import type { World } from './world.ts'

/** Until so many wait for a lock in the database, or what might have waited for one is over. */
export async function untilTheyWait({ sql }: Pick<World, 'sql'>, howMany: number, unless: Promise<unknown>) {
  let isOver = false
  const over = () => {
    isOver = true
  }
  unless.then(over, over)
  while (!isOver) {
    const waiting = await sql(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
    if (waiting.length >= howMany) return
    await pause(5)
  }
}
