import type { Shown } from '../../../platform/module.ts'
import { showInstant } from '../../../platform/pure/days.ts'
import { capital } from '../../../platform/pure/words.ts'
import { Form } from '../../../platform/ui/form.tsx'
import { InsetText, Links, Pagination, SummaryList, WarningText } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { Moving, Progress } from '../../../platform/ui/progress.tsx'
import { protectiveMarking } from '../../cases/index.ts'
import { goOnWithFile } from '../commands/go-on.ts'
import type { MovingIn } from '../queries/file.ts'
import { rowStates, type Step } from '../queries/how-far.ts'
import { whyStill } from '../rules.ts'
import { Report } from './report-rows.tsx'
import { allFiles, sum, words } from './words.ts'

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
      back={allFiles}
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
        <Links items={waysOn(known)} />
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

/** Of the rows that this step is about: what is sent back or there already is not moved in. */
function howFar({ step, counts }: MovingIn): { done?: number; of?: number } {
  const [waiting, good, moved] = [counts.waiting ?? 0, counts.good ?? 0, counts['moved in'] ?? 0]
  const back = (counts.undone ?? 0) + (counts.kept ?? 0)
  if (step === 'checking') return { done: sum(counts) - waiting, of: sum(counts) }
  if (step === 'moving in') return { done: moved, of: moved + good }
  return step === 'taking back' ? { done: back, of: back + moved } : {}
}

/** What may be done next with the file. */
function waysOn({ movingInId, step, counts, held, only }: MovingIn) {
  const at = `/moving-in/${movingInId}`
  const mayMap = ['to map', 'checking', 'checked'].includes(step)
  const columns = step === 'to map' ? 'Say which column holds what' : 'Change which column holds what'
  const good = counts.good === 1 ? 'the good row' : `the ${counts.good} good rows`
  return [
    ...(mayMap ? [{ href: `${at}/columns`, text: columns }] : []),
    ...(step === 'checked' && counts.good ? [{ href: `${at}/go`, text: `Move ${good} in` }] : []),
    ...(counts.bad ? sentBack(at) : []),
    ...(held && !only
      ? [{ href: `${at}?only=held`, text: 'Only the rows of which something could not be moved in' }]
      : []),
    ...(only ? [{ href: at, text: 'All rows' }] : []),
    ...(step === 'moved in' && counts['moved in'] ? [{ href: `${at}/take-back`, text: 'Take it all back' }] : []),
  ]
}

const sentBack = (at: string) =>
  (['xlsx', 'csv'] as const).map((format) => ({
    href: `${at}/sent-back/${format}`,
    text: `Rows sent back, with the reasons (.${format})`,
  }))
