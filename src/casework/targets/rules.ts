import { problem } from '../../platform/pure/outcomes.ts'
import type { TargetChosen } from './questions.ts'
import { amountInWords, type TargetName, targets } from './targets.ts'

/** A target that a town sets for itself, with its reason. It counts for clocks that begin from now on. */
export function setTarget(now: readonly { name: string; amount: number }[], { target, amount, why }: TargetChosen) {
  const name = target
  const { most } = targets[name]
  if (amount > most) return problem('amount', `The target must be ${amountInWords(name, most)} or fewer`)
  const amountOf = (other: TargetName) => now.find((each) => each.name === other)?.amount ?? targets[other].usual
  if (amountOf(name) === amount) return problem('amount', `It is ${amountInWords(name, amount)} already`)
  const [first, second] = (['firstReview', 'secondReview'] as const).map((each) =>
    each === name ? amount : amountOf(each),
  )
  if (first! >= second!) return problem('amount', 'The 6-month review must come before the 12-month review')
  return { is: 'target set' as const, nameWord: name, amount, why }
}
