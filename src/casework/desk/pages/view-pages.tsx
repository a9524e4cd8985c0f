import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { Form } from '../../../platform/ui/form.tsx'
import { Table } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { keepQuestions, type keptViews, type View } from '../views.ts'

type Known = z.infer<typeof keptViews.gives>

export function KeepViewPage({ frame, known, form, path }: Shown<Known>) {
  const back = `/cases${known.filters && `?${known.filters}`}`
  return (
    <Page
      frame={frame}
      title="Keep this list"
      back={{ href: back, text: 'Back to the list' }}
      problems={form.problems}
      refusal={form.refusal}
    >
      <p class="govuk-body">
        {known.words.length
          ? `The list shows cases ${known.words.join('; ')}.`
          : 'The list shows all cases that you see.'}{' '}
        To share it with a colleague, send them its address: it holds no name, and they see only the cases that they
        may.
      </p>
      <Form
        action={`${path}?${new URLSearchParams({ filters: known.filters })}`}
        csrf={form.csrf}
        actId={form.actId}
        questions={keepQuestions}
        values={form.values}
        problems={form.problems}
        submit="Keep this list"
        cancel={back}
      />
      <KeptLists views={known.views} />
    </Page>
  )
}

export function ViewsPage({ frame, known }: Shown<Known>) {
  return (
    <Page frame={frame} title="Lists that you keep" back={{ href: '/cases', text: 'Cases' }} wide>
      <KeptLists views={known.views} />
    </Page>
  )
}

const KeptLists = ({ views }: { views: readonly View[] }) => (
  <Table
    caption="Kept lists"
    columns={[{ text: 'List' }, { text: 'Change' }]}
    rows={views.map(({ viewId, name, filters }) => ({
      href: `/cases${filters && `?${filters}`}`,
      cells: [
        name,
        <a class="govuk-link" href={`/views/${viewId}/remove`}>
          Remove <span class="govuk-visually-hidden">{name}</span>
        </a>,
      ],
    }))}
    empty="None yet. Filter the cases, then choose “Keep this list” above them."
  />
)

export function RemoveViewPage(shown: Shown<View>) {
  return (
    <ActPage
      shown={shown}
      title="Remove a list that you keep"
      heading={`Remove “${shown.known.name}”?`}
      questions={{}}
      submit="Remove it"
      warning
      back={{ href: '/views', text: 'Lists that you keep' }}
    >
      <p class="govuk-body">The cases stay as they are: only the list is not kept any more.</p>
    </ActPage>
  )
}
