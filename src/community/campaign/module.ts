import { type Module, route } from '../../platform/module.ts'
import { setUpACampaign } from './commands/set-up.ts'
import { signThePledge } from './commands/sign-pledge.ts'
import { takeOffList } from './commands/take-off-list.ts'
import { withdrawThePledge } from './commands/withdraw-pledge.ts'
import { CampaignPage, NewCampaignPage, TakeOffPage } from './pages/campaign-pages.tsx'
import { PledgePage } from './pages/pledge-page.tsx'
import { NoPledgePage, ThankYouPage, WithdrawPage } from './pages/signed-pages.tsx'
import { campaignPolicy } from './policy.ts'
import { campaignList, listedPledge, newCampaignForm, pledgeToWithdraw, publicPledge } from './queries.ts'

export const campaign: Module = {
  name: 'campaign',
  routes: [
    route({
      path: '/pledge',
      looks: publicPledge,
      shows: PledgePage,
      performs: signThePledge,
      then: () => '/pledge',
      done: 'Your signature counts',
      showsOnce: ThankYouPage,
      // a whole school may sign from one address
      publicPosts: 300,
    }),
    route({
      path: '/pledge/withdraw/:token',
      looks: pledgeToWithdraw,
      shows: WithdrawPage,
      absent: NoPledgePage,
      performs: withdrawThePledge,
      then: () => '/pledge',
      done: 'Your pledge is withdrawn',
    }),
    route({ path: '/campaign', looks: campaignList, shows: CampaignPage }),
    route({
      path: '/campaign/new',
      looks: newCampaignForm,
      shows: NewCampaignPage,
      performs: setUpACampaign,
      then: () => '/campaign',
      done: 'The campaign was set up',
    }),
    route({
      path: '/campaign/pledges/:pledgeId/take-off',
      looks: listedPledge,
      shows: TakeOffPage,
      performs: takeOffList,
      then: () => '/campaign',
      done: 'The name is shown no more',
    }),
  ],
  navigation: [{ href: '/campaign', text: 'Campaign', roles: campaignPolicy.run.roles }],
}
