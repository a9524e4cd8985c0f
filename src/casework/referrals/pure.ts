/** What other modules' questions may use of referrals: touches nothing outside itself. */
export { ethnicGroups } from './code-lists.ts'
