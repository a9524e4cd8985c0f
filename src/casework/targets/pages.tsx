import type { Shown } from '../../platform/module.ts'
import { showInstant } from '../../platform/pure/days.ts'
import { capital } from '../../platform/pure/words.ts'
import { ActPage } from '../../platform/ui/act-page.tsx'
import { Button, Details, Table } from '../../platform/ui/markup.tsx'
import { Page } from '../../platform/ui/page.tsx'
import { chooseTarget } from './commands.ts'
import type { TargetShown } from './queries.ts'
import { targetQuestions } from './questions.ts'
import { amountInWords } from './targets.ts'

interface Known {
  targets: TargetShown[]
}

/** How long each step may take here. What the law fixes is not on this page, because nobody here may set it. */
export function TargetsPage({ frame, known, may }: Shown<Known>) {
  return (
    <Page frame={frame} title="Targets" wide printable>
      <p class="govuk-body">
        How long each step may take in this town. What is due, and when, follows from it. What the law itself fixes is
        not here, and nobody can set it. A target that is changed counts for what begins afterwards: who was given five
        days keeps five.
      </p>
      {may(chooseTarget) && <Button href="/targets/set">Set a target</Button>}
      <Targets targets={known.targets} />
      <History targets={known.targets} />
    </Page>
  )
}

const Targets = ({ targets }: Known) => (
  <Table
    caption="In the order of the work"
    columns={[{ text: 'What' }, { text: 'Target here' }, { text: 'Proposed' }, { text: 'Why that is proposed' }]}
    rows={targets.map(({ name, what, from, amount, usual, source }) => ({
      cells: [what, `${capital(amountInWords(name, amount))} ${from}`, capital(amountInWords(name, usual)), source],
    }))}
    empty="There are no targets."
  />
)

function History({ targets }: Known) {
  const chosen = targets
    .flatMap(({ name, what, chosen: all }) => all.map((each) => ({ ...each, name, what })))
    .sort((one, other) => other.at.localeCompare(one.at))
  if (!chosen.length) return <p class="govuk-body">Nobody has set a target here yet: those that are proposed count.</p>
  return (
    <Table
      caption="What was set here, newest first"
      columns={[{ text: 'When' }, { text: 'Target' }, { text: 'Set to' }, { text: 'Why' }, { text: 'By' }]}
      rows={chosen.map(({ at, what, name, amount, why, by }) => ({
        cells: [showInstant(at), what, capital(amountInWords(name, amount)), why, by],
      }))}
      empty=""
    />
  )
}

export function SetTargetPage(shown: Shown<Known>) {
  return (
    <ActPage
      shown={shown}
      title="Set a target"
      questions={targetQuestions}
      submit="Set the target"
      back={{ href: '/targets', text: 'Back to the targets' }}
    >
      <p class="govuk-body">
        It counts for what begins from now on. What is under way keeps the day that it was given, so that nobody is late
        because a target was changed.
      </p>
      <Details summary="The targets now">
        <Targets targets={shown.known.targets} />
      </Details>
    </ActPage>
  )
}
