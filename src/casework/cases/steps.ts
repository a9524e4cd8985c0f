import type { Role } from '../../organisation/staff/roles.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { Stage } from './lifecycle.ts'

export interface Step {
  at: readonly Stage[]
  roles: readonly Role[]
  text: string
  /** Behind /cases/<id>. */
  path: string
}

/** Support does not go on, and the further assessment is awaited. */
const stopped: readonly Stage[] = ['consent refused', 'consent withdrawn', 'support withdrawn']

/** The next steps of the journey, in its order: at which stage, by whom, and on which page. */
export const steps: readonly Step[] = [
  { at: ['referral received'], roles: ['Channel coordinator'], text: 'Match to a person', path: '/match' },
  {
    at: ['held for the police', 'support held for the police'],
    roles: ['panel chair'],
    text: 'Decide how the case goes on',
    path: '/police-lead',
  },
  { at: ['with the police'], roles: ['police case officer'], text: 'Record the gateway outcome', path: '/gateway' },
  {
    at: ['asking partners', 'police-led', 'held for the police', 'support held for the police'],
    roles: ['police case officer'],
    text: 'Record the gateway outcome again',
    path: '/gateway',
  },
  {
    at: ['with the police', 'asking partners', 'ready for the panel'],
    roles: ['Channel coordinator'],
    text: 'Ask a partner',
    path: '/enquiries/new',
  },
  {
    at: ['asking partners'],
    roles: ['section 36 officer'],
    text: 'Record the section 36 decision',
    path: '/section36',
  },
  {
    at: [
      'with the police',
      'asking partners',
      'ready for the panel',
      'police-led',
      'held for the police',
      'closing, second person needed',
    ],
    roles: ['Channel coordinator'],
    text: 'Propose to close',
    path: '/closing/propose',
  },
  {
    at: ['closing, second person needed'],
    roles: ['senior officer'],
    text: 'Agree or decline the closing',
    path: '/closing',
  },
  {
    at: [
      'ready for the panel',
      'held for the police',
      'support held for the police',
      'being supported',
      'consent refused',
      'consent withdrawn',
      'support withdrawn',
      'after exit',
      'after closing',
    ],
    roles: ['Channel coordinator'],
    text: 'Put on an agenda',
    path: '/panel/list',
  },
  {
    at: ['asking for consent'],
    roles: ['Channel coordinator', 'panel chair'],
    text: 'Name the lead professional',
    path: '/lead',
  },
  {
    at: ['asking for consent', ...stopped],
    roles: ['Channel coordinator', 'lead professional'],
    text: 'Plan how consent is asked',
    path: '/consent/plan',
  },
  {
    at: ['asking for consent'],
    roles: ['lead professional', 'Channel coordinator'],
    text: 'Record consent',
    path: '/consent',
  },
  {
    at: ['planning support'],
    roles: ['lead professional', 'Channel coordinator'],
    text: 'Write the support plan',
    path: '/plan/new',
  },
  {
    at: ['being supported'],
    roles: ['intervention provider'],
    text: 'Open the plan, to record a session',
    path: '/plan',
  },
  {
    at: ['being supported'],
    roles: ['lead professional', 'Channel coordinator', 'panel chair'],
    text: 'Review the plan',
    path: '/review',
  },
  {
    at: ['planning support', 'being supported'],
    roles: ['lead professional', 'Channel coordinator'],
    text: 'Record consent again, or that it ended',
    path: '/consent',
  },
  {
    at: ['ready for the panel', 'on the agenda', 'being supported'],
    roles: ['Channel coordinator', 'lead professional', 'police case officer'],
    text: 'Begin an assessment',
    path: '/assessments/new',
  },
  {
    at: ['planning support', 'being supported', 'support held for the police', ...stopped],
    roles: ['Channel coordinator', 'panel chair'],
    text: 'Record the exit',
    path: '/exit',
  },
  {
    at: ['after exit', 'after closing', ...stopped],
    roles: ['Channel coordinator', 'panel chair'],
    text: 'Record the review',
    path: '/afterwards',
  },
]

/** What this viewer can do now, and, where it is somebody else's turn, whose. */
export function nextSteps({ caseId, stage }: { caseId: string; stage: string }, viewer: Viewer) {
  const here = steps.filter(({ at }) => (at as readonly string[]).includes(stage))
  const mine = here.filter(({ roles }) => roles.some((role) => viewer.roles.includes(role)))
  const others = here.filter((step) => !mine.includes(step))
  const waiting = others[0] && `${others[0].text}: this is for the ${others[0].roles.join(' or the ')}.`
  return {
    now: mine.map(({ text, path }) => ({ text, href: `/cases/${caseId}${path}` })),
    later: mine.length ? undefined : waiting,
  }
}
