import { kinds } from '../../../platform/files/kinds.ts'
import { Tag } from '../../../platform/ui/markup.tsx'
import { type Document, setAsideAs } from '../code-lists.ts'
import { lengthInWords } from '../rules.ts'

/** Documents that came with something, as links to each. Nothing when there are none. */
export function DocumentLinks({ documents }: { documents: readonly Document[] }) {
  if (!documents.length) return null
  return (
    <ul class="govuk-list govuk-list--bullet">
      {documents.map((document) => (
        <li>
          <a class="govuk-link" href={`/documents/${document.attachmentId}`}>
            {document.name}
          </a>{' '}
          ({kinds[document.kind].called}, {lengthInWords(document.bytes)}) <Standing document={document} />
        </li>
      ))}
    </ul>
  )
}

/** What one must know before opening it, in words. */
export function Standing({ document: { scan, setAside, releasedAt } }: { document: Document }) {
  if (setAside) return <Tag colour="red">{setAsideAs[setAside.as]}</Tag>
  if (scan === 'infected') return <Tag colour="red">A virus was found</Tag>
  if (scan === 'waiting') return <Tag colour="yellow">Waits for the virus scanner</Tag>
  return releasedAt ? <Tag colour="green">In the pack</Tag> : null
}
