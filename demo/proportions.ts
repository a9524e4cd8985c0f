/**
 * In what proportions the generated people and their cases come: the official statistics "Individuals referred to and
 * supported through the Prevent Programme", England and Wales, as facts section 2 quotes them. Where they say nothing,
 * the number is invented and says so. Weights are counts; only their ratio matters.
 */

/** Year to March 2025, of 8,778: Education 3,129, Police 2,631, Local authority 895. The rest (2,123) is spread evenly: invented. */
export const sectors = {
  Education: 3129,
  Police: 2631,
  'Local authority': 895,
  Health: 354,
  'Prison and probation': 354,
  Community: 354,
  'Friends and family': 354,
  Other: 354,
  'Not known': 353,
} as const

/**
 * Year to March 2025, of 8,769 known: no ideology 4,917 (34 % of 8,778 "none identified", the rest another
 * susceptibility), extreme right-wing 1,798, Islamist 870, fascination with violence 469. The other 715: invented.
 */
export const concerns = {
  'No ideology identified': 2985,
  'No ideology: other susceptibility to radicalisation': 1932,
  'Extreme right-wing': 1798,
  Islamist: 870,
  'Fascination with extreme violence or mass-casualty attacks': 469,
  'Mixed, unclear or unstable ideology': 475,
  'Other ideology': 120,
  'Not specified': 120,
} as const

/** Year to March 2025, of 8,759 known: three bands under 18. The 4,044 adults' bands are not in the facts: invented. */
export const ageBands = {
  '6-10': 345,
  '11-15': 3192,
  '16-17': 1178,
  '18-20': 1250,
  '21-30': 1300,
  '31-40': 750,
  '41-50': 450,
  '51-75': 294,
} as const

/** Year to March 2025: 7,605 male, 89 % of those known, so 940 others of whom it is known; not known is the rest of 8,778. */
export const genders = { male: 7605, female: 925, another: 15, 'not known': 233 } as const

/** Year to March 2025, the first published: of 8,778, 4,226 known (White 2,747, Asian 798, Black 320, other 361). */
export const ethnicities = { 'not asked': 4552, White: 2747, Asian: 798, Black: 320, Other: 361 } as const

/** Year to March 2024, the newest with all three: of 6,922 referrals 893 came to a panel and 512 were adopted. */
export const conversion = { referred: 6922, discussed: 893, adopted: 512 } as const

const beforeThePanel = conversion.referred - conversion.discussed
const adopted = (share: number) => Math.round(conversion.adopted * share)

/** How often each journey is gone. What leaves before the panel, and how support ends, is split by invention. */
export const journeys = {
  'not suitable': Math.round(beforeThePanel * 0.58),
  'closed by two': Math.round(beforeThePanel * 0.2),
  'not referred': Math.round(beforeThePanel * 0.1),
  'police-led': Math.round(beforeThePanel * 0.04),
  'a repeat, closed by two': Math.round(beforeThePanel * 0.08),
  'not adopted': conversion.discussed - conversion.adopted,
  supported: adopted(0.74),
  'consent refused': adopted(0.14),
  'consent withdrawn': adopted(0.12),
} as const
export type JourneyName = keyof typeof journeys
