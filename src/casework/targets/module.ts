import { type Module, route } from '../../platform/module.ts'
import { chooseTarget } from './commands.ts'
import { SetTargetPage, TargetsPage } from './pages.tsx'
import { targetPolicy } from './policy.ts'
import { targetList, targetsToSet } from './queries.ts'

export const targets: Module = {
  name: 'targets',
  routes: [
    route({ path: '/targets', looks: targetList, shows: TargetsPage }),
    route({
      path: '/targets/set',
      looks: targetsToSet,
      shows: SetTargetPage,
      performs: chooseTarget,
      then: () => '/targets',
      done: 'The target was set',
    }),
  ],
  navigation: [{ href: '/targets', text: 'Targets', roles: targetPolicy.read.roles }],
}
