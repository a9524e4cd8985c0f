import type { Shown } from '../../platform/module.ts'
import { showInstant } from '../../platform/pure/days.ts'
import { ActPage } from '../../platform/ui/act-page.tsx'
import { Button, SummaryList, Timeline } from '../../platform/ui/markup.tsx'
import { CaseAct, CaseFrame } from '../cases/index.ts'
import { recordLevel } from './commands.ts'
import type { LevelName, NeedShown } from './queries.ts'
import { levelNameQuestions, levelQuestions } from './questions.ts'

export function NeedPage({ frame, known, may }: Shown<NeedShown>) {
  return (
    <CaseFrame frame={frame} banner={known.banner} tab="Referral" title="The level of need of a case">
      <h2 class="govuk-heading-m">Level of need</h2>
      {may(recordLevel) && (
        <Button href={`/cases/${known.caseId}/need/record`} kind="secondary">
          Record the level of need
        </Button>
      )}
      <History {...known} />
    </CaseFrame>
  )
}

export function RecordLevelPage(shown: Shown<NeedShown>) {
  const { known } = shown
  return (
    <CaseAct
      shown={shown}
      title="Record the level of need"
      banner={known.banner}
      questions={levelQuestions}
      submit="Record the level"
      back={{ href: `/cases/${known.caseId}/need`, text: 'Back to the level of need' }}
    >
      <History {...known} />
    </CaseAct>
  )
}

function History({ history, names }: Pick<NeedShown, 'history' | 'names'>) {
  if (!history.length) return <p class="govuk-body">No level of need was recorded yet.</p>
  const items = history.map(({ level, reasons, by, at }) => ({
    title: `Level ${level}: ${names.find((each) => each.level === level)?.name ?? ''}`,
    by,
    at,
    when: showInstant(at),
    children: <p class="govuk-body ot-lines">{reasons}</p>,
  }))
  return <Timeline items={items} headingLevel={3} />
}

export function LevelNamesPage(shown: Shown<{ names: LevelName[] }>) {
  return (
    <ActPage
      shown={shown}
      title="Levels of need"
      questions={levelNameQuestions}
      submit="Save the name"
      back={{ href: '/work' }}
    >
      <p class="govuk-body">
        Partners speak of four levels of need, each area in its own words. What was recorded stays at its level, and is
        shown under the name in force.
      </p>
      <SummaryList
        rows={shown.known.names.map(({ level, name, means }) => ({
          label: `Level ${level}`,
          text: `${name}\n${means}`,
        }))}
      />
    </ActPage>
  )
}
