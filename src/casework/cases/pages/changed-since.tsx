import { showInstant } from '../../../platform/pure/days.ts'
import { InsetText, Tag } from '../../../platform/ui/markup.tsx'
import type { Changes } from '../changes.ts'

/** What others did since this reader last read the case; nothing on a first reading, when all of it is new. */
export function ChangedSince({ changes: { readBefore, list, more } }: { changes: Changes }) {
  if (!readBefore || !list.length) return null
  return (
    <InsetText>
      <h2 class="govuk-heading-s">{`Changed since you last read this, at ${showInstant(readBefore)}`}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {list.map(({ what, at }) => (
          <li>{`${what} (${showInstant(at)})`}</li>
        ))}
        {more && <li>And more before that: the chronology has all of it.</li>}
      </ul>
    </InsetText>
  )
}

/** Marks, in words, what was recorded since a reader last read the case; nothing where they never had. */
export const NewToYou = ({ at, since }: { at: string; since: string | null }) =>
  since && Date.parse(at) > Date.parse(since) ? (
    <>
      {' '}
      <Tag colour="blue">New to you</Tag>
    </>
  ) : null
