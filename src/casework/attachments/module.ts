import type { Module } from '../../platform/module.ts'
import { attachmentRoutes } from './routes.tsx'

export const attachments: Module = { name: 'attachments', routes: attachmentRoutes }
