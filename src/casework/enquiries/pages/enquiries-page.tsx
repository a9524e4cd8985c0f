import type { ComponentChildren } from 'preact'
import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { dayOf, showDay, showInstant } from '../../../platform/pure/days.ts'
import { capital } from '../../../platform/pure/words.ts'
import { Button, ButtonGroup, InsetText, SummaryList, Tag } from '../../../platform/ui/markup.tsx'
import { CaseFrame } from '../../cases/index.ts'
import { askPartner } from '../commands/ask.ts'
import { askSeniorContact } from '../commands/ask-higher.ts'
import { releaseReply } from '../commands/release.ts'
import type { enquiriesOfCase, EnquiryShown } from '../queries.ts'
import { purposes, replyQuestions } from '../questions.ts'
import { whyNotAskHigher } from '../rules.ts'

export function EnquiriesPage({ frame, known, may }: Shown<z.infer<typeof enquiriesOfCase.gives>>) {
  return (
    <CaseFrame frame={frame} banner={known.banner} tab="Enquiries" title="Enquiries of a case">
      <h2 class="govuk-heading-m">Enquiries</h2>
      {may(askPartner) && (
        <ButtonGroup>
          <Button href={`/cases/${known.caseId}/enquiries/new`}>Ask a partner</Button>
        </ButtonGroup>
      )}
      <NotAsked of={known.notAsked} />
      {known.enquiries.length === 0 && (
        <p class="govuk-body">
          There is no enquiry here that you can see. What partners are asked, and what they answer, is listed here; the
          panel sees an answer once the coordinator has released it.
        </p>
      )}
      {known.enquiries.map((enquiry) => (
        <OneEnquiry
          enquiry={enquiry}
          stage={known.banner.stage}
          mayRelease={may(releaseReply)}
          mayAskHigher={may(askSeniorContact)}
        />
      ))}
    </CaseFrame>
  )
}

/** Whoever knows the person should be heard before the panel (facts 7.3). */
function NotAsked({ of }: { of: z.infer<typeof enquiriesOfCase.gives>['notAsked'] }) {
  if (!of.length) return null
  const who = (each: (typeof of)[number]) => {
    if (each.withheld) return 'The organisation of whoever referred this person'
    if (each.as === 'referrer') return `${each.name}, which referred this person`
    return each.agencyId
      ? `${each.name}, the person’s school`
      : `“${each.name}”, which the referral names as the school: no agency here has this name`
  }
  return (
    <InsetText>
      <p class="govuk-body">To be asked before the panel, because they know the person, and not asked yet:</p>
      <ul class="govuk-list govuk-list--bullet">
        {of.map((each) => (
          <li>{who(each)}</li>
        ))}
      </ul>
    </InsetText>
  )
}

interface OneProps {
  enquiry: EnquiryShown
  stage: string
  mayRelease: boolean
  mayAskHigher: boolean
}

function OneEnquiry({ enquiry, stage, mayRelease, mayAskHigher }: OneProps) {
  const { enquiryId, agency, again, askedAt, reply } = enquiry
  const higher = whyNotAskHigher({ ...enquiry, stage })
  return (
    <>
      <h3 class="govuk-heading-s">
        {again ? `${agency}, senior contact` : agency}, asked on {showInstant(askedAt)}
      </h3>
      <EnquiryDetails enquiry={enquiry} />
      {mayRelease && !reply && <Act href={`/enquiries/${enquiryId}/send-again`}>Send a new link to {agency}</Act>}
      {mayRelease && reply && !reply.releasedAt && (
        <Act href={`/enquiries/${enquiryId}/release`}>Release the reply of {agency} into the case</Act>
      )}
      {mayAskHigher && reply?.outcome === 'refused' && !higher && (
        <Act href={`/enquiries/${enquiryId}/ask-higher`}>Ask the senior contact of {agency} again</Act>
      )}
      {mayAskHigher && reply?.outcome === 'refused' && higher && <p class="govuk-body">{higher}.</p>}
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
        ...againRows(enquiry),
        ...(enquiry.reminders.length || (!reply && enquiry.next)
          ? [{ label: 'Reminders', value: <Reminders of={enquiry} /> }]
          : []),
        ...(reply ? replyRows(reply) : []),
      ]}
    />
  )
}

const againRows = ({ again }: EnquiryShown) =>
  again
    ? [
        { label: 'Refused before', text: groundInWords(again.ground) },
        { label: 'Asked again because', text: again.why },
      ]
    : []

const reminded: Record<string, string> = {
  'before the day': 'Reminded before the day',
  'after the day': 'Reminded after the day',
  'to the senior contact': 'Passed on to the senior contact',
}
const toCome: Record<string, string> = {
  'before the day': 'Will be reminded',
  'after the day': 'Will be reminded',
  'to the senior contact': 'Goes to the senior contact',
}

/** What was sent by itself, and what will be. A reply stops it. */
function Reminders({ of: { reminders, next, reply, hasSenior, again, agency } }: { of: EnquiryShown }) {
  const lines = [
    ...reminders.map(({ kind, at }) => `${reminded[kind]}, on ${showDay(dayOf(at))}`),
    ...(!reply && next ? [`${toCome[next.kind]} on ${showDay(next.on)}, unless it is answered`] : []),
    ...(!reply && !hasSenior && !again ? [`${agency} has no registered senior contact to pass it on to`] : []),
  ]
  return (
    <ul class="govuk-list">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
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

export function groundInWords(ground: string) {
  const { ground: asked } = replyQuestions
  return ('options' in asked && asked.options.find(({ value }) => value === ground)?.label) || ground
}
