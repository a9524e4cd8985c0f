import type { Shown } from '../../../platform/module.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { Links } from '../../../platform/ui/markup.tsx'
import { protectiveMarking } from '../../cases/index.ts'
import { fields } from '../fields.ts'
import type { MovingIn } from '../queries/file.ts'
import { columnQuestions } from '../questions.ts'
import { toReport } from './words.ts'

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
      back={toReport(known)}
      marking={protectiveMarking}
      notNow={notNow}
    >
      <p class="govuk-body">{`The columns of ${known.file} were guessed by their names. Look each one over. ${fields.length} things may be told; those without “optional” are needed.`}</p>
      {known.keptMappings.length > 0 && (
        <Links
          items={known.keptMappings.map(({ value, label }) => ({
            href: `/moving-in/${known.movingInId}/columns?use=${value}`,
            text: `Use the columns kept as ${label}`,
          }))}
        />
      )}
    </ActPage>
  )
}
