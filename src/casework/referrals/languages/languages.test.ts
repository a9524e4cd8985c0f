import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Language, questionsIn } from '../../../platform/pure/languages.ts'
import { checkAnswers, type Questions, sectionsOf } from '../../../platform/pure/questions.ts'
import { followQuestions, publicReferralQuestions } from '../questions.ts'
import { languages } from './index.ts'

const namesIn = (questions: Questions, path = ''): string[] =>
  Object.entries(questions).flatMap(([name, question]) => [
    path + name,
    ...(question.kind === 'list' ? namesIn(question.of, `${path}${name}.`) : []),
  ])

for (const language of languages) {
  test(`every question of the public pages has its words in ${language.name}, and there are words for no other`, () => {
    const asked = [...namesIn(publicReferralQuestions), ...namesIn(followQuestions)]
    assert.deepEqual(Object.keys(language.questions).toSorted(), asked.toSorted())
  })

  test(`${language.name} has the same words of the pages as the others, and every heading of a section`, () => {
    const keys = (of: Language) => Object.keys(of.says).toSorted()
    assert.deepEqual(keys(language), keys(languages[0]!))
    for (const { title } of sectionsOf(publicReferralQuestions)) assert.ok(language.says[title], title)
  })

  test(`what must be answered says so in ${language.name}`, () => {
    const asked = questionsIn(language, publicReferralQuestions)
    const english = checkAnswers(publicReferralQuestions, {})
    const checked = checkAnswers(asked, {})
    assert.ok(!checked.ok && !english.ok)
    const sentences = new Set(english.problems.map(({ message }) => message))
    for (const { at, message } of checked.problems) assert.ok(!sentences.has(message), `${at}: ${message}`)
  })
}
