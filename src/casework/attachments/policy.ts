import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'
import { casePolicy } from '../cases/pure.ts'
import type { Document } from './code-lists.ts'

const workers: readonly Role[] = [
  'Channel coordinator',
  'police case officer',
  'senior officer',
  'panel chair',
  'lead professional',
]
const coordinator: readonly Role[] = ['Channel coordinator']

export const attachmentsPolicy = {
  read: casePolicy.readMore,
  /** Who was let into the pack reads, and adds nothing. */
  add: allow<{ inFull: boolean }>(workers, (_, { inFull }) => inFull),
  release: allow(coordinator),
  /** Whoever added it knows best that it was the wrong one. */
  setAside: allow<{ document: Document }>(
    workers,
    (viewer, { document }) => viewer.roles.includes('Channel coordinator') || document.addedById === viewer.id,
  ),
  scan: allow(['process']),
  /** Whoever coordinates knows how far the scanner is, and where it found something. */
  followScans: allow(coordinator),
}
