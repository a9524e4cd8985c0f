import type { Words } from './words.ts'

/** What is pure: who may, what is asked, what follows. */
export const deciding = (w: Words): Record<string, string> => ({
  'policy.ts': `import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'
import { casePolicy } from '../cases/pure.ts'

const workers: readonly Role[] = ['Channel coordinator', 'lead professional']

/** Those who work a case record this, and whoever reads the case reads it. Which cases those are is the grants' business. */
export const ${w.moduleName}Policy = { read: casePolicy.read, ${w.rule}: allow(workers) }
`,
  'questions.ts': `import { type Answers, date, narrative } from '../../platform/pure/questions.ts'

export const ${w.name}Questions = {
  happenedOn: date({ label: 'When was the ${w.noun}?', missing: 'Enter the day of the ${w.noun}', called: 'The day', past: true }),
  words: narrative({
    label: 'What is there to say about it?',
    hint: 'Facts first, then what you make of them.',
    missing: 'Enter what there is to say about it',
    called: 'What you write',
    most: 5_000,
  }),
}
export type ${w.type}Answers = Answers<typeof ${w.name}Questions>
`,
  'rules.ts': `import { type Fact, refuse } from '../../platform/pure/outcomes.ts'
import type { ${w.type}Answers } from './questions.ts'

interface ${w.factType} extends Fact, ${w.type}Answers {
  is: '${w.fact}'
  caseId: string
  /** Given when it is saved. */
  ${w.name}Id?: string
}

/** A case that is finished is not added to: whatever is new begins with a new concern. */
export function ${w.rule}(
  { caseId, banner }: { caseId: string; banner: { stage: string } },
  answers: ${w.type}Answers,
) {
  if (banner.stage === 'finished') return refuse('The case is finished: refer the person again if there is a new concern')
  const fact: ${w.factType} = { is: '${w.fact}', caseId, ...answers }
  return fact
}
`,
})
