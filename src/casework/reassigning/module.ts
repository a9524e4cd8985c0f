import { type Module, route } from '../../platform/module.ts'
import { chooseCases } from './commands/choose-cases.ts'
import { giveTheCase } from './commands/give-case.ts'
import { giveCases } from './commands/give-cases.ts'
import { ChooseCasesPage, ReassignmentPage } from './pages/giving-pages.tsx'
import { casesToGive, caseToGive, reassignment } from './queries.ts'

export const reassigning: Module = {
  name: 'reassigning',
  routes: [
    route({
      path: '/cases/give',
      looks: casesToGive,
      shows: ChooseCasesPage,
      performs: chooseCases,
      then: ({ reassignmentId }) => `/cases/given/${String(reassignmentId)}`,
    }),
    route({
      path: '/cases/given/:reassignmentId',
      looks: reassignment,
      shows: ReassignmentPage,
      performs: giveCases,
      then: ({ reassignmentId }) => `/cases/given/${String(reassignmentId)}`,
      done: 'The cases are given now: below is what was done',
    }),
  ],
  commands: [giveTheCase],
  queries: [caseToGive],
}
