import { type Answers, choice, narrative } from '../../platform/pure/questions.ts'

export const matchQuestions = {
  answer: choice({
    label: 'Is this somebody who is recorded already?',
    missing: 'Choose whether this is somebody who is recorded already',
    options: {
      same: 'The same as one of those above',
      different: 'Different from all of them: record a new person',
      unsure: 'Unsure: leave it open for now',
    },
  }),
  candidate: choice({
    label: 'Which one?',
    missing: 'Choose which one it is',
    optionsFrom: 'candidates',
    uuid: true,
    onlyWhen: { question: 'answer', is: 'same' },
  }),
  homeForce: choice({
    label: 'Which police force polices where they live?',
    hint: 'That force does the gateway, and must be at the panel (Counter-Terrorism and Security Act 2015, section 37)',
    missing: 'Choose the police force of their home',
    optionsFrom: 'forces',
    uuid: true,
    onlyWhen: { question: 'answer', is: ['same', 'different'] },
  }),
  reason: narrative({
    label: 'Why?',
    hint: 'What agrees, what differs, and what you looked at',
    called: 'The reason',
    missing: 'Enter why',
    most: 5_000,
  }),
}

/** Nobody is the same as one of those above where nobody stands above. */
export const newcomerQuestions = {
  answer: choice({
    label: 'Is this somebody new?',
    missing: 'Choose whether this is somebody new',
    options: { different: 'Yes: record a new person', unsure: 'Unsure: leave it open for now' },
  }),
  homeForce: { ...matchQuestions.homeForce, onlyWhen: { question: 'answer', is: 'different' } },
  reason: matchQuestions.reason,
}
export type MatchAnswers = Answers<typeof matchQuestions>
