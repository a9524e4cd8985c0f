import type { Shown } from '../../../platform/module.ts'
import { showDay, showInstant } from '../../../platform/pure/days.ts'
import { InsetText, SummaryList } from '../../../platform/ui/markup.tsx'
import { CaseAct } from '../../cases/index.ts'
import type { Candidate, ToMatchShown } from '../queries.ts'
import { matchQuestions, newcomerQuestions } from '../questions.ts'
import { CandidateShown } from './candidate-shown.tsx'

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
      questions={known.candidates.length ? matchQuestions : newcomerQuestions}
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
        of.map((candidate) => <CandidateShown candidate={candidate} here="This referral" />)
      ) : (
        <p class="govuk-body">
          Nobody recorded has such a name or one like it: not by its sound, misspelt by a letter, swapped, shortened, or
          written in other letters; nor half of it with such a birth date or postcode. If that is right, record a new
          person.
        </p>
      )}
    </>
  )
}

function rowsOf({ names, born, ageAbout, postcodes, referralReference }: ToMatchShown) {
  return [
    { label: 'Referral', text: referralReference },
    ...names.map(({ givenNames, familyName }, index) => ({
      label: index ? 'Other name' : 'Name',
      text: [givenNames || 'no forename', familyName || 'no surname'].join(' '),
    })),
    { label: 'Birth date', text: born ? showDay(born) : 'Not given' },
    { label: 'Approximate age', text: ageAbout === null ? 'Not given' : String(ageAbout) },
    { label: 'Postcode', text: postcodes.join(', ') || 'Not given' },
  ]
}
