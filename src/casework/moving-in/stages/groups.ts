import type { FieldName } from '../mapping.ts'
import type { StepName } from './questions.ts'

/** The cells of a row that belong to one step. */
export interface Group {
  step: StepName
  /** What says that it happened; the day, the owner and the grounds go with it. */
  key: FieldName
  on: FieldName
  by: FieldName
  words: FieldName
  /** What else belongs to it. */
  more?: readonly FieldName[]
  /** The step before it that must have happened. */
  after?: StepName
}

const afterExit = (step: '6-month review' | '12-month review', name: 'sixMonths' | 'twelveMonths'): Group => ({
  step,
  key: `${name}On`,
  on: `${name}On`,
  by: `${name}By`,
  words: `${name}Words`,
  after: 'exit',
})

/** Every step that has cells of its own, in the order of the journey. */
export const groups: readonly Group[] = [
  {
    step: 'gateway',
    key: 'gatewayOutcome',
    on: 'gatewayOn',
    by: 'gatewayBy',
    words: 'gatewayGrounds',
    more: ['gatewayGround', 'trackerReference', 'trackerOn'],
  },
  {
    step: 'section 36',
    key: 'section36',
    on: 'section36On',
    by: 'section36By',
    words: 'section36Grounds',
    after: 'gateway',
  },
  {
    step: 'panel',
    key: 'panelOutcome',
    on: 'panelOn',
    by: 'panelBy',
    words: 'panelReasons',
    after: 'section 36',
  },
  {
    step: 'consent',
    key: 'consent',
    on: 'consentOn',
    by: 'consentBy',
    words: 'consentWords',
    more: ['consentOf', 'consentMay', 'consentUntil'],
    after: 'panel',
  },
  {
    step: 'plan',
    key: 'needs',
    on: 'planOn',
    by: 'planBy',
    words: 'supportHow',
    more: ['nature', 'provider', 'sessions'],
    after: 'consent',
  },
  { step: 'exit', key: 'exitReason', on: 'exitOn', by: 'exitBy', words: 'exitWords', after: 'panel' },
  afterExit('6-month review', 'sixMonths'),
  afterExit('12-month review', 'twelveMonths'),
]

/** How a step must have ended for the next one to be possible. */
export const goesOn: Partial<Record<StepName, string>> = {
  gateway: 'proceed',
  'section 36': 'refers',
  panel: 'adopted',
  consent: 'given',
}
