import type { Language } from '../../../platform/pure/languages.ts'
import { bengali } from './bn.ts'
import { welsh } from './cy.ts'
import { polish } from './pl.ts'
import { urdu } from './ur.ts'

/** The public pages on referrals in other languages: each a draft until somebody who speaks it has read it. */
export const languages: readonly Language[] = [welsh, polish, urdu, bengali]
