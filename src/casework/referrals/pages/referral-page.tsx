import type { Shown } from '../../../platform/module.ts'
import { showInstant } from '../../../platform/pure/days.ts'
import { describeAnswers, type DescribedAnswer } from '../../../platform/pure/questions.ts'
import { Button, ButtonGroup, SummaryList, WarningText } from '../../../platform/ui/markup.tsx'
import { DocumentLinks } from '../../attachments/index.ts'
import { CaseFrame, mistakenMark } from '../../cases/index.ts'
import { proposeClosing } from '../commands/propose-closing.ts'
import { releaseProgress } from '../commands/release-progress.ts'
import { confirmGatewayOutcome } from '../../gateway/index.ts'
import { recordGateway } from '../commands/record-gateway.ts'
import { saysWho } from '../policy.ts'
import type { ReferredCaseShown } from '../queries.ts'
import { publicReferralQuestions } from '../questions.ts'
import { whyNotClose } from '../rules.ts'
import { Closings, GatewayOutcomes, HandOvers } from './decisions-shown.tsx'
import { SideBySide, Statements } from './side-by-side.tsx'

export function ReferralPage(shown: Shown<ReferredCaseShown>) {
  const { frame, known } = shown
  const { referral } = known
  return (
    <CaseFrame frame={frame} banner={known.banner} tab="Referral" title="The referral of a case">
      <Doing {...shown} />
      {known.banner.marks.includes(mistakenMark) && (
        <WarningText>
          This referral was found to be a mistake. Read what stands below as what was said, and not as what this person
          did.
        </WarningText>
      )}
      <h2 class="govuk-heading-m">Referral {referral.reference}</h2>
      <SummaryList
        rows={[
          { label: 'Received', text: showInstant(referral.receivedAt) },
          { label: 'Referred by', value: <ReferredBy {...known} /> },
          { label: 'Type of concern', text: referral.concern },
        ]}
      />
      <h2 class="govuk-heading-m">What happened, what was said</h2>
      <Statements of={referral.statements} />
      {referral.documents.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Documents that came with it</h2>
          <DocumentLinks documents={referral.documents} />
        </>
      )}
      <h2 class="govuk-heading-m">Referrals of the same person</h2>
      <SideBySide known={known} />
      <h2 class="govuk-heading-m">Gateway</h2>
      <GatewayOutcomes of={known.gateway} mayConfirm={shown.may(confirmGatewayOutcome)} />
      {known.closings.length > 0 && <h2 class="govuk-heading-m">Closing</h2>}
      <Closings of={known.closings} />
      <h2 class="govuk-heading-m">Handed over</h2>
      <HandOvers of={known.handOvers} />
      <p class="govuk-body">
        <a class="govuk-link" href={`/cases/${known.caseId}/hand-overs`}>
          Hand-overs and what came of them
        </a>
      </p>
      <h2 class="govuk-heading-m">Need and mistakes</h2>
      <ul class="govuk-list">
        <li>
          <a class="govuk-link" href={`/cases/${known.caseId}/need`}>
            Level of need
          </a>
        </li>
        <li>
          <a class="govuk-link" href={`/cases/${known.caseId}/mistaken`}>
            Whether this referral was a mistake
          </a>
        </li>
      </ul>
      {inParts(answersIn(known)).map(([part, rows]) => (
        <>
          <h2 class="govuk-heading-m">{part}</h2>
          <SummaryList rows={rows} />
        </>
      ))}
    </CaseFrame>
  )
}

function Doing({ known, may }: Shown<ReferredCaseShown>) {
  const matched = known.personId !== null
  return (
    <ButtonGroup>
      {matched && may(recordGateway) && (
        <Button href={`/cases/${known.caseId}/gateway`} kind="secondary">
          {known.gateway.length ? 'Record the gateway outcome again' : 'Record the gateway outcome'}
        </Button>
      )}
      {known.referral.cameBy === 'public' && !known.isReleased && may(releaseProgress) && (
        <Button href={`/cases/${known.caseId}/referral/release`} kind="secondary">
          Tell the referrer more
        </Button>
      )}
      {!whyNotClose(known) && may(proposeClosing) && (
        <Button href={`/cases/${known.caseId}/closing/propose`} kind="secondary">
          Propose to close
        </Button>
      )}
    </ButtonGroup>
  )
}

/** Who referred, and whether the person must not learn it: the wish is weighed each time, never promised. */
function ReferredBy({ referral: { referrer, withheld, cameBy, answers } }: ReferredCaseShown) {
  if (withheld) return <>Withheld: whoever referred wishes not to be named.</>
  return (
    <>
      {referrer ?? 'Somebody who did not say who they are'}
      {cameBy === 'public' && ', without an account'}
      {answers.wishesUnnamed === true && (
        <>
          . <strong>Wishes not to be named to the person.</strong>
        </>
      )}
    </>
  )
}

/** Every question that was asked, answered or not; the statements stand above, with their marks. */
function answersIn({ referral: { answers, cameBy, withheld } }: ReferredCaseShown): DescribedAnswer[] {
  const options = { sectors: [], concerns: [] }
  return describeAnswers(publicReferralQuestions, answers, { options }).filter(
    ({ at }) =>
      at !== 'statements' &&
      at !== 'documents' &&
      !(at.startsWith('your') && cameBy !== 'public') &&
      !(withheld && saysWho.includes(at)),
  )
}

function inParts(rows: readonly DescribedAnswer[]): [string, DescribedAnswer[]][] {
  return Object.entries(Object.groupBy(rows, ({ section }) => section ?? '')) as [string, DescribedAnswer[]][]
}
