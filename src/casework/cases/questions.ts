import { type Answers, choice, date, narrative } from '../../platform/pure/questions.ts'

export const section36Questions = {
  refers: choice({
    label: 'Are there reasonable grounds to believe that this person is vulnerable to being drawn into terrorism?',
    missing: 'Choose whether there are reasonable grounds',
    options: {
      refers: 'Yes: refer the person to the panel',
      'does not refer': 'No: do not refer the person to the panel',
    },
  }),
  grounds: narrative({
    label: 'What are the grounds, or why are there none?',
    hint: 'What was found, and why it is or is not enough. Nothing obtained from an intelligence service belongs here.',
    missing: 'Enter the grounds, or why there are none',
    called: 'The grounds',
    most: 20_000,
  }),
}
export type Section36Answers = Answers<typeof section36Questions>

export const policeLeadQuestions = {
  answer: choice({
    label: 'How does the case go on?',
    missing: 'Choose how the case goes on',
    options: {
      'the panel goes on': 'The panel goes on beside the police: its work is taken up where it was',
      'the police lead': 'The panel’s work rests while the police lead',
    },
  }),
  reasons: narrative({
    label: 'Reasons',
    hint: 'What was agreed with the police, and what is done meanwhile for the safety of the person and of others',
    missing: 'Enter the reasons',
    most: 10_000,
  }),
  lookAgainOn: date({
    label: 'When is it looked at again?',
    hint: 'The coordinator then asks the police whether they still lead it',
    called: 'The day',
    missing: 'Enter when it is looked at again',
    future: true,
    onlyWhen: { question: 'answer', is: 'the police lead' },
  }),
}
export type PoliceLead = Answers<typeof policeLeadQuestions>
