import { choice, narrative } from '../../platform/pure/questions.ts'

/** To whom, and why: which cases they are was chosen before. */
export const giveQuestions = {
  toCoordinator: choice({
    label: 'Which coordinator keeps them moving from now on?',
    hint: 'What is due from a coordinator is due from them. With “None” it stays as it is.',
    missing: 'Choose a coordinator of the list',
    optionsFrom: 'coordinators',
    uuid: true,
    as: 'select',
    optional: true,
  }),
  toLead: choice({
    label: 'Who is the lead professional from now on?',
    hint: 'They see the whole case, and whoever led it before does not any more. With “None” it stays as it is.',
    missing: 'Choose a lead professional of the list',
    optionsFrom: 'leads',
    uuid: true,
    as: 'select',
    optional: true,
  }),
  reason: narrative({
    label: 'Why are they given to somebody else?',
    hint: 'It is kept with each case.',
    called: 'The reason',
    missing: 'Enter the reason',
    most: 2_000,
    rows: 3,
  }),
}
