import { problem } from '../../platform/pure/outcomes.ts'
import type { TargetChosen } from './questions.ts'
import { amountInWords, targets } from './targets.ts'

/** A target that a town sets for itself, with its reason. It counts for clocks that begin from now on. */
export function setTarget(now: readonly { name: string; amount: number }[], { target, amount, why }: TargetChosen) {
  const name = target
  const { most } = targets[name]
  if (amount > most) return problem('amount', `The target must be ${amountInWords(name, most)} or fewer`)
  if (now.find((each) => each.name === name)?.amount === amount)
    return problem('amount', `It is ${amountInWords(name, amount)} already`)
  return { is: 'target set' as const, nameWord: name, amount, why }
}
