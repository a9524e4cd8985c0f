import type { Option } from '../../platform/pure/questions.ts'

/** A national list as it stood at different times; the value is what is kept and what is shown. */
export interface CodeList {
  name: string
  versions: readonly { from: string; until?: string; values: readonly string[] }[]
}

/** Where a referral comes from, as the national statistics count it (facts 2). */
export const sectors: CodeList = {
  name: 'Sector of origin',
  versions: [
    {
      from: '2015-04-01',
      values: [
        'Education',
        'Police',
        'Local authority',
        'Health',
        'Prison and probation',
        'Community',
        'Friends and family',
        'Other',
        'Not known',
      ],
    },
  ],
}

/**
 * The type of concern (facts 2). The list was revised when the national tracker joined the two systems before it; what is
 * published of the revised list is here. No ideology is a valid answer, and never a reason to close.
 */
export const concerns: CodeList = {
  name: 'Type of concern',
  versions: [
    {
      from: '2015-04-01',
      until: '2024-03-31',
      values: [
        'Islamist',
        'Extreme right-wing',
        'Mixed, unclear or unstable ideology',
        'Vulnerability present but no ideology or counter-terrorism risk',
        'No risk, vulnerability or ideology present',
        'High counter-terrorism risk but no ideology present',
        'School massacre',
        'Incel',
        'Other',
        'Not specified',
      ],
    },
    {
      from: '2024-04-01',
      values: [
        'Islamist',
        'Extreme right-wing',
        'Other ideology',
        'Mixed, unclear or unstable ideology',
        'Fascination with extreme violence or mass-casualty attacks',
        'No ideology: other susceptibility to radicalisation',
        'No ideology identified',
        'Not specified',
      ],
    },
  ],
}

/** What a list offers on a day, as options of a question. */
export function optionsOn(list: CodeList, day: string): Option[] {
  const version = list.versions.find(({ from, until }) => from <= day && (!until || day <= until))
  return (version?.values ?? []).map((value) => ({ value, label: value }))
}

/** The ethnic groups of the 2021 census of England and Wales, as a label of the answer and not of the person. */
export const ethnicGroups = [
  'Asian or Asian British: Bangladeshi',
  'Asian or Asian British: Chinese',
  'Asian or Asian British: Indian',
  'Asian or Asian British: Pakistani',
  'Asian or Asian British: any other Asian background',
  'Black, Black British, Caribbean or African: African',
  'Black, Black British, Caribbean or African: Caribbean',
  'Black, Black British, Caribbean or African: any other Black background',
  'Mixed or multiple: White and Asian',
  'Mixed or multiple: White and Black African',
  'Mixed or multiple: White and Black Caribbean',
  'Mixed or multiple: any other mixed background',
  'White: English, Welsh, Scottish, Northern Irish or British',
  'White: Irish',
  'White: Gypsy or Irish Traveller',
  'White: Roma',
  'White: any other White background',
  'Other: Arab',
  'Other: any other ethnic group',
] as const
