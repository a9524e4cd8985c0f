import type { Module } from '../../platform/module.ts'
import { instrumentRoutes } from './instrument-routes.ts'
import { assessmentPolicy } from './policy.ts'
import { assessmentRoutes } from './routes.ts'

export const assessment: Module = {
  name: 'assessment',
  routes: [...assessmentRoutes, ...instrumentRoutes],
  navigation: [{ href: '/instruments', text: 'Instruments', roles: assessmentPolicy.writeInstruments.roles }],
}
