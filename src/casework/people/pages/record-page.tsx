import type { Shown } from '../../../platform/module.ts'
import { showDay, showInstant } from '../../../platform/pure/days.ts'
import { capital } from '../../../platform/pure/words.ts'
import { Button, ButtonGroup, InsetText, SummaryList, Table, Tag } from '../../../platform/ui/markup.tsx'
import { CaseFrame } from '../../cases/index.ts'
import { addPersonName } from '../commands/add-name.ts'
import { mergePersons } from '../commands/merge.ts'
import { factWords, kindWords } from '../fact-words.ts'
import type { FactShown, MergeShown, NameShown, RecordShown } from '../record.ts'
import { characteristics } from '../record-questions.ts'

export function RecordPage(shown: Shown<RecordShown>) {
  const { frame, known, may } = shown
  const keeps = known.personId !== null && may(addPersonName)
  return (
    <CaseFrame frame={frame} banner={known.banner} tab="People" title="The person of a case">
      {known.personId ? (
        <>
          {keeps && <Adding caseId={known.caseId} />}
          <Names {...known} keeps={keeps} />
          <Birth {...known} />
          {known.inFull ? <Facts known={known} keeps={keeps} /> : <OnlyInFull />}
          {may(mergePersons) && <Merging {...known} />}
        </>
      ) : (
        <NotMatched caseId={known.caseId} />
      )}
    </CaseFrame>
  )
}

const NotMatched = ({ caseId }: { caseId: string }) => (
  <InsetText>
    The referral is not matched to a person yet. What is recorded about somebody stands here once{' '}
    <a class="govuk-link" href={`/cases/${caseId}/match`}>
      it was asked who they are
    </a>
    .
  </InsetText>
)

const OnlyInFull = () => (
  <InsetText>What else is recorded about the person is read by those who work the case.</InsetText>
)

const adding = [
  ['name', 'Add a name'],
  ['birth', 'Record the birth date or age'],
  ['address', 'Add an address'],
  ['contact', 'Add how they are reached'],
  ['language', 'Record a language'],
  ['adjustment', 'Add an adjustment'],
  ['equality', 'Record an equality fact'],
  ['looked-after', 'Record whether they are looked after'],
  ['relationship', 'Add a parent, a carer or somebody in the home'],
] as const

const Adding = ({ caseId }: { caseId: string }) => (
  <nav aria-label="Add to the record">
    <ul class="govuk-list">
      {adding.map(([path, text]) => (
        <li>
          <a class="govuk-link" href={`/cases/${caseId}/people/${path}`}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

const kinds: Readonly<Record<string, string>> = { 'known as': 'Known as', alias: 'Alias', 'as referred': 'As referred' }

function Names({ caseId, names, keeps }: RecordShown & { keeps: boolean }) {
  return (
    <Table
      caption="Names"
      columns={[{ text: 'Name' }, { text: 'Kind' }, { text: 'From' }, { text: 'Recorded' }, ...correcting(keeps)]}
      rows={names.map((name) => ({
        cells: [
          <Marked entry={name}>{`${name.givenNames} ${name.familyName}`.trim()}</Marked>,
          kinds[name.kind] ?? capital(name.kind),
          name.source,
          showDay(name.on),
          ...wrong(keeps, caseId, name),
        ],
      }))}
      empty="No name that you may see is recorded."
    />
  )
}

const correcting = (keeps: boolean) => (keeps ? [{ text: 'Correct' }] : [])
const wrong = (keeps: boolean, caseId: string, { entryId, ended }: NameShown | FactShown) =>
  keeps
    ? [
        ended ? (
          ''
        ) : (
          <a class="govuk-link" href={`/cases/${caseId}/people/entries/${entryId}/wrong`}>
            Say it is wrong
          </a>
        ),
      ]
    : []

/** What was found to be wrong stays in sight, with who said so and why. */
function Marked({ entry: { ended }, children }: { entry: NameShown | FactShown; children: string }) {
  if (!ended) return <>{children}</>
  return (
    <>
      <s>{children}</s> <Tag colour="orange">Wrong</Tag>
      <br />
      {ended.by}, {showInstant(ended.at)}: {ended.why}
    </>
  )
}

const Birth = ({ born, ageAbout, ageAboutOn }: RecordShown) => (
  <SummaryList
    rows={[
      { label: 'Birth date', text: born ? showDay(born) : 'Not known' },
      ...(born
        ? []
        : [
            {
              label: 'Approximate age',
              text:
                ageAbout === null
                  ? 'Not known'
                  : `About ${ageAbout}${ageAboutOn ? `, as of ${showDay(ageAboutOn)}` : ''}`,
            },
          ]),
    ]}
  />
)

const sections = [
  ['Where they live', ['address']],
  ['How they are reached', ['contact']],
  ['Language and interpreter', ['language']],
  ['Adjustments', ['adjustment']],
  ['Parents, carers, people in the home', ['relationship']],
  ['Looked after', ['looked after']],
  ['Equality', Object.keys(characteristics)],
  ['What was recorded of their age', ['birth']],
] as const
const several: readonly string[] = ['Equality']

function Facts({ known, keeps }: { known: RecordShown; keeps: boolean }) {
  return (
    <>
      {sections.map(([heading, of]) => {
        const facts = known.facts.filter(({ kind }) => (of as readonly string[]).includes(kind))
        const missing = heading === 'Equality' ? known.missing : []
        if (heading === 'What was recorded of their age' && !facts.length) return null
        return (
          <Table
            caption={heading}
            columns={[
              ...(several.includes(heading) ? [{ text: 'About' }] : []),
              { text: 'What' },
              { text: 'From' },
              { text: 'Recorded' },
              ...correcting(keeps),
            ]}
            rows={[
              ...facts.map((fact) => factRow(fact, { known, keeps, named: several.includes(heading) })),
              ...missing.map((kind) => missingRow(kind, keeps)),
            ]}
            empty="Not recorded."
          />
        )
      })}
    </>
  )
}

const factRow = (fact: FactShown, { known, keeps, named }: { known: RecordShown; keeps: boolean; named: boolean }) => ({
  cells: [
    ...(named ? [kindWords(fact.kind)] : []),
    <Marked entry={fact}>{factWords(fact)}</Marked>,
    fact.said.source ?? '–',
    `${showInstant(fact.at)}, ${fact.by}`,
    ...wrong(keeps, known.caseId, fact),
  ],
})

/** Missing is said: it is not the same as not asked, or as declined (facts 7.3). */
const missingRow = (kind: string, keeps: boolean) => ({
  cells: [kindWords(kind), <Tag colour="yellow">Missing</Tag>, '–', 'Nothing is recorded', ...(keeps ? [''] : [])],
})

function Merging({ caseId, merges }: RecordShown) {
  return (
    <>
      <Table
        caption="Records made one"
        columns={[{ text: 'Record' }, { text: 'Grounds' }, { text: 'By' }, { text: 'Now' }]}
        rows={merges.map((each) => ({
          cells: [
            [each.name, each.born && showDay(each.born)].filter(Boolean).join(', born '),
            each.grounds,
            `${each.by}, ${showInstant(each.at)}`,
            <StandingOf merge={each} caseId={caseId} />,
          ],
        }))}
        empty="No other record was found to be of this person."
      />
      <ButtonGroup>
        <Button href={`/cases/${caseId}/people/merge`} kind="secondary">
          Find another record of this person
        </Button>
      </ButtonGroup>
    </>
  )
}

function StandingOf({ merge: { mergeId, ended }, caseId }: { merge: MergeShown; caseId: string }) {
  if (ended)
    return (
      <>
        Separated by {ended.by}, {showInstant(ended.at)}: {ended.why}
      </>
    )
  return (
    <a class="govuk-link" href={`/cases/${caseId}/people/merges/${mergeId}`}>
      Separate them again
    </a>
  )
}
