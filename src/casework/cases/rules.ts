import { type Fact, problem, refuse } from '../../platform/pure/outcomes.ts'
import { groundsThatEnd } from './no-ideology.ts'
import { addMonths } from '../../platform/pure/days.ts'
import { amountInWords } from '../targets/pure.ts'
import type { PoliceLead, Section36Answers } from './questions.ts'

interface BeforeSection36 {
  caseId: string
  stage: string
  gateway: string | null
  decided: string | null
}

export interface Section36Decided extends Fact {
  is: 'section 36 decided'
  caseId: string
  refersWord: Section36Answers['refers']
  grounds: string
}

/** Only on reasonable grounds, recorded in words, may a case go to the panel (CTSA 2015 s.36(3)); made anew only when it came back. */
export function decideSection36({ caseId, stage, gateway, decided }: BeforeSection36, answers: Section36Answers) {
  if (!gateway) return refuse('The police have not recorded the gateway outcome yet: the decision follows it')
  if (gateway !== 'proceed')
    return refuse(`The gateway outcome is "${gateway}": the decision needs the outcome "proceed"`)
  if (stage !== 'asking partners') {
    if (decided) return refuse('The section 36 decision stands already: it is made anew only when the case comes back')
    return refuse(`The case is at the stage "${stage}": the decision is made while partners are asked`)
  }
  const problems = answers.refers === 'refers' ? undefined : groundsThatEnd('grounds', answers.grounds)
  if (problems) return problems
  const fact: Section36Decided = {
    is: 'section 36 decided',
    caseId,
    refersWord: answers.refers,
    grounds: answers.grounds,
  }
  return fact
}

/** The gateway can be revisited at any time, which pauses nothing silently (casework.md): the chair says what follows. */
export function answerPoliceLead(
  /** What rests is looked at again: nobody is left between the panel and the police for longer than the town's target. */
  { caseId, isHeld, restsAtMostMonths }: { caseId: string; isHeld: boolean; restsAtMostMonths: number },
  { answer, reasons, lookAgainOn }: PoliceLead,
  { today }: { today: string },
) {
  if (!isHeld) return refuse('The police do not lead a case of the panel here now: there is nothing to decide.')
  if (lookAgainOn && lookAgainOn > addMonths(today, restsAtMostMonths))
    return problem('lookAgainOn', `The day must be within ${amountInWords('policeRests', restsAtMostMonths)}`)
  const ends = answer === 'the police lead' ? groundsThatEnd('reasons', reasons) : undefined
  return ends ?? { is: 'police lead answered' as const, caseId, answerWord: answer, reasons, lookAgainOn }
}
