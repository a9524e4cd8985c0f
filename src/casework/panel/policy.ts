import type { Role } from '../../organisation/staff/roles.ts'
import { allow } from '../../platform/policy.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { ActionKnown } from './queries/action.ts'
import type { ItemOnTheTable } from './queries/items.ts'
import type { MeetingKnown } from './queries/meeting.ts'

const coordinator: readonly Role[] = ['Channel coordinator']
const members: readonly Role[] = ['panel chair', 'panel member']

/** Who reads about panels as such: a seat decides which. */
const panelReaders: readonly Role[] = [...coordinator, ...members]
/** Who may read what a panel did about a case: a seat, or work on that case, decides which. */
const itemReaders: readonly Role[] = [
  ...panelReaders,
  'lead professional',
  'police case officer',
  'section 36 officer',
  'senior officer',
]

type Seated = { staffId: string; agencyId: string }
const sits = ({ id }: Viewer, { members: seated }: { members: readonly Seated[] }) =>
  seated.some(({ staffId }) => staffId === id)

/** Somebody from the council with a seat of their own: the local authority chairs (CTSA 2015 s.37). */
export const mayChair = (
  { id }: Pick<Viewer, 'id'>,
  { members: seated, councilId }: { members: readonly Seated[]; councilId: string },
) => seated.some(({ staffId, agencyId }) => staffId === id && agencyId === councilId)

const coordinates = ({ roles }: Viewer) => roles.includes('Channel coordinator')
const runs = (viewer: Viewer, meeting: MeetingKnown) => mayChair(viewer, meeting)
const leads = (viewer: Viewer, item: ItemOnTheTable) => mayChair(viewer, item)
const sitsAt = (viewer: Viewer, item: ItemOnTheTable) => sits(viewer, item)

export const panelPolicy = {
  read: allow(panelReaders),
  readItem: allow(itemReaders),
  setTerms: allow(coordinator),
  giveSeat: allow(coordinator),
  endSeat: allow(coordinator),
  callMeeting: allow(coordinator),
  listCase: allow(coordinator),
  invite: allow(coordinator),
  openMeeting: allow<MeetingKnown>(members, runs),
  callTheRoll: allow<MeetingKnown>(panelReaders, (viewer, meeting) => coordinates(viewer) || runs(viewer, meeting)),
  closeMeeting: allow<MeetingKnown>(members, runs),
  /** The chair or the deputy of the panel, not whoever else took the chair. */
  approveMinutes: allow<MeetingKnown>(members, ({ id }, meeting) =>
    meeting.members.some(({ staffId, office }) => office !== null && staffId === id),
  ),
  /** Whoever may read an item may have a conflict on it. */
  declareConflict: allow<ItemOnTheTable>(itemReaders),
  giveView: allow<ItemOnTheTable>(members, sitsAt),
  recordDecision: allow<ItemOnTheTable>(members, leads),
  recordDissent: allow<ItemOnTheTable>(members, sitsAt),
  setAction: allow<ItemOnTheTable>(panelReaders, (viewer, item) => coordinates(viewer) || leads(viewer, item)),
  finishAction: allow<ActionKnown>(itemReaders, ({ id }, { ownerId }) => ownerId === id),
}
