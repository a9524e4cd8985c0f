import { refuse } from '../../platform/pure/outcomes.ts'
import type { Answers } from '../../platform/pure/questions.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { Document, Scan } from './code-lists.ts'
import type { documentQuestions, setAsideQuestions } from './questions.ts'

export const addDocument = ({ caseId }: { caseId: string }, answers: Answers<typeof documentQuestions>) => ({
  is: 'document added',
  caseId,
  whatWord: answers.what,
  ...answers,
})

/** Why nobody opens it now, or why this viewer does not; undefined when they may. */
export function whyClosed({ scan, setAside }: Pick<Document, 'scan' | 'setAside'>, viewer: Viewer): string | undefined {
  if (scan === 'infected') return 'A virus was found in this file. It was destroyed, and its record is kept.'
  if (scan === 'waiting')
    return 'This file waits to be looked over for viruses, and cannot be opened before. That happens by itself, within minutes once the scanner answers.'
  const isNotForHere = setAside && ['about somebody else', 'wrong file'].includes(setAside.as)
  if (isNotForHere && !viewer.roles.includes('Channel coordinator'))
    return 'This file does not belong to the case, so only the Channel coordinator opens it.'
  return undefined
}

export function releaseDocument({ document }: { document: Document }) {
  const { caseId, attachmentId, releasedAt, setAside, scan } = document
  if (setAside) return refuse('This document was set aside: what is wrong is not given to the panel.')
  if (releasedAt) return refuse('This document is in the pack already.')
  if (scan === 'infected') return refuse('A virus was found in this file, so there is nothing to give to the panel.')
  if (scan === 'waiting')
    return refuse('This file waits to be looked over for viruses. Put it into the pack afterwards.')
  return { is: 'document put into the pack', caseId, attachmentId }
}

export function setAsideDocument({ document }: { document: Document }, { as, why }: Answers<typeof setAsideQuestions>) {
  if (document.setAside) return refuse('This document was set aside already.')
  return { is: 'document set aside', caseId: document.caseId, attachmentId: document.attachmentId, asWord: as, why }
}

/** What the scanner said of a file that waited for it. */
export function recordScan({ document }: { document: Document }, { found }: { found: 'clean' | 'infected' }) {
  if (document.scan !== 'waiting') return refuse('This file does not wait for the scanner.')
  const { caseId, attachmentId } = document
  return {
    is: found === 'clean' ? 'document found clean' : 'virus found in a document',
    caseId,
    attachmentId,
    found: found as Scan,
  }
}

/** How long a file is, for people: "340 KB", "2.1 MB". */
export const lengthInWords = (bytes: number) =>
  bytes < 1000 ? `${bytes} bytes` : bytes < 1e6 ? `${Math.round(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1)} MB`
