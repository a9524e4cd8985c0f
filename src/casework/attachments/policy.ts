import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'
import { casePolicy } from '../cases/pure.ts'
import type { Document } from './code-lists.ts'

/** As the replies of partners: a provider of support was told of the support, and no more. */
const readers = casePolicy.read.roles.filter((role) => role !== 'intervention provider')
const workers: readonly Role[] = [
  'Channel coordinator',
  'police case officer',
  'senior officer',
  'panel chair',
  'lead professional',
]
const coordinator: readonly Role[] = ['Channel coordinator']

export const attachmentsPolicy = {
  read: allow(readers),
  /** Who was let into the pack reads, and adds nothing. */
  add: allow<{ inFull: boolean }>(workers, (_, { inFull }) => inFull),
  release: allow(coordinator),
  /** Whoever added it knows best that it was the wrong one. */
  setAside: allow<{ document: Document }>(
    workers,
    (viewer, { document }) => viewer.roles.includes('Channel coordinator') || document.addedById === viewer.id,
  ),
  scan: allow(['process']),
}
