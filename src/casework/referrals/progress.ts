import type { Stage } from '../cases/index.ts'

/** Safe words for a referrer: nothing about the person. */
export type Progress =
  | 'received'
  | 'being checked'
  | 'being considered'
  | 'finished with or passed on'
  | 'finished with'

/**
 * How far a referral is, for whoever made it. A professional of a partner agency sees the steps; anyone else sees only
 * that it was received or is finished with, unless the coordinator releases more (casework.md, Referrals).
 */
export function progressAt(stage: Stage, professional: boolean): Progress {
  const progress = steps[stage]
  if (professional) return progress
  return progress === 'finished with or passed on' ? 'finished with' : 'received'
}

/** Once the panel decided, whatever it decided, the referral itself is finished with or passed on. */
const steps: Record<Stage, Exclude<Progress, 'finished with'>> = {
  'referral received': 'received',
  'with the police': 'being checked',
  'asking partners': 'being considered',
  'ready for the panel': 'being considered',
  'on the agenda': 'being considered',
  'closing, second person needed': 'being considered',
  'asking for consent': 'finished with or passed on',
  'planning support': 'finished with or passed on',
  'being supported': 'finished with or passed on',
  'consent refused': 'finished with or passed on',
  'consent withdrawn': 'finished with or passed on',
  'support withdrawn': 'finished with or passed on',
  'police-led': 'finished with or passed on',
  'held for the police': 'being considered',
  'support held for the police': 'finished with or passed on',
  'after exit': 'finished with or passed on',
  'after closing': 'finished with or passed on',
  finished: 'finished with or passed on',
}
