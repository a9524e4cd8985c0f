import type { Shown } from '../../../platform/module.ts'
import { dayOf, showDay, showInstant } from '../../../platform/pure/days.ts'
import { InsetText, SummaryList, Table, Tag } from '../../../platform/ui/markup.tsx'
import { CaseAct } from '../../cases/index.ts'
import type { Mark } from '../names.ts'
import type { Candidate, ToMatchShown } from '../queries.ts'
import { matchQuestions } from '../questions.ts'

export function MatchPage(shown: Shown<ToMatchShown>) {
  const { known, form } = shown
  const matched = known.personId !== null
  const only = known.options.forces.length === 1 && !matched ? { homeForce: known.options.forces[0]!.value } : undefined
  return (
    <CaseAct
      shown={{ ...shown, form: { ...form, values: form.values ?? only } }}
      notNow={matched ? 'This referral is matched to a person already.' : undefined}
      title="Match a referral to a person"
      banner={known.banner}
      heading="who is this?"
      questions={matchQuestions}
      submit="Record the answer"
    >
      <SummaryList rows={rowsOf(known)} />
      {known.unsure.map(({ reason, at }) => (
        <InsetText>
          Left open on {showInstant(at)}: {reason}
        </InsetText>
      ))}
      {!matched && <Candidates of={known.candidates} />}
    </CaseAct>
  )
}

function Candidates({ of }: { of: readonly Candidate[] }) {
  return (
    <>
      <h2 class="govuk-heading-m">Who is recorded already and is like this</h2>
      {of.length ? (
        of.map((candidate) => <CandidateShown candidate={candidate} />)
      ) : (
        <p class="govuk-body">
          Nobody recorded has such a name, one that sounds like it, or this birth date. If that is right, record a new
          person.
        </p>
      )}
    </>
  )
}

function rowsOf({ names, born, ageAbout, referralReference }: ToMatchShown) {
  return [
    { label: 'Referral', text: referralReference },
    ...names.map(({ givenNames, familyName }, index) => ({
      label: index ? 'Other name' : 'Name',
      text: [givenNames || 'no forename', familyName || 'no surname'].join(' '),
    })),
    { label: 'Birth date', text: born ? showDay(born) : 'Not given' },
    { label: 'Approximate age', text: ageAbout === null ? 'Not given' : String(ageAbout) },
  ]
}

function CandidateShown({ candidate: { name, fields, referrals } }: { candidate: Candidate }) {
  return (
    <>
      <Table
        caption={name}
        columns={[{ text: 'Field' }, { text: 'This referral' }, { text: 'On record' }, { text: 'Compared' }]}
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
