import type { Language } from '../../../platform/pure/languages.ts'

/** The public pages on referrals in other languages: each a draft until somebody who speaks it has read it. */
export const languages: readonly Language[] = []
