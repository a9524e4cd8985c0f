import type { Shown } from '../../../platform/module.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { protectiveMarking } from '../../cases/index.ts'
import type { MovingIn } from '../queries/file.ts'
import { goQuestions, undoQuestions } from '../questions.ts'
import { toReport } from './words.ts'

export function GoPage(shown: Shown<MovingIn>) {
  const { counts, step } = shown.known
  return (
    <ActPage
      shown={shown}
      title="Move the good rows in"
      questions={goQuestions}
      submit="Move them in"
      back={toReport(shown.known)}
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
      back={toReport(shown.known)}
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
