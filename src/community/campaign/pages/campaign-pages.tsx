import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { Button, Table, Tag } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import type { campaignList, listedPledge } from '../queries.ts'
import { campaignQuestions } from '../questions.ts'

type Campaigns = z.infer<typeof campaignList.gives>

export function CampaignPage({ frame, known }: Shown<Campaigns>) {
  return (
    <Page frame={frame} title="Campaign" wide>
      <p class="govuk-body">
        The campaign that runs now is on the{' '}
        <a class="govuk-link" href="/pledge">
          public page
        </a>
        . What people sign there is never read from casework, and casework is never read from here.
      </p>
      <Button href="/campaign/new">Set up a campaign</Button>
      <Table
        caption="Campaigns"
        columns={[
          { text: 'Name' },
          { text: 'Message' },
          { text: 'Days' },
          { text: 'People', numeric: true },
          { text: 'Organisations', numeric: true },
        ]}
        rows={known.campaigns.map((campaign) => ({
          cells: [
            <>
              {campaign.name} {campaign.runs && <Tag colour="green">Runs now</Tag>}
            </>,
            campaign.message,
            campaign.untilOn
              ? `${showDay(campaign.fromOn)} to ${showDay(campaign.untilOn)}`
              : `From ${showDay(campaign.fromOn)}`,
            campaign.signed.people,
            campaign.signed.organisations,
          ],
        }))}
        empty="There is none yet. Set one up, and its pledge is on the public page from its first day."
      />
      <Table
        caption="Names shown on the public page, the newest first"
        columns={[{ text: 'Name' }, { text: 'Signed by' }, { text: 'Take it off' }]}
        rows={known.listed.map(({ pledgeId, name, madeBy }) => ({
          cells: [
            name,
            madeBy === 'organisation' ? 'An organisation' : 'A person',
            <a class="govuk-link" href={`/campaign/pledges/${pledgeId}/take-off`}>
              Take off<span class="govuk-visually-hidden"> {name}</span>
            </a>,
          ],
        }))}
        empty="Nobody who signed wants their name shown, so far."
      />
    </Page>
  )
}

export function NewCampaignPage(shown: Shown<object>) {
  return (
    <ActPage
      shown={shown}
      title="Set up a campaign"
      questions={campaignQuestions}
      submit="Set up the campaign"
      back={{ href: '/campaign', text: 'Campaign' }}
    >
      <p class="govuk-body">
        The public page shows the campaign whose first day was last. Earlier ones stay on record with their pledges.
      </p>
    </ActPage>
  )
}

export function TakeOffPage(shown: Shown<z.infer<typeof listedPledge.gives>>) {
  return (
    <ActPage
      shown={shown}
      title="Take a name off the public page"
      heading={`Take ${shown.known.name} off the public page`}
      questions={{}}
      submit="Take it off"
      back={{ href: '/campaign', text: 'Campaign' }}
    >
      <p class="govuk-body">The pledge still counts. Do this when the name is not one, or offends, or is not theirs.</p>
    </ActPage>
  )
}
