import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showInstant } from '../../../platform/pure/days.ts'
import { capital } from '../../../platform/pure/words.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { Form } from '../../../platform/ui/form.tsx'
import { InsetText, Pagination, SummaryList, Table, Tag, WarningText } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { Moving, Progress } from '../../../platform/ui/progress.tsx'
import { protectiveMarking } from '../../cases/index.ts'
import { goOnWithFile } from '../commands/go-on.ts'
import { fields } from '../fields.ts'
import type { MovingIn, movingIns, Step } from '../queries.ts'
import { rowStates } from '../queries.ts'
import { columnQuestions, goQuestions, startQuestions, undoQuestions } from '../questions.ts'
import { whyStill } from '../rules.ts'

const back = { href: '/moving-in', text: 'All spreadsheets' }
const toFile = ({ movingInId }: MovingIn) => ({ href: `/moving-in/${movingInId}`, text: 'Back to the report' })

export function MovingInsPage({ frame, known }: Shown<z.infer<typeof movingIns.gives>>) {
  return (
    <Page frame={frame} title="Moving in" wide marking={protectiveMarking}>
      <p class="govuk-body">
        A town’s present caseload comes in from spreadsheets: send one, say which column holds what, read the report by
        line, and then move the good rows in. Nothing becomes a case before you confirm the report.
      </p>
      <p class="govuk-body">
        <a class="govuk-button" href="/moving-in/new">
          Send a spreadsheet
        </a>
      </p>
      <p class="govuk-body">
        {'The template with all columns: '}
        <a class="govuk-link" href="/moving-in/template/xlsx">
          as an Excel workbook
        </a>
        {' or '}
        <a class="govuk-link" href="/moving-in/template/csv">
          as text with commas
        </a>
        {'. '}
        <a class="govuk-link" href="/moving-in/template">
          What belongs in each column
        </a>
        . Your own spreadsheets will do as well.
      </p>
      <Table
        caption="Spreadsheets that were sent"
        columns={[
          { text: 'File' },
          { text: 'Sent' },
          { text: 'In the name of' },
          { text: 'How far it is' },
          { text: 'Rows', numeric: true },
        ]}
        rows={known.files.map(({ movingInId, file, startedAt, by, step, counts }) => ({
          href: `/moving-in/${movingInId}`,
          cells: [file, showInstant(startedAt), by, capital(step), `${sum(counts)}`],
        }))}
        empty="No spreadsheet was sent yet. Each one is listed here with how far it is."
      />
    </Page>
  )
}

const sum = (counts: Partial<Record<string, number>>) =>
  Object.values(counts).reduce<number>((all, count) => all + (count ?? 0), 0)

export function StartPage(shown: Shown<z.infer<typeof movingIns.gives>>) {
  return (
    <ActPage
      shown={shown}
      title="Send a spreadsheet"
      questions={startQuestions}
      submit="Send"
      back={back}
      marking={protectiveMarking}
    >
      <p class="govuk-body">
        Its first row names the columns; each row below is one referral. The file is read in a moment, and its rows are
        kept sealed. Only the good rows that you confirm become cases.
      </p>
    </ActPage>
  )
}

const isUnderWay = (step: Step) => ['reading', 'checking', 'moving in', 'taking back'].includes(step)

export function MovingInPage({ frame, known, form, path, may }: Shown<MovingIn>) {
  const { movingInId, file, step, counts, wrong, sameFile } = known
  const still = whyStill(known)
  return (
    <Page
      frame={frame}
      refusal={form.refusal}
      title="A spreadsheet that is moved in"
      heading={file}
      caption="Moving in"
      wide
      marking={protectiveMarking}
      back={back}
    >
      {wrong && <WarningText>{`The file ${wrong}.`}</WarningText>}
      {sameFile && (
        <InsetText>The same file was sent before. Rows of it that were moved in are not moved in again.</InsetText>
      )}
      <Progress
        href={`/moving-in/${movingInId}`}
        doing={capital(step)}
        {...howFar(known)}
        underWay={isUnderWay(step) && !still}
        over={`${capital(step)}.`}
      />
      <Moving name="report">
        <SummaryList
          rows={[
            { label: 'How far it is', value: capital(step) },
            { label: 'Sent', value: showInstant(known.startedAt) },
            { label: 'In the name of', value: known.by },
            ...rowStates
              .filter((state) => counts[state])
              .map((state) => ({ label: words[state].count, value: `${counts[state]}` })),
          ]}
        />
        <WhatNext known={known} />
        {still && <InsetText>{`${still} You can go on with this file in your own name.`}</InsetText>}
        {known.rows.length > 0 && step !== 'to map' && <Report known={known} />}
        {still && may(goOnWithFile) && (
          <Form action={path} csrf={form.csrf} actId={form.actId} questions={{}} submit="Go on in my name" />
        )}
        {known.next !== null && (
          <Pagination
            next={{ href: `/moving-in/${movingInId}?after=${known.next}${known.only ? `&only=${known.only}` : ''}` }}
          />
        )}
      </Moving>
    </Page>
  )
}

const words = {
  bad: { count: 'Rows sent back', tag: 'Sent back', colour: 'red' },
  'there already': { count: 'Rows that are there already', tag: 'There already', colour: 'grey' },
  good: { count: 'Good rows', tag: 'Good', colour: 'green' },
  waiting: { count: 'Rows not checked yet', tag: 'Not checked yet', colour: 'grey' },
  'moved in': { count: 'Rows moved in', tag: 'Moved in', colour: 'blue' },
  kept: { count: 'Cases kept, because somebody has worked on them', tag: 'Kept', colour: 'yellow' },
  undone: { count: 'Rows taken back', tag: 'Taken back', colour: 'grey' },
} as const

/** Of the rows that this step is about: what is sent back or there already is not moved in. */
function howFar({ step, counts }: MovingIn): { done?: number; of?: number } {
  const [waiting, good, moved] = [counts.waiting ?? 0, counts.good ?? 0, counts['moved in'] ?? 0]
  const back = (counts.undone ?? 0) + (counts.kept ?? 0)
  if (step === 'checking') return { done: sum(counts) - waiting, of: sum(counts) }
  if (step === 'moving in') return { done: moved, of: moved + good }
  return step === 'taking back' ? { done: back, of: back + moved } : {}
}

function WhatNext({ known: { movingInId, step, counts, held, only } }: { known: MovingIn }) {
  const at = `/moving-in/${movingInId}`
  const links = [
    ...(['to map', 'checking', 'checked'].includes(step)
      ? [
          {
            href: `${at}/columns`,
            text: step === 'to map' ? 'Say which column holds what' : 'Change which column holds what',
          },
        ]
      : []),
    ...(step === 'checked' && counts.good
      ? [{ href: `${at}/go`, text: `Move ${counts.good === 1 ? 'the good row' : `the ${counts.good} good rows`} in` }]
      : []),
    ...(counts.bad
      ? (['xlsx', 'csv'] as const).map((format) => ({
          href: `${at}/sent-back/${format}`,
          text: `Rows sent back, with the reasons (.${format})`,
        }))
      : []),
    ...(held && !only
      ? [{ href: `${at}?only=held`, text: 'Only the rows of which something could not be moved in' }]
      : []),
    ...(only ? [{ href: at, text: 'All rows' }] : []),
    ...(step === 'moved in' && counts['moved in'] ? [{ href: `${at}/take-back`, text: 'Take it all back' }] : []),
  ]
  return (
    <ul class="govuk-list">
      {links.map(({ href, text }) => (
        <li>
          <a class="govuk-link" href={href}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Report({ known: { rows } }: { known: MovingIn }) {
  return (
    <Table
      caption="By line"
      columns={[
        { text: 'Line', numeric: true },
        { text: 'State' },
        { text: 'Why, and what is to do' },
        { text: 'Case' },
      ]}
      rows={rows.map(({ rowId, line, state, reasons, alike, caseId, waits, held }) => ({
        cells: [
          `${line}`,
          <Tag colour={words[state].colour}>{words[state].tag}</Tag>,
          <>
            {waits
              ? 'What was decided since follows once you have said in the case who the person is.'
              : reasons.length
                ? reasons.join('; ')
                : alike
                  ? `${alike === 1 ? 'Somebody' : `${alike} people`} like them ${alike === 1 ? 'is' : 'are'} recorded: you say who it is once the row is moved in`
                  : ''}
            {(waits || held) && (
              <>
                {' '}
                <a class="govuk-link" href={`/moving-in/rows/${rowId}`}>
                  {`Read what is kept of line ${line}`}
                </a>
              </>
            )}
          </>,
          caseId ? (
            <a class="govuk-link" href={`/cases/${caseId}`}>
              Open
            </a>
          ) : (
            ''
          ),
        ],
      }))}
    />
  )
}

export function ColumnsPage(shown: Shown<MovingIn>) {
  const { known, form } = shown
  const typed = Object.fromEntries(Object.entries(known.suggested).map(([name, at]) => [name, `${at}`]))
  const suggested = known.homeForceId ? { ...typed, policeForce: known.homeForceId } : typed
  const notNow = ['to map', 'checking', 'checked'].includes(known.step)
    ? undefined
    : 'The columns of this file cannot be chosen any more.'
  return (
    <ActPage
      shown={{ ...shown, form: { ...form, values: form.values ?? (notNow ? undefined : suggested) } }}
      title="Which column holds what"
      questions={columnQuestions}
      submit="Check the rows"
      back={toFile(known)}
      marking={protectiveMarking}
      notNow={notNow}
    >
      <p class="govuk-body">{`The columns of ${known.file} were guessed by their names. Look each one over. ${fields.length} things may be told; those without “optional” are needed.`}</p>
      {known.keptMappings.length > 0 && (
        <ul class="govuk-list">
          {known.keptMappings.map(({ value, label }) => (
            <li>
              <a
                class="govuk-link"
                href={`/moving-in/${known.movingInId}/columns?use=${value}`}
              >{`Use the columns kept as ${label}`}</a>
            </li>
          ))}
        </ul>
      )}
    </ActPage>
  )
}

export function GoPage(shown: Shown<MovingIn>) {
  const { counts, step } = shown.known
  return (
    <ActPage
      shown={shown}
      title="Move the good rows in"
      questions={goQuestions}
      submit="Move them in"
      back={toFile(shown.known)}
      marking={protectiveMarking}
      notNow={
        step === 'checked'
          ? counts.good
            ? undefined
            : 'There is no good row in this file.'
          : 'The rows of this file are not checked yet, or were moved in already.'
      }
    >
      <p class="govuk-body">{`${rowsOf(counts.good)} will become referrals with a case each, in your name, with the file and the line. ${rowsOf(counts.bad)} will be sent back; what is there already (${rowsOf(counts['there already'])}) stays out. Children’s social care and other services are not told anew. It can be taken back as long as nobody has worked on it.`}</p>
    </ActPage>
  )
}

const rowsOf = (count = 0) => (count === 1 ? '1 row' : `${count} rows`)

export function TakeBackPage(shown: Shown<MovingIn>) {
  return (
    <ActPage
      shown={shown}
      title="Take a spreadsheet back"
      questions={undoQuestions}
      submit="Take it back"
      warning
      back={toFile(shown.known)}
      marking={protectiveMarking}
      notNow={shown.known.step === 'moved in' ? undefined : 'Only what was moved in can be taken back, and once.'}
    >
      <p class="govuk-body">
        Every case that this file brought goes, with the person where nothing else is about them. Cases that somebody
        has worked on since, or that were shown to somebody, stay and are named in the report.
      </p>
    </ActPage>
  )
}
