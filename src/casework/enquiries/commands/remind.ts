import { command } from '../../../platform/command.ts'
import { choice } from '../../../platform/pure/questions.ts'
import { newLink } from '../links.ts'
import { enquiriesPolicy } from '../policy.ts'
import { enquiryToRemind } from '../reminding.ts'
import { remind, reminderKinds } from '../reminding-rules.ts'
import { linkEnds } from '../rules.ts'

/** Done by the daily job, never by a person: recorded first, so that each is sent once, and mailed after the commit. */
export const remindAgency = command({
  name: 'enquiries.remind',
  zone: 'casework',
  summary: 'Remind an agency of a question, or tell its senior contact that it was not answered',
  asks: {
    kind: choice({
      label: 'Which reminder?',
      missing: 'Say which reminder',
      options: reminderKinds.map((kind) => ({ value: kind, label: kind })),
    }),
  },
  knows: enquiryToRemind,
  allows: enquiriesPolicy.remind,
  decides: (known, answers, { today, holidays }) => remind(known, answers, today, holidays),
  async saves(writing, { caseId, enquiryId, kindWord }, { dueOn }) {
    const from = dueOn > writing.today ? dueOn : writing.today
    const link = { enquiryId, caseId, ends: linkEnds(from), toSenior: true, mailed: false }
    const linkId = kindWord === 'to the senior contact' ? await newLink(writing, link) : null
    const reminderId = writing.newId()
    await writing.tx
      .insertInto('casework.enquiry_reminder')
      .values({
        id: reminderId,
        enquiry_id: enquiryId,
        case_id: caseId,
        kind: kindWord,
        link_id: linkId,
        sent_at: writing.now,
      })
      .execute()
    await writing.enqueue('send-enquiry-reminder', { reminderId })
  },
})
