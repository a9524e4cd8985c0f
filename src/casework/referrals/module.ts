import type { Module } from '../../platform/module.ts'
import { referralRoutes } from './routes.ts'

export const referrals: Module = {
  name: 'referrals',
  routes: referralRoutes,
  navigation: [
    { href: '/refer', text: 'Refer somebody', roles: ['staff'] },
    { href: '/refer/public', text: 'Refer somebody', roles: ['public'] },
    { href: '/referral-status', text: 'Follow a referral', roles: ['public'] },
  ],
}
