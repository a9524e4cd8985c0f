import { z } from 'zod'
import { staffAsTheyAre } from '../../organisation/staff/index.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import type { Task } from '../../platform/jobs/jobs.ts'
import { perform } from '../../platform/perform.ts'
import type { Town } from '../../platform/town.ts'
import { aProcess } from '../../platform/viewer.ts'
import { type Undone, whyUndone } from '../../platform/why-undone.ts'
import { giveTheCase } from './commands/give-case.ts'

const payload = z.object({ reassignmentId: z.uuid() })

/**
 * Gives the cases that were confirmed, each by an act of its own in the name of whoever gives them, and notes by case
 * what was done and what was refused. Broken off anywhere it goes on where it was: the row's id is the act's.
 */
export const giveCasesOf =
  (town: Town): Task =>
  async (given) => {
    const { reassignmentId } = payload.parse(given)
    const work = await workOf(town, reassignmentId)
    const viewer = work && (await staffAsTheyAre(town, work.staff_id))
    if (!work) return
    const { reason } = JSON.parse(town.keys.open(reassignmentId, 'reassignment', work.sealed)) as { reason: string }
    const raw = {
      ...(work.coordinator_id ? { toCoordinator: work.coordinator_id } : {}),
      ...(work.lead_id ? { toLead: work.lead_id } : {}),
      reason,
    }
    for (const { id, case_id } of work.waiting) {
      const about = { caseId: case_id }
      const purpose = `given with others, ${reassignmentId}`
      const ending = viewer && (await perform(town, giveTheCase, { viewer, about, raw, actId: id, purpose }))
      await note(town, id, ending?.is === 'done' ? { state: 'done' } : { state: 'refused', why: whyNot(ending) })
    }
  }

/** Each ending by its own reason; undefined where whoever gave it works here no more. */
const whyNot = (ending: Undone | undefined) =>
  ending
    ? whyUndone(ending, {
        notFound: 'There is no such case that whoever gave it can see any more.',
        forbidden: 'Whoever gave it may not do so any more.',
      })
    : 'Whoever gave it does not work here any more.'

const inCasework = <T>(town: Town, work: (tx: Tx) => Promise<T>) =>
  inTransaction(town.database, { viewer: aProcess('giving cases'), role: 'casework_writer', now: town.clock() }, work)

const workOf = (town: Town, reassignmentId: string) =>
  inCasework(town, async (tx) => {
    const head = await tx
      .selectFrom('casework.reassignment')
      .select(['staff_id', 'coordinator_id', 'lead_id', 'sealed'])
      .where('id', '=', reassignmentId)
      .where('go_at', 'is not', null)
      .executeTakeFirst()
    const waiting = await tx
      .selectFrom('casework.reassignment_case')
      .select(['id', 'case_id'])
      .where('reassignment_id', '=', reassignmentId)
      .where('state', '=', 'waiting')
      .orderBy('place')
      .execute()
    return head && { ...head, waiting }
  })

const note = (town: Town, id: string, what: { state: 'done' } | { state: 'refused'; why: string }) =>
  inCasework(town, (tx) => tx.updateTable('casework.reassignment_case').set(what).where('id', '=', id).execute())
