import { dayOf, showDay } from '../../../platform/pure/days.ts'
import { Table, Tag } from '../../../platform/ui/markup.tsx'
import type { Mark } from '../names.ts'
import type { Candidate } from '../queries.ts'

interface CandidateProps {
  candidate: Candidate
  /** What is compared: "This referral". */
  here: string
}

/** Somebody who is recorded, field by field beside whom they are compared with, and their referrals. No number: a person decides. */
export function CandidateShown({ candidate: { name, fields, referrals }, here: called }: CandidateProps) {
  return (
    <>
      <Table
        caption={name}
        columns={[{ text: 'Field' }, { text: called }, { text: 'On record' }, { text: 'Compared' }]}
        rows={fields.map(({ field, mark, here, there }) => ({
          cells: [field, inWords(here), inWords(there), <Tag colour={colours[mark]}>{mark}</Tag>],
        }))}
      />
      <ul class="govuk-list govuk-list--bullet">
        {referrals.map(({ caseId, reference, receivedAt, name: as, concern, stage }) => (
          <li>
            <a class="govuk-link" href={`/cases/${caseId}/referral`}>
              Referral {reference}
            </a>{' '}
            of {showDay(dayOf(receivedAt))}, as {as}: {concern}; {stage}
          </li>
        ))}
      </ul>
    </>
  )
}

const colours: Record<Mark, 'green' | 'orange' | 'grey'> = { match: 'green', differs: 'orange', blank: 'grey' }

const inWords = (value: string) => (value ? showDay(value) : '–')
