import type { Module } from '../../platform/module.ts'
import { supportRoutes } from './routes.ts'

export const support: Module = { name: 'support', routes: supportRoutes }
