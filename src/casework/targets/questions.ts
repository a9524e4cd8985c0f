import { type Answers, choice, number, text } from '../../platform/pure/questions.ts'
import { targetNames, targets } from './targets.ts'

export const targetQuestions = {
  target: choice({
    label: 'Which target?',
    missing: 'Choose the target',
    as: 'select',
    options: targetNames.map((name) => ({ value: name, label: `${targets[name].what}, in ${targets[name].unit}` })),
  }),
  amount: number({
    label: 'How long may it take?',
    hint: 'A whole number, in the unit that the target has',
    called: 'The target',
    missing: 'Enter how long it may take',
    least: 1,
    most: 400,
  }),
  why: text({
    label: 'Why?',
    hint: 'It stands beside the target. For example: agreed at the board’s meeting in June',
    called: 'The reason',
    missing: 'Enter why',
    most: 500,
  }),
}
export type TargetChosen = Answers<typeof targetQuestions>
