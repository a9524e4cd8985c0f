import { command } from '../../platform/command.ts'
import { needPolicy, namesOfLevels, needToRecord } from './queries.ts'
import { levelNameQuestions, levelQuestions } from './questions.ts'

export const recordLevel = command({
  name: 'need.record-level',
  zone: 'casework',
  summary: 'Record the level of need of a case, with reasons',
  asks: levelQuestions,
  knows: needToRecord,
  allows: needPolicy.record,
  decides: ({ caseId }, answers) => ({
    is: 'level of need recorded',
    caseId,
    answers,
    levelWord: `level ${answers.level}`,
  }),
  async saves(writing, { caseId, answers: { level, reasons } }) {
    await writing.tx
      .insertInto('casework.level_of_need')
      .values({
        id: writing.newId(),
        case_id: caseId,
        level: Number(level),
        sealed: writing.seal(caseId, 'level_of_need', { reasons }),
        recorded_by: writing.viewer.id,
        recorded_at: writing.now,
      })
      .execute()
  },
})

export const nameLevel = command({
  name: 'need.name-level',
  zone: 'casework',
  summary: 'Say what the town calls a level of need',
  asks: levelNameQuestions,
  knows: namesOfLevels,
  allows: needPolicy.name,
  decides: (_known, answers) => ({ is: 'level of need named', answers }),
  async saves(writing, { answers: { level, name, means } }) {
    await writing.tx
      .insertInto('casework.level_name')
      .values({
        id: writing.newId(),
        level: Number(level),
        name,
        means,
        named_by: writing.viewer.id,
        named_at: writing.now,
      })
      .execute()
  },
})
