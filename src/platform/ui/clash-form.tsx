import type { FormState } from '../module.ts'
import { say } from './say.ts'
import { Button, ButtonGroup, InsetText } from './notices.tsx'

type Clash = NonNullable<FormState['clash']>
type Difference = Clash['differences'][number]

interface ClashFormProps {
  clash: Clash
  action: string
  csrf: string
  actId: string
  version?: number | string | undefined
  was?: string | undefined
  cancel?: string | undefined
}

/** Two people changed the same: both versions side by side, thing by thing, and which is kept. Works without script. */
export function ClashForm({ clash, action, csrf, actId, version, was, cancel }: ClashFormProps) {
  return (
    <form action={action} method="post" novalidate>
      <input type="hidden" name="_csrf" value={csrf} />
      <input type="hidden" name="_act" value={actId} />
      <input type="hidden" name="_version" value={version} />
      {was && <input type="hidden" name="_was" value={was} />}
      <input type="hidden" name="_clash" value="yes" />
      {Object.entries(clash.mine).flatMap(([name, value]) =>
        [value].flat().map((one) => one !== '' && <input type="hidden" name={name} value={one} />),
      )}
      <InsetText>
        {say('This was saved by somebody else, or in another window, after you opened it.')}{' '}
        {say('Nothing of yours is lost: choose which version is kept.')}
      </InsetText>
      {clash.differences.map((each) => (
        <Choice difference={each} />
      ))}
      <ButtonGroup>
        <Button once>{say('Save with these choices')}</Button>
        {cancel && (
          <a class="govuk-link" href={cancel}>
            {say('Cancel')}
          </a>
        )}
      </ButtonGroup>
    </form>
  )
}

function Choice({ difference: { at, label, mine, theirs, chosen } }: { difference: Difference }) {
  return (
    <div class="govuk-form-group">
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">{label}</legend>
        <div class="govuk-radios ot-versions" data-module="govuk-radios">
          <Version at={at} which="mine" words={say('Keep mine')} rows={mine} label={label} chosen={chosen} />
          <Version at={at} which="theirs" words={say('Take theirs')} rows={theirs} label={label} chosen={chosen} />
        </div>
      </fieldset>
    </div>
  )
}

interface VersionProps extends Pick<Difference, 'at' | 'label' | 'chosen'> {
  which: 'mine' | 'theirs'
  words: string
  rows: Difference['mine']
}

function Version({ at, which, words, rows, label, chosen }: VersionProps) {
  const id = which === 'mine' ? `_take-${at}` : `_take-${at}-2`
  return (
    <div class="ot-versions__one">
      <div class="govuk-radios__item">
        <input
          class="govuk-radios__input"
          id={id}
          name={`_take-${at}`}
          type="radio"
          value={which}
          checked={chosen === which}
          aria-describedby={`${id}-says`}
        />
        <label class="govuk-label govuk-radios__label" for={id}>
          {words}
        </label>
      </div>
      <div id={`${id}-says`} class="govuk-body ot-lines">
        {rows.map((row) => (
          <p class="govuk-body">
            {rows.length > 1 || row.label !== label ? <strong>{row.label}: </strong> : ''}
            {row.text}
          </p>
        ))}
      </div>
    </div>
  )
}
