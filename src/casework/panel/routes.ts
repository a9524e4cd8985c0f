import { type Route, route } from '../../platform/module.ts'
import { approvePanelMinutes } from './commands/approve-minutes.ts'
import { callPanelMeeting } from './commands/call-meeting.ts'
import { callPanelRoll } from './commands/call-the-roll.ts'
import { closePanelMeeting } from './commands/close-meeting.ts'
import { declarePanelConflict } from './commands/declare-conflict.ts'
import { endPanelSeat } from './commands/end-seat.ts'
import { finishPanelAction } from './commands/finish-action.ts'
import { givePanelSeat } from './commands/give-seat.ts'
import { givePanelView } from './commands/give-view.ts'
import { inviteToItem } from './commands/invite.ts'
import { listPanelCase } from './commands/list-case.ts'
import { openPanelMeeting } from './commands/open-meeting.ts'
import { recordDecision } from './commands/record-decision.ts'
import { recordPanelDissent } from './commands/record-dissent.ts'
import { setPanelAction } from './commands/set-action.ts'
import { setPanelTerms } from './commands/set-terms.ts'
import { CasePanelPage } from './pages/case-panel-page.tsx'
import {
  ActionPage,
  ConflictPage,
  DecisionPage,
  DissentPage,
  FinishActionPage,
  GuestPage,
  ViewPage,
} from './pages/item-acts.tsx'
import { ItemPage } from './pages/item-page.tsx'
import { MeetingPage } from './pages/meeting-page.tsx'
import { MinutesPage } from './pages/minutes-page.tsx'
import {
  ApproveMinutesPage,
  CallMeetingPage,
  CloseMeetingPage,
  EndSeatPage,
  GiveSeatPage,
  ListCasePage,
  OpenMeetingPage,
  RollPage,
  SetTermsPage,
} from './pages/panel-acts.tsx'
import { PanelsPage } from './pages/panels-page.tsx'
import { actionInSight } from './queries/action.ts'
import { caseAtThePanel } from './queries/case-panel.ts'
import { itemForActions, itemForGuests, itemInHand, panelItem } from './queries/item.ts'
import { meetingInSight } from './queries/meeting.ts'
import { panelInSight, panels, seatInSight, termsToSet } from './queries/panels.ts'

const toPanel = () => '/panel'
const toMeeting = ({ meetingId }: Record<string, unknown>) => `/panel/meetings/${String(meetingId)}`
const toItem = ({ itemId }: Record<string, unknown>) => `/panel/items/${String(itemId)}`
const meeting = '/panel/meetings/:meetingId'
const item = '/panel/items/:itemId'

export const panelRoutes: readonly Route[] = [
  route({ path: '/panel', looks: panels, shows: PanelsPage }),
  route({
    path: '/panel/terms/new',
    looks: termsToSet,
    shows: SetTermsPage,
    performs: setPanelTerms,
    then: toPanel,
    done: 'The terms of reference were set',
  }),
  route({
    path: '/panel/terms/:panelId/new',
    looks: termsToSet,
    shows: SetTermsPage,
    performs: setPanelTerms,
    then: toPanel,
    done: 'The new terms of reference were set',
  }),
  route({
    path: '/panel/:panelId/seats/new',
    looks: panelInSight,
    shows: GiveSeatPage,
    performs: givePanelSeat,
    then: toPanel,
    done: 'The seat was given',
  }),
  route({
    path: '/panel/seats/:seatId/end',
    looks: seatInSight,
    shows: EndSeatPage,
    performs: endPanelSeat,
    then: toPanel,
    done: 'The seat was ended',
  }),
  route({
    path: '/panel/:panelId/meetings/new',
    looks: panelInSight,
    shows: CallMeetingPage,
    performs: callPanelMeeting,
    then: toMeeting,
    done: 'The meeting was called',
  }),

  route({ path: meeting, looks: meetingInSight, shows: MeetingPage }),
  route({
    path: `${meeting}/open`,
    looks: meetingInSight,
    shows: OpenMeetingPage,
    performs: openPanelMeeting,
    then: toMeeting,
    done: 'The meeting is open',
  }),
  route({
    path: `${meeting}/roll`,
    looks: meetingInSight,
    shows: RollPage,
    performs: callPanelRoll,
    then: toMeeting,
    done: 'The roll was recorded',
  }),
  route({
    path: `${meeting}/close`,
    looks: meetingInSight,
    shows: CloseMeetingPage,
    performs: closePanelMeeting,
    then: toMeeting,
    done: 'The meeting was closed',
  }),
  route({ path: `${meeting}/minutes`, looks: meetingInSight, shows: MinutesPage }),
  route({
    path: `${meeting}/approve`,
    looks: meetingInSight,
    shows: ApproveMinutesPage,
    performs: approvePanelMinutes,
    then: toMeeting,
    done: 'The minutes were approved',
  }),

  route({ path: item, looks: panelItem, shows: ItemPage }),
  // whoever declared a conflict may not see the item any more
  route({
    path: `${item}/conflict`,
    looks: itemInHand,
    shows: ConflictPage,
    performs: declarePanelConflict,
    then: toPanel,
    done: 'Your declaration was recorded',
  }),
  route({
    path: `${item}/view`,
    looks: itemInHand,
    shows: ViewPage,
    performs: givePanelView,
    then: toItem,
    done: 'The view was recorded',
  }),
  route({
    path: `${item}/decision`,
    looks: panelItem,
    shows: DecisionPage,
    performs: recordDecision,
    then: toItem,
    done: 'The decision was recorded',
  }),
  route({
    path: `${item}/dissent`,
    looks: itemInHand,
    shows: DissentPage,
    performs: recordPanelDissent,
    then: toItem,
    done: 'The dissent was recorded',
  }),
  route({
    path: `${item}/action`,
    looks: itemForActions,
    shows: ActionPage,
    performs: setPanelAction,
    then: toItem,
    done: 'The action was set',
  }),
  route({
    path: `${item}/guest`,
    looks: itemForGuests,
    shows: GuestPage,
    performs: inviteToItem,
    then: toItem,
    done: 'The member was added for this case',
  }),
  route({
    path: '/panel/actions/:actionId/done',
    looks: actionInSight,
    shows: FinishActionPage,
    performs: finishPanelAction,
    then: toPanel,
    done: 'The action is done',
  }),

  route({ path: '/cases/:caseId/panel', looks: caseAtThePanel, shows: CasePanelPage }),
  route({
    path: '/cases/:caseId/panel/list',
    looks: caseAtThePanel,
    shows: ListCasePage,
    performs: listPanelCase,
    then: toMeeting,
    done: 'The case is on the agenda',
  }),
]
