import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showInstant } from '../../../platform/pure/days.ts'
import { capital } from '../../../platform/pure/words.ts'
import { Details, InsetText, SummaryList, Table, WarningText } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import type { myReferrals } from '../mine.ts'
import type { Progress } from '../progress.ts'
import { progressInWords } from './follow-page.tsx'

const steps: readonly Progress[] = ['received', 'being checked', 'being considered', 'finished with or passed on']

/** For whoever referred: how far each is, by its reference alone. */
export function MyReferralsPage({ frame, known }: Shown<z.infer<typeof myReferrals.gives>>) {
  const infected = known.referrals.filter((each) => each.infected)
  return (
    <Page frame={frame} title="Your referrals" back={{ href: '/work' }}>
      {infected.map(({ reference }) => (
        <WarningText>
          {`A virus was found in a document that you sent with ${reference}. The file was destroyed. If it matters, ask the coordinator how to send it again, and have the device looked over that it came from.`}
        </WarningText>
      ))}
      <p class="govuk-body">Nothing about the person is shown here, and not what was decided.</p>
      <Table
        caption="What you referred, newest first"
        columns={[{ text: 'Reference' }, { text: 'Sent' }, { text: 'How far it is' }]}
        rows={known.referrals.map(({ reference, receivedAt, progress }) => ({
          cells: [reference, showInstant(receivedAt), capital(progress)],
        }))}
        empty="You have referred nobody yet. Once you have, you see here whether a referral was received, is being checked or considered, or is finished with."
      />
      <Details summary="What these words mean">
        <SummaryList rows={steps.map((each) => ({ label: capital(each), text: progressInWords(each) }))} />
      </Details>
      <InsetText>If you have new worries, send them as a new referral. If a life is at risk, call 999.</InsetText>
    </Page>
  )
}
