import type { Role } from '../src/organisation/staff/roles.ts'

/** The demo town. Everybody and everything in it is invented; the surnames say so. */
export const townName = 'Exampleham'

export const agencies = [
  { key: 'council', name: 'Exampleham Council', kind: 'council' },
  { key: 'police', name: 'Exampleshire Police', kind: 'police' },
  { key: 'health', name: 'Exampleham Health Trust', kind: 'health', seat: true },
  { key: 'probation', name: 'Exampleshire Probation', kind: 'probation', seat: true },
  { key: 'youth', name: 'Exampleham Youth Offending Service', kind: 'youth justice', seat: true },
  { key: 'school', name: 'Fiction Lane Academy', kind: 'school' },
  { key: 'mentors', name: 'Imagined Futures Mentoring', kind: 'voluntary' },
] as const
export type AgencyKey = (typeof agencies)[number]['key']

export interface DemoPerson {
  key: string
  name: string
  title: string
  agency: AgencyKey
  roles: readonly Role[]
  /** What to sign in as them for, in the list at start. */
  comesTo?: string
  /** Sits on the panel besides the chair and the deputy. */
  seat?: true
}

/** The panel as Luton's 2012 text has it: chaired by the Corporate Director for Children and Learning, every six weeks. */
export const people: readonly DemoPerson[] = [
  {
    key: 'coordinator',
    name: 'Morgan Madeup',
    title: 'Channel coordinator',
    agency: 'council',
    roles: ['Channel coordinator'],
    comesTo: 'keep every case moving',
  },
  {
    key: 'colleague',
    name: 'Colin Conjectured',
    title: 'Channel coordinator',
    agency: 'council',
    roles: ['Channel coordinator'],
  },
  {
    key: 'chair',
    name: 'Frances Fictive',
    title: 'Corporate Director for Children and Learning',
    agency: 'council',
    roles: ['panel chair'],
    comesTo: 'chair the panel',
  },
  {
    key: 'deputy',
    name: 'Desmond Dreamt',
    title: "Children's safeguarding manager",
    agency: 'council',
    roles: ['panel chair', 'panel member'],
  },
  {
    key: 'officer',
    name: 'Ines Invented',
    title: 'Case officer',
    agency: 'police',
    roles: ['police case officer', 'panel member'],
    comesTo: 'decide at the gateway, sit for the police',
    seat: true,
  },
  {
    key: 'authoriser',
    name: 'Paul Pretend',
    title: 'Superintendent',
    agency: 'police',
    roles: ['section 36 officer'],
    comesTo: 'take the section 36 decision',
  },
  { key: 'senior', name: 'Sana Supposed', title: 'Head of service', agency: 'council', roles: ['senior officer'] },
  {
    key: 'health',
    name: 'Noor Notional',
    title: 'Named nurse',
    agency: 'health',
    roles: ['panel member', 'partner contact'],
    seat: true,
  },
  {
    key: 'probation',
    name: 'Tomasz Thoughtup',
    title: 'Senior probation officer',
    agency: 'probation',
    roles: ['panel member'],
    seat: true,
  },
  {
    key: 'youth',
    name: 'Yara Yarn',
    title: 'Youth offending officer',
    agency: 'youth',
    roles: ['panel member'],
    seat: true,
  },
  {
    key: 'caf',
    name: 'Callum Concocted',
    title: 'CAF coordinator',
    agency: 'council',
    roles: ['panel member'],
    seat: true,
  },
  {
    key: 'lead',
    name: 'Leila Legend',
    title: 'Social worker',
    agency: 'council',
    roles: ['lead professional'],
    comesTo: 'hold consent and the plan',
  },
  {
    key: 'mentor',
    name: 'Ivo Imaginary',
    title: 'Mentor',
    agency: 'mentors',
    roles: ['intervention provider'],
    comesTo: 'record sessions',
  },
  {
    key: 'teacher',
    name: 'Ruth Rhetorical',
    title: 'Designated safeguarding lead',
    agency: 'school',
    roles: ['partner contact'],
    comesTo: 'refer somebody',
  },
  {
    key: 'cohesion',
    name: 'Cora Conjured',
    title: 'Community cohesion officer',
    agency: 'council',
    roles: ['cohesion worker'],
    comesTo: 'run the campaign',
  },
  {
    key: 'dpo',
    name: 'Dana Dreamland',
    title: 'Data protection officer',
    agency: 'council',
    roles: ['data protection officer'],
    comesTo: 'see who did what',
  },
  {
    key: 'administrator',
    name: 'Adi Abstract',
    title: 'System administrator',
    agency: 'council',
    roles: ['administrator'],
    comesTo: 'invite people',
  },
]

export const emailOf = (key: string) => `${key}@exampleham.example`
