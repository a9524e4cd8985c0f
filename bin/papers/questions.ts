import { commandsOf, type Module } from '../../src/platform/module.ts'
import type { Question, Questions } from '../../src/platform/pure/questions.ts'
import { cell, introduced, table } from './markdown.ts'

const headings = ['Name', 'Question', 'Kind', 'Limits', 'Answered', 'Kept']

/** The data dictionary: what every command asks, from the questions themselves. */
export function questionsPaper(modules: readonly Module[]): string {
  const commands = modules.flatMap((module) => commandsOf([module]))
  const asking = commands.filter(({ asks }) => Object.keys(asks).length > 0)
  const parts = asking.map(
    ({ name, summary, asks }) => `## ${name}\n\n${cell(summary)}.\n\n${table(headings, rowsOf(asks, ''))}`,
  )
  return introduced(
    'What is asked',
    `Every question of every command that asks any (${asking.length} of ${commands.length}). The same definitions make the form, ` +
      "the API's schema and the page of answers to check. *Sealed* answers are kept encrypted under the key of their case or " +
      'record; the others stand in columns that can be searched. *n* in a name is the number of an item in a list.',
    parts,
  )
}

function rowsOf(questions: Questions, path: string): string[][] {
  return Object.entries(questions).flatMap(([name, question]) => {
    const row = [
      `\`${path}${name}\``,
      cell(question.label),
      question.kind,
      cell(limitsOf(question)),
      cell(whenAsked(question)),
      question.kind === 'list' ? '' : question.sealed ? 'sealed' : 'in the clear',
    ]
    return question.kind === 'list' ? [row, ...rowsOf(question.of, `${path}${name}-n-`)] : [row]
  })
}

function limitsOf(question: Question): string {
  switch (question.kind) {
    case 'number':
      return `${count(question.least)} to ${count(question.most)}${question.whole ? ', whole' : ''}`
    case 'date':
      return question.past ? 'today or before' : question.future ? 'today or later' : 'a day of 1900 to 2199'
    case 'choice':
    case 'choices':
      return question.optionsFrom
        ? `those offered: ${question.optionsFrom}`
        : question.options.map(({ value }) => value).join('; ')
    case 'list':
      return `${question.least} to ${question.most} ${question.items}`
    case 'yesNo':
      return 'true or false'
    case 'confirm':
      return 'true'
    case 'time':
      return 'HH:MM'
    case 'file':
      return 'a file that was sent before'
    default:
      return `${count(question.most)} characters`
  }
}

function whenAsked({ optional, onlyWhen }: Question): string {
  const need = optional ? 'if wished' : 'always'
  if (!onlyWhen) return need
  const when = `if ${onlyWhen.question} is ${[onlyWhen.is].flat().join(' or ')}`
  return optional ? `if wished, ${when}` : when
}

const count = (n: number) => n.toLocaleString('en-GB')
