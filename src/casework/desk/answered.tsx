import { InsetText } from '../../platform/ui/markup.tsx'

/** Questions that were asked before referring anybody, and are answered: said until they are opened. */
export function Answered({ answers }: { answers: readonly { adviceId: string }[] }) {
  if (!answers.length) return null
  const [first, ...more] = answers
  return (
    <InsetText>
      {more.length
        ? `${answers.length} questions that you asked were answered. `
        : 'A question that you asked was answered. '}
      <a class="govuk-link" href={more.length ? '/advice' : `/advice/${first!.adviceId}`}>
        {more.length ? 'Read the answers' : 'Read the answer'}
      </a>
    </InsetText>
  )
}
