import type { ComponentChildren } from 'preact'
import { ageOn, dayOf, showDay } from '../../../platform/pure/days.ts'
import { capital } from '../../../platform/pure/words.ts'
import { Table, Tag } from '../../../platform/ui/markup.tsx'
import { mistakenMark, MistakenTag } from '../../cases/index.ts'
import type { ReferredCaseShown } from '../queries.ts'
import type { OtherReferral, Statement } from '../shapes.ts'

/** Every referral of the person, oldest first, one beside the other: what none shows alone, they may show together. */
export function SideBySide({ known }: { known: ReferredCaseShown }) {
  if (!known.others.length) {
    return (
      <p class="govuk-body">
        {known.personId
          ? 'The person was not referred before, as far as is known here.'
          : 'Not matched to a person yet.'}
      </p>
    )
  }
  const all = [...known.others, thisOne(known)].sort((one, other) => one.receivedAt.localeCompare(other.receivedAt))
  const rows: [string, (of: OtherReferral) => ComponentChildren][] = [
    ['Received', ({ receivedAt }) => showDay(dayOf(receivedAt))],
    ['Name as written', ({ name }) => name],
    ['Born', bornOrAge],
    ['From', ({ sector }) => sector],
    ['Type of concern', ({ concern }) => concern],
    ['What was said', ({ statements }) => <Statements of={statements} />],
    ['Police', ({ gateway, ground }) => capital([gateway ?? 'Not recorded', ground].filter(Boolean).join(': '))],
    ['Closing', ({ closedFor }) => capital(closedFor ?? '–')],
    [
      'Stage',
      ({ stage, mistaken }) => (
        <>
          {capital(stage)}
          <MistakenTag mistaken={mistaken} />
        </>
      ),
    ],
  ]
  return (
    <Table
      caption={`All ${all.length} referrals of this person, side by side`}
      captionSize="hidden"
      columns={[
        { text: 'Referral' },
        ...all.map((each) => ({
          text: each.caseId === known.caseId ? `${each.reference} (this one)` : each.reference,
        })),
      ]}
      rows={rows.map(([label, cell]) => ({ cells: [label, ...all.map(cell)] }))}
    />
  )
}

export function Statements({ of }: { of: readonly Statement[] }) {
  return (
    <ul class="govuk-list govuk-list--spaced">
      {of.map(({ words, kind, source, on }) => (
        <li>
          <Mark kind={kind} /> <span class="ot-lines">{words}</span>
          <br />
          <span class="govuk-hint">
            {source}
            {on && `, ${showDay(on)}`}
          </span>
        </li>
      ))}
    </ul>
  )
}

const colours = { fact: 'blue', opinion: 'purple', hearsay: 'orange' } as const

/** What a statement is: it goes wherever the statement goes, so that a rumour never becomes a fact (facts 7.3). */
const Mark = ({ kind }: { kind: string }) => <Tag colour={colours[kind as keyof typeof colours]}>{capital(kind)}</Tag>

const bornOrAge = ({ born, ageAbout, receivedAt }: OtherReferral) =>
  born
    ? `${showDay(born)}, ${ageOn(born, dayOf(receivedAt))} then`
    : ageAbout === null
      ? 'Not known'
      : `About ${ageAbout} then`

function thisOne({ caseId, stage, banner, referral, gateway, closings }: ReferredCaseShown): OtherReferral {
  const { givenNames = '', familyName = '', born, ageAbout } = referral.answers as Record<string, string | null>
  const last = gateway.at(-1)
  return {
    ...referral,
    caseId,
    stage,
    name: `${givenNames} ${familyName}`.trim(),
    born: born ?? null,
    ageAbout: ageAbout as number | null,
    gateway: last?.outcome ?? null,
    ground: last?.ground ?? null,
    mistaken: banner.marks.includes(mistakenMark),
    closedFor: closings.findLast(({ answer }) => answer !== 'declined')?.reason ?? null,
  }
}
