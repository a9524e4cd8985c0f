import { problem, refuse } from '../../platform/pure/outcomes.ts'
import type { Support } from './known.ts'

/** Who becomes the lead professional, once there is support to lead. */
export function nameLead(known: Support, { leadId }: { leadId: string }) {
  const no = whyNotNameLead(known)
  if (no) return refuse(no)
  if (leadId === known.banner.leadId) return problem('leadId', 'They are the lead professional already')
  return { is: 'lead professional named', caseId: known.caseId, leadId, beforeId: known.banner.leadId }
}

/** Nobody is let into a case in full before there is a need (architecture of access: need to know). */
export function whyNotNameLead({ adoptedOn, ended }: Support): string | undefined {
  if (ended) return 'The case has ended: no lead professional is needed.'
  return adoptedOn ? undefined : 'A lead professional is named once the panel has adopted the case.'
}
