import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showDay, showInstant } from '../../../platform/pure/days.ts'
import { InsetText } from '../../../platform/ui/markup.tsx'
import { labelOf } from '../fact-words.ts'
import type { entryOfRecord, mergedRecords, othersLikePerson } from '../record.ts'
import { mergeQuestions, unmergeQuestions, wrongQuestions } from '../record-questions.ts'
import { whyNotRecord } from '../record-rules.ts'
import { CandidateShown } from './candidate-shown.tsx'
import { Beside, RecordAct } from './record-acts.tsx'

export function SayWrongPage(shown: Shown<z.infer<typeof entryOfRecord.gives>>) {
  const { name, fact, ended, onlyName } = shown.known
  const text = name ? `${name.givenNames} ${name.familyName}`.trim() : labelOf(fact!)
  return (
    <RecordAct
      shown={shown}
      title="Say that something recorded is wrong"
      questions={wrongQuestions}
      submit="Mark it as wrong"
      notNow={
        ended
          ? 'It is marked as wrong already.'
          : onlyName
            ? 'It is the only name that is known: add the right one first.'
            : undefined
      }
    >
      <Beside rows={[{ label: name ? 'Name' : 'Recorded', text }]} />
    </RecordAct>
  )
}

export function MergePage(shown: Shown<z.infer<typeof othersLikePerson.gives>>) {
  const { known } = shown
  const nobody = known.others.length ? undefined : 'No other record is like this one.'
  return (
    <RecordAct
      shown={shown}
      title="Make one record of two"
      questions={mergeQuestions}
      submit="Make them one record"
      warning
      notNow={whyNotRecord(known) ?? nobody}
    >
      {known.others.map((candidate) => (
        <CandidateShown candidate={candidate} here="This record" />
      ))}
    </RecordAct>
  )
}

export function UnmergePage(shown: Shown<z.infer<typeof mergedRecords.gives>>) {
  const { name, born, grounds, by, at, ended, options } = shown.known
  return (
    <RecordAct
      shown={shown}
      title="Separate two records"
      questions={options.added.length ? unmergeQuestions : { grounds: unmergeQuestions.grounds }}
      submit="Separate the records"
      warning
      notNow={ended ? 'These records are separated already.' : undefined}
    >
      <Beside
        rows={[
          {
            label: 'The record that was joined to this one',
            text: [name, born && showDay(born)].filter(Boolean).join(', born '),
          },
          { label: 'Made one', text: `By ${by}, ${showInstant(at)}` },
          { label: 'Grounds', text: grounds },
        ]}
      />
      {!ended && <InsetText>Whatever was moved then goes back: cases, names and what was recorded.</InsetText>}
    </RecordAct>
  )
}
