import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { Form } from '../../../platform/ui/form.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import type { publicPledge } from '../queries.ts'
import { pledgeQuestions } from '../questions.ts'

type PublicPledge = z.infer<typeof publicPledge.gives>

export function PledgePage({ frame, known, form, path }: Shown<PublicPledge>) {
  const { campaign, signed, listed } = known
  if (!campaign) {
    return (
      <Page frame={frame} title="The pledge" refusal={form.refusal} back={{ href: '/', text: 'The first page' }}>
        <p class="govuk-body">There is no pledge to sign at present. When a campaign begins, it is here.</p>
      </Page>
    )
  }
  return (
    <Page
      frame={frame}
      title="Sign the pledge"
      heading={campaign.message}
      caption={campaign.name}
      problems={form.problems}
      refusal={form.refusal}
      back={{ href: '/', text: 'The first page' }}
    >
      <p class="govuk-body">{signatures(signed)}</p>
      <h2 class="govuk-heading-m">The pledge</h2>
      <PledgeText text={campaign.pledgeText} />
      <h2 class="govuk-heading-m">Sign it</h2>
      <Form {...form} action={path} questions={pledgeQuestions} submit="Sign the pledge" />
      <Listed listed={listed} />
    </Page>
  )
}

/** What was signed, one promise to a line. */
export function PledgeText({ text }: { text: string }) {
  const promises = text.split('\n').filter((line) => line.trim())
  if (promises.length === 1) return <p class="govuk-body">{promises[0]}</p>
  return (
    <ul class="govuk-list govuk-list--bullet">
      {promises.map((promise) => (
        <li>{promise}</li>
      ))}
    </ul>
  )
}

/** Both counts, each as what it is. */
export function signatures({ people, organisations }: PublicPledge['signed']): string {
  const count = (number: number, one: string, more: string) =>
    `${number.toLocaleString('en-GB')} ${number === 1 ? one : more}`
  if (people + organisations === 0) return 'Nobody has signed yet: be the first.'
  const signed = [
    people && count(people, 'person', 'people'),
    organisations && count(organisations, 'organisation', 'organisations'),
  ]
  return `${signed.filter(Boolean).join(' and ')} signed so far.`
}

function Listed({ listed }: Pick<PublicPledge, 'listed'>) {
  if (listed.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Some of those who signed</h2>
      <ul class="govuk-list">
        {listed.map(({ name }) => (
          <li>{name}</li>
        ))}
      </ul>
    </>
  )
}
