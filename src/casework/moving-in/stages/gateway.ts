import { type Told, some, words } from './drafts.ts'
import type { Step } from './questions.ts'

export function theGateway({ cells, lists, about: { today } }: Told): Partial<Step> {
  const outcome = cells.chosen('gatewayOutcome', words('proceed', 'not suitable', 'police-led')) ?? ''
  const ground = cells.chosen('gatewayGround', lists.notSuitable)
  if (outcome === 'not suitable' && !ground) cells.wrong('gatewayGround', 'this is needed where it was not suitable')
  const trackerReference = cells.typed('trackerReference') || undefined
  const trackerOn = cells.day('trackerOn')
  if (trackerReference && !cells.typed('trackerOn')) cells.wrong('trackerOn', 'this is needed with the reference')
  if (trackerOn && !trackerReference) cells.wrong('trackerReference', 'this is needed with the date')
  if (trackerOn && trackerOn > today) cells.wrong('trackerOn', 'this must be today or in the past')
  return {
    outcome,
    ...some('ground', outcome === 'not suitable' ? ground : undefined),
    ...some('trackerReference', trackerReference),
    ...some('trackerOn', trackerOn),
  }
}

export const theSection36 = ({ cells }: Told): Partial<Step> => ({
  outcome:
    cells.chosen('section36', [
      { value: 'refers', label: 'yes' },
      { value: 'does not refer', label: 'no' },
    ]) ?? '',
})
