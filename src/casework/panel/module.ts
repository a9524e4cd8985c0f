import type { Module } from '../../platform/module.ts'
import { panelPolicy } from './policy.ts'
import { myMeetings } from './queries/my-meetings.ts'
import { panelRoutes } from './routes.ts'

export const panel: Module = {
  name: 'panel',
  routes: panelRoutes,
  queries: [myMeetings],
  navigation: [{ href: '/panel', text: 'Panel', roles: panelPolicy.read.roles }],
}
