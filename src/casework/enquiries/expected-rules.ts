export interface Named {
  as: 'referrer' | 'school'
  /** Where it is known for certain: whoever referred was signed in for it. */
  agencyId: string | null
  name: string
  /** Whoever referred wishes not to be named, and this reader is none of those who may know. */
  withheld: boolean
}
export type Expected = Named

interface Agency {
  agencyId: string
  name: string
  kind: string
}

/** The council asks itself, and the police answer at the gateway. */
const answerOtherwise = ['council', 'police']

/** Which organisations that a referral names should be asked before the panel, and were not. A school comes first. */
export function expectedAsks(
  named: readonly Named[],
  agencies: readonly Agency[],
  asked: readonly string[],
): Expected[] {
  const expected: Expected[] = []
  const schoolsFirst = [...named].sort((one, other) => Number(other.as === 'school') - Number(one.as === 'school'))
  for (const each of schoolsFirst) {
    const agency = agencies.find(({ agencyId, name }) =>
      each.agencyId ? agencyId === each.agencyId : isNamed(each.name, name),
    )
    if (agency && (answerOtherwise.includes(agency.kind) || asked.includes(agency.agencyId))) continue
    // who referred and has no account is no agency: only a school is missed where it is not among them
    if (!agency && each.as === 'referrer') continue
    if (agency && expected.some(({ agencyId }) => agencyId === agency.agencyId)) continue
    expected.push({ ...each, agencyId: agency?.agencyId ?? null, name: agency?.name ?? each.name })
  }
  return expected.map((each) => (each.withheld ? { ...each, agencyId: null, name: 'Withheld' } : each))
}

/** What somebody wrote names an agency where it holds all of its name: "Testham School, year 10". */
const isNamed = (written: string, agency: string) => ` ${plain(written)} `.includes(` ${plain(agency)} `)
const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** As a warning on an item of a panel. */
export function inWords({ as, agencyId, name, withheld }: Expected): string {
  if (withheld) return 'The organisation of whoever referred this person was not asked before the panel.'
  if (as === 'referrer') return `${name}, which referred this person, was not asked before the panel.`
  if (agencyId) return `${name}, the person's school, was not asked before the panel.`
  return 'The school that the referral names is none of the agencies here, and was not asked before the panel.'
}
