import type { z } from 'zod'
import { kinds } from '../../../platform/files/kinds.ts'
import type { TextRead } from '../../../platform/files/text-read.ts'
import type { Shown } from '../../../platform/module.ts'
import { showDay, showInstant } from '../../../platform/pure/days.ts'
import { Button, ButtonGroup, InsetText, SummaryList, WarningText } from '../../../platform/ui/markup.tsx'
import { CaseFrame } from '../../cases/index.ts'
import { type Document, setAsideAs } from '../code-lists.ts'
import { putIntoPack } from '../commands/release.ts'
import { setDocumentAside } from '../commands/set-aside.ts'
import type { oneDocument } from '../queries.ts'
import { lengthInWords } from '../rules.ts'
import { fromWhom, wordsFor } from './documents-page.tsx'

type Known = z.infer<typeof oneDocument.gives>

/** One document: what is known of it, the picture itself where it is one, and what can be done. */
export function DocumentPage({ frame, known, may }: Shown<Known>) {
  const { banner, document, closed } = known
  const { attachmentId, setAside } = document
  return (
    <CaseFrame frame={frame} banner={banner} tab="Documents" title="A document of a case">
      <h2 class="govuk-heading-m">{document.name}</h2>
      {setAside && (
        <WarningText>{`${setAsideAs[setAside.as]}. ${setAside.by ?? 'Somebody'} said so on ${showInstant(setAside.at)}: ${setAside.why}`}</WarningText>
      )}
      {closed ? <InsetText>{closed}</InsetText> : <Opened document={document} />}
      <SummaryList rows={rowsOf(document)} />
      <ButtonGroup>
        {may(putIntoPack) && !document.releasedAt && !setAside && (
          <Button kind="secondary" href={`/documents/${attachmentId}/release`}>
            Put it into the pack
          </Button>
        )}
        {may(setDocumentAside) && !setAside && (
          <Button kind="secondary" href={`/documents/${attachmentId}/set-aside`}>
            Say that it is wrong
          </Button>
        )}
      </ButtonGroup>
    </CaseFrame>
  )
}

/** The words of a text on a page of ours, at the width of the reader's screen. Nothing in it runs: it is drawn as words. */
export function TextPage({ frame, known: { banner, document } }: Shown<Known>, { text, cut }: TextRead) {
  const at = `/documents/${document.attachmentId}`
  return (
    <CaseFrame frame={frame} banner={banner} tab="Documents" title="The text of a document">
      <h2 class="govuk-heading-m">{document.name}</h2>
      <p class="govuk-body">
        <a class="govuk-link" href={at}>
          Back to the document
        </a>
      </p>
      {cut && (
        <InsetText>
          {'This is only the beginning: the text is too long for a page. '}
          <a class="govuk-link" href={`${at}/save`}>
            Save it to this device
          </a>
        </InsetText>
      )}
      <pre class="ot-text">{text}</pre>
    </CaseFrame>
  )
}

function Opened({ document: { attachmentId, kind, description } }: { document: Document }) {
  const { shown, called } = kinds[kind]
  const at = `/documents/${attachmentId}`
  return (
    <>
      {shown === 'picture' && <img class="ot-picture" src={`${at}/show`} alt={description} />}
      <ButtonGroup>
        {shown !== 'never' && (
          <Button href={`${at}/${shown === 'text' ? 'read' : 'show'}`}>
            {shown === 'picture' ? 'See it in full' : `Read the ${called} here`}
          </Button>
        )}
        <Button kind={shown === 'never' ? undefined : 'secondary'} href={`${at}/save`}>
          Save it to this device
        </Button>
      </ButtonGroup>
      <p class="govuk-body">What you save is a copy outside this system: keep it no longer than you need it.</p>
    </>
  )
}

const scanWords: Record<Document['scan'], string> = {
  clean: 'Looked over for viruses: none was found',
  waiting: 'Waits to be looked over for viruses',
  'not scanned': 'Not looked over for viruses: this town has no scanner',
  infected: 'A virus was found, and the file was destroyed',
}

const rowsOf = (document: Document) => [
  { label: 'What it is', value: wordsFor(document) },
  { label: 'In words', value: document.description },
  { label: 'From', value: fromWhom(document) },
  { label: 'Dated', value: document.datedOn ? showDay(document.datedOn) : 'No date' },
  { label: 'File', value: `${kinds[document.kind].called}, ${lengthInWords(document.bytes)}` },
  { label: 'Viruses', value: scanWords[document.scan] },
  {
    label: 'Added',
    value: [showInstant(document.addedAt), document.addedBy, document.agency].filter(Boolean).join(', '),
  },
  {
    label: 'Pack',
    value: document.releasedAt ? `In the pack since ${showInstant(document.releasedAt)}` : 'Not in the pack',
  },
]
