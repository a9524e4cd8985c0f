import type { Module } from '../../platform/module.ts'
import { caseInSight } from './queries.ts'

export const cases: Module = { name: 'cases', routes: [], queries: [caseInSight] }
