import { command } from '../../../platform/command.ts'
import { staffPolicy } from '../policy.ts'
import { oneOfStaff } from '../queries.ts'
import { authorisationQuestions } from '../questions.ts'
import { authorise, endAuthorisation } from '../rules.ts'

const forWhat = 'section 36 decision'

export const authoriseForSection36 = command({
  name: 'staff.authorise',
  zone: 'organisation',
  summary: 'Record that an officer of the council or the police is authorised to make section 36 decisions, and when',
  asks: authorisationQuestions,
  knows: oneOfStaff,
  allows: staffPolicy.authorise,
  decides: authorise,
  async saves({ tx, newId, viewer, now }, { staffId, byWhom, from, until }) {
    await tx
      .insertInto('organisation.authorisation')
      .values({
        id: newId(),
        staff_id: staffId,
        for_what: forWhat,
        by_whom: byWhom,
        from_on: from,
        until_on: until ?? null,
        recorded_by: viewer.kind === 'staff' ? viewer.id : null,
        recorded_at: now,
      })
      .execute()
  },
})

export const endTheAuthorisation = command({
  name: 'staff.end-authorisation',
  zone: 'organisation',
  summary: 'End the authorisation of an officer to make section 36 decisions, from now on',
  asks: {},
  knows: oneOfStaff,
  allows: staffPolicy.configure,
  decides: endAuthorisation,
  async saves({ tx, viewer, now }, { staffId }) {
    await tx
      .updateTable('organisation.authorisation')
      .set({ ended_at: now, ended_by: viewer.id })
      .where('staff_id', '=', staffId)
      .where('for_what', '=', forWhat)
      .where('ended_at', 'is', null)
      .execute()
  },
})
