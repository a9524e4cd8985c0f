import { z } from 'zod'
import { type Module, route } from '../../platform/module.ts'
import { query } from '../../platform/query.ts'
import { askedOfYou, linkBehind } from './answering.ts'
import { readyToAsk, readyToShare } from './asking.ts'
import { readyToAskHigher } from './asking-higher.ts'
import { askPartner } from './commands/ask.ts'
import { askSeniorContact } from './commands/ask-higher.ts'
import { confirmLinkCode } from './commands/confirm-code.ts'
import { decideOneOffSharing } from './commands/decide-sharing.ts'
import { releaseReply } from './commands/release.ts'
import { replyToEnquiry } from './commands/reply.ts'
import { sendLinkAgain } from './commands/send-again.ts'
import { sendLinkCode } from './commands/send-code.ts'
import { ReleasePage, SendAgainPage } from './pages/act-on-enquiry-page.tsx'
import { CodePage, LinkPage, linkOpensNothing, ReplyPage, ThankYouPage } from './pages/answer-pages.tsx'
import { AskHigherPage } from './pages/ask-higher-page.tsx'
import { AskPage, DecideSharingPage } from './pages/ask-page.tsx'
import { EnquiriesPage } from './pages/enquiries-page.tsx'
import { ResponseTimesPage } from './pages/response-times-page.tsx'
import { enquiriesPolicy } from './policy.ts'
import { enquiriesOfCase, oneEnquiry } from './queries.ts'
import { responseTimes } from './response-times.ts'

const ofCase = ({ caseId }: { caseId?: string }) => `/cases/${caseId}/enquiries`

const thanked = query({
  name: 'enquiries.thanked',
  zone: 'casework',
  summary: 'Thank you for an answer: the page after it shows nothing else',
  about: z.object({}),
  gives: z.object({}),
  allows: enquiriesPolicy.openLink,
  read: async () => ({}),
})

export const enquiries: Module = {
  name: 'enquiries',
  routes: [
    route({ path: '/cases/:caseId/enquiries', looks: enquiriesOfCase, shows: EnquiriesPage }),
    route({
      path: '/cases/:caseId/enquiries/new',
      looks: readyToAsk,
      shows: AskPage,
      performs: askPartner,
      then: ofCase,
      done: 'The question was sent',
    }),
    route({
      path: '/cases/:caseId/sharing/decide',
      looks: readyToShare,
      shows: DecideSharingPage,
      performs: decideOneOffSharing,
      then: ({ caseId }) => `/cases/${caseId}/enquiries/new`,
      done: 'The sharing decision was recorded',
    }),
    route({
      path: '/enquiries/:enquiryId/release',
      looks: oneEnquiry,
      shows: ReleasePage,
      performs: releaseReply,
      then: ofCase,
      done: 'The reply was released into the case',
    }),
    route({
      path: '/enquiries/:enquiryId/send-again',
      looks: oneEnquiry,
      shows: SendAgainPage,
      performs: sendLinkAgain,
      then: ofCase,
      done: 'A new link was sent',
    }),
    route({
      path: '/enquiries/:enquiryId/ask-higher',
      looks: readyToAskHigher,
      shows: AskHigherPage,
      performs: askSeniorContact,
      then: ofCase,
      done: 'The question was sent to the senior contact',
    }),
    route({ path: '/enquiries/response-times', looks: responseTimes, shows: ResponseTimesPage }),
    route({
      path: '/answer/:token',
      looks: linkBehind,
      shows: LinkPage,
      performs: sendLinkCode,
      then: (_, { token }) => `/answer/${token}/code`,
      absent: linkOpensNothing,
      publicPosts: 20,
    }),
    route({
      path: '/answer/:token/code',
      looks: linkBehind,
      shows: CodePage,
      performs: confirmLinkCode,
      signsIn: 'token',
      then: ({ is }, { token }) => `/answer/${token}/${is === 'enquiry code confirmed' ? 'reply' : 'code'}`,
      absent: linkOpensNothing,
      publicPosts: 30,
    }),
    route({
      path: '/answer/:token/reply',
      looks: askedOfYou,
      shows: ReplyPage,
      performs: replyToEnquiry,
      then: () => '/answer/thank-you',
      recognisedAt: ({ token }) => `/answer/${token}`,
      absent: linkOpensNothing,
    }),
    route({ path: '/answer/thank-you', looks: thanked, shows: ThankYouPage }),
  ],
  navigation: [
    { href: '/enquiries/response-times', text: 'Partners’ answers', roles: enquiriesPolicy.responseTimes.roles },
  ],
}
