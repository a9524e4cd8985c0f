import type { ComponentChildren } from 'preact'
import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showInstant } from '../../../platform/pure/days.ts'
import { capital } from '../../../platform/pure/words.ts'
import { Button, ButtonGroup, SummaryList, Tag } from '../../../platform/ui/markup.tsx'
import { CaseFrame } from '../../cases/index.ts'
import { askPartner } from '../commands/ask.ts'
import { releaseReply } from '../commands/release.ts'
import type { enquiriesOfCase, EnquiryShown } from '../queries.ts'
import { purposes, replyQuestions } from '../questions.ts'

export function EnquiriesPage({ frame, known, may }: Shown<z.infer<typeof enquiriesOfCase.gives>>) {
  return (
    <CaseFrame frame={frame} banner={known.banner} tab="Enquiries" title="Enquiries of a case">
      <h2 class="govuk-heading-m">Enquiries</h2>
      {may(askPartner) && (
        <ButtonGroup>
          <Button href={`/cases/${known.caseId}/enquiries/new`}>Ask a partner</Button>
        </ButtonGroup>
      )}
      {known.enquiries.length === 0 && (
        <p class="govuk-body">
          There is no enquiry here that you can see. What partners are asked, and what they answer, is listed here; the
          panel sees an answer once the coordinator has released it.
        </p>
      )}
      {known.enquiries.map((enquiry) => (
        <OneEnquiry enquiry={enquiry} mayRelease={may(releaseReply)} />
      ))}
    </CaseFrame>
  )
}

function OneEnquiry({ enquiry, mayRelease }: { enquiry: EnquiryShown; mayRelease: boolean }) {
  const { enquiryId, agency, askedAt, reply } = enquiry
  return (
    <>
      <h3 class="govuk-heading-s">
        {agency}, asked on {showInstant(askedAt)}
      </h3>
      <EnquiryDetails enquiry={enquiry} />
      {mayRelease && !reply && <Act href={`/enquiries/${enquiryId}/send-again`}>Send a new link to {agency}</Act>}
      {mayRelease && reply && !reply.releasedAt && (
        <Act href={`/enquiries/${enquiryId}/release`}>Release the reply of {agency} into the case</Act>
      )}
    </>
  )
}

const colours = { released: 'green', 'to be released': 'yellow', waiting: 'blue', late: 'red' } as const

const Standing = ({ of: { state, says } }: { of: EnquiryShown }) => (
  <>
    <Tag colour={colours[state]}>{capital(state)}</Tag> {says}
  </>
)

const Act = ({ href, children }: { href: string; children: ComponentChildren }) => (
  <p class="govuk-body">
    <a class="govuk-link" href={href}>
      {children}
    </a>
  </p>
)

/** What was asked and what was answered. */
export function EnquiryDetails({ enquiry }: { enquiry: EnquiryShown }) {
  const { reply } = enquiry
  return (
    <SummaryList
      rows={[
        { label: 'State', value: <Standing of={enquiry} /> },
        { label: 'Asked by', text: enquiry.askedBy },
        { label: 'Purpose', text: wordsFor(purposes, enquiry.purpose) },
        { label: 'Lawful basis', text: enquiry.lawfulBasis },
        { label: 'Question', text: enquiry.question },
        ...(reply ? replyRows(reply) : []),
      ]}
    />
  )
}

const outcomes = {
  'not held': 'Nothing held',
  held: 'Held',
  'held, contact me': 'Held: contact them',
  refused: 'Refused',
}

function replyRows(reply: NonNullable<EnquiryShown['reply']>) {
  const { outcome, answer, contact, ground, explanation, by, repliedAt } = reply
  const said = (label: string, text: string | null | undefined) => (text ? [{ label, text }] : [])
  return [
    { label: 'Reply', text: wordsFor(outcomes, outcome) },
    ...said('What they hold', answer),
    ...said('Whom to contact', contact),
    ...said('Ground for refusing', ground && groundInWords(ground)),
    ...said('Explanation', explanation),
    { label: 'Answered by', text: `${by}, on ${showInstant(repliedAt)}` },
    ...said('Released', reply.releasedAt && showInstant(reply.releasedAt)),
  ]
}

const wordsFor = (words: Record<string, string>, value: string) => words[value] ?? value

function groundInWords(ground: string) {
  const { ground: asked } = replyQuestions
  return ('options' in asked && asked.options.find(({ value }) => value === ground)?.label) || ground
}
