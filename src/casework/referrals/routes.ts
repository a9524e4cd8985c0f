import { type Route, route } from '../../platform/module.ts'
import { protectiveMarking } from '../cases/index.ts'
import { answerClosing } from './commands/answer-closing.ts'
import { followReferral } from './commands/follow-referral.ts'
import { makePublicReferral, makeReferral } from './commands/make-referral.ts'
import { proposeClosing } from './commands/propose-closing.ts'
import { releaseProgress } from './commands/release-progress.ts'
import { recordGateway } from './commands/record-gateway.ts'
import { aboutYou, AboutYouPage } from './pages/about-you-page.tsx'
import { AnswerClosingPage, ProposeClosingPage } from './pages/closing-pages.tsx'
import { FollowPage, progressPage } from './pages/follow-page.tsx'
import { languages } from './languages/index.ts'
import { MyReferralsPage } from './pages/my-referrals-page.tsx'
import { GatewayPage } from './pages/gateway-page.tsx'
import { receiptPage, ReceivedPage } from './pages/receipt-page.tsx'
import { PublicReferPage, ReferPage } from './pages/refer-page.tsx'
import { ReferralPage } from './pages/referral-page.tsx'
import { ReleasePage } from './pages/release-page.tsx'
import { myReferrals } from './mine.ts'
import {
  closingAnswerPage,
  closingPage,
  followForm,
  gatewayPage,
  publicReferralForm,
  referralForm,
  referralOfCase,
  releasePage,
} from './queries.ts'
import { wrongTogether } from './rules.ts'

const referring = {
  inSections: { submit: 'Send the referral', wrong: wrongTogether },
  showsOnce: receiptPage,
  then: () => '/refer/received',
}

export const referralRoutes: readonly Route[] = [
  route({
    path: '/refer',
    looks: referralForm,
    shows: ReferPage,
    performs: makeReferral,
    ...referring,
    inSections: { ...referring.inSections, page: () => ({ marking: protectiveMarking, namesAPerson: true }) },
  }),
  route({
    path: '/refer/public',
    looks: publicReferralForm,
    shows: PublicReferPage,
    performs: makePublicReferral,
    ...referring,
    inSections: { ...referring.inSections, page: () => ({ namesAPerson: true }) },
    signedIn: {
      goTo: '/refer',
      says: 'You are signed in, so you refer under your own name here. To write without it, sign out first.',
    },
    languages,
    publicPosts: 40,
  }),
  route({ path: '/refer/yours', looks: myReferrals, shows: MyReferralsPage }),
  route({ path: aboutYou.path, looks: followForm, shows: AboutYouPage, languages }),
  route({ path: '/refer/received', looks: followForm, shows: ReceivedPage, languages }),
  route({
    path: '/referral-status',
    looks: followForm,
    shows: FollowPage,
    performs: followReferral,
    showsOnce: progressPage,
    then: () => '/referral-status',
    languages,
    publicPosts: 20,
  }),
  route({ path: '/cases/:caseId/referral', looks: referralOfCase, shows: ReferralPage }),
  route({
    path: '/cases/:caseId/gateway',
    looks: gatewayPage,
    shows: GatewayPage,
    performs: recordGateway,
    then: ({ caseId }) => `/cases/${caseId}/referral`,
    done: 'The gateway outcome was recorded',
  }),
  route({
    path: '/cases/:caseId/referral/release',
    looks: releasePage,
    shows: ReleasePage,
    performs: releaseProgress,
    then: ({ caseId }) => `/cases/${caseId}/referral`,
    done: 'Whoever referred can see now how far it is',
  }),
  route({
    path: '/cases/:caseId/closing/propose',
    looks: closingPage,
    shows: ProposeClosingPage,
    performs: proposeClosing,
    then: ({ caseId }) => `/cases/${caseId}/referral`,
    done: 'The closing was proposed',
  }),
  route({
    path: '/cases/:caseId/closing',
    looks: closingAnswerPage,
    shows: AnswerClosingPage,
    performs: answerClosing,
    // Their way into the case ends with their answer.
    then: () => '/work',
    done: 'Your answer was recorded',
  }),
]
