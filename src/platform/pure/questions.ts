/** Questions: one definition each, from which the form, the API's schema, check-answers and the print come. */
export type { ReceivedFile } from './questions/file.ts'
export type { Answers, Option, Problem, Question, Questions } from './questions/question.ts'
export { isAsked } from './questions/question.ts'
export {
  choice,
  choices,
  confirm,
  date,
  email,
  file,
  hidden,
  list,
  narrative,
  number,
  telephone,
  text,
  time,
  yesNo,
} from './questions/builders.ts'
export { answersSchema } from './questions/schema.ts'
export { checkAnswers } from './questions/check.ts'
export { asksForAnotherForm, type FormValues, formValues, readForm } from './questions/form.ts'
export { describeAnswers, type DescribedAnswer } from './questions/describe.ts'
export {
  askedIn,
  goodAnswers,
  inSection,
  type Section,
  sectionOf,
  sectionsOf,
  type Standing,
  standingOf,
} from './questions/sections.ts'
