import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import type { Problem, Questions } from '../../../platform/pure/questions.ts'
import { Button } from '../../../platform/ui/markup.tsx'
import { QuestionFields } from '../../../platform/ui/questions.tsx'
import type { Item } from '../instrument.ts'
import type { OnePart, Previous } from '../known.ts'
import { evidenceQuestions, findings } from '../questions.ts'
import { itemsInOrder } from '../rules.ts'
import { PartForm } from './part-form.tsx'

/** The items of one part, each with its guidance, what is found now, and beside it what was found last time. */
export function ItemsPage(shown: Shown<OnePart>) {
  const { form, known, path } = shown
  const { part, previous } = known
  const typed = ((form.values ?? form.now) as { items?: [] } | undefined)?.items ?? part.answers
  const answers = itemsInOrder(part, typed)
  const problems = form.problems?.map((each) => named(each, part.items))
  return (
    <PartForm shown={shown} questions={{}} problems={problems} wide={previous !== null}>
      {/* Enter presses a form's first button, which must not be *Copy* */}
      <button type="submit" class="ot-first-button" tabindex={-1} aria-hidden="true"></button>
      {part.items.map((item, at) => (
        <AskedItem item={item} at={at} answer={answers[at]!} problems={problems} previous={previous} path={path} />
      ))}
    </PartForm>
  )
}

/** Many items ask the same: a problem says of which it is. */
function named(problem: Problem, items: readonly Item[]): Problem {
  const [, at] = /^items-(\d+)-/.exec(problem.at) ?? []
  const item = at === undefined ? undefined : items[Number(at)]
  return item
    ? { ...problem, message: `${item.name}: ${problem.message.charAt(0).toLowerCase()}${problem.message.slice(1)}` }
    : problem
}

interface AskedProps {
  item: Item
  at: number
  answer: Record<string, unknown>
  problems: readonly Problem[] | undefined
  previous: Previous | null
  path: string
}

function AskedItem({ item, at, answer, problems, previous, path }: AskedProps) {
  const start = `items-${at}-`
  const values = Object.fromEntries(Object.entries(answer).map(([name, value]) => [start + name, value]))
  return (
    <fieldset class="govuk-fieldset ot-list__item" id={`items-${at}`} tabindex={-1}>
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--m ot-list__legend">{item.name}</legend>
      {item.guidance && <p class="govuk-hint">{item.guidance}</p>}
      <div class={previous ? 'ot-beside' : undefined}>
        <div>
          <input type="hidden" name={`${start}item`} value={item.code} />
          <QuestionFields of={questionsOf(start)} values={values} problems={problems} />
        </div>
        {previous && <Before item={item} at={at} previous={previous} path={path} />}
      </div>
    </fieldset>
  )
}

function questionsOf(start: string): Questions {
  const onlyWhen = { question: `${start}found`, is: ['present', 'not'] } as const
  return {
    [`${start}found`]: evidenceQuestions.found,
    [`${start}evidence`]: { ...evidenceQuestions.evidence, onlyWhen },
    [`${start}source`]: { ...evidenceQuestions.source, onlyWhen },
  }
}

function Before({ item, at, previous, path }: Pick<AskedProps, 'item' | 'at' | 'path'> & { previous: Previous }) {
  const old = previous.items.find((each) => each.item === item.code)
  return (
    <div class="ot-beside__before">
      <p class="govuk-body-s govuk-!-margin-bottom-1">
        <b>On {showDay(previous.on)}</b>
      </p>
      {old ? (
        <>
          <p class="govuk-body govuk-!-margin-bottom-1">{findings[old.found]}</p>
          {old.evidence && <p class="govuk-body ot-lines govuk-!-margin-bottom-1">{old.evidence}</p>}
          {old.source && <p class="govuk-hint">{old.source}</p>}
          <Button kind="secondary" name="_fill" value={item.code} formaction={`${path}#items-${at}`}>
            Copy <span class="govuk-visually-hidden">what was found then: {item.name}</span>
          </Button>
        </>
      ) : (
        <p class="govuk-hint">Not asked then.</p>
      )}
    </div>
  )
}
