import { z } from 'zod'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { bannerOf } from '../cases/index.ts'
import {
  type AssessmentsOfCase,
  assessmentsOfCase,
  type OneAssessment,
  oneAssessment,
  onePart,
  type Previous,
} from './known.ts'
import { type Content, ownParts } from './instrument.ts'
import { optionsFor } from './options.ts'
import { assessmentPolicy } from './policy.ts'
import {
  assessmentsIn,
  conclusionOf,
  contentOf,
  needsOf,
  partsIn,
  type SavedPart,
  type SealedPart,
  worksInFull,
} from './reading.ts'

const ofCase = z.object({ caseId: id() })

async function assessmentsSeen(reading: Reading, caseId: string): Promise<AssessmentsOfCase | undefined> {
  const [banner, all, inFull] = await Promise.all([
    bannerOf(reading, caseId),
    assessmentsIn(reading, caseId),
    worksInFull(reading, caseId),
  ])
  if (!banner) return undefined
  const lines = all.map(({ finishedAt: _at, setAside: _why, instrumentId: _id, ...line }) => line)
  const newest = newestFinished(all)
  const [conclusion, needs, options] = await Promise.all([
    newest ? conclusionOf(reading, caseId, newest.assessmentId) : null,
    newest ? needsOf(reading, caseId, newest.assessmentId) : [],
    optionsFor(reading, banner.stage),
  ])
  const line = newest && lines.find(({ assessmentId }) => assessmentId === newest.assessmentId)
  return {
    caseId,
    banner,
    inFull,
    today: reading.today,
    all: lines,
    open: lines.find(({ state }) => state === 'being written') ?? null,
    newest: line ? { ...line, conclusion, needs } : null,
    options,
  }
}

export const assessments = query({
  name: 'assessment.of-case',
  zone: 'casework',
  summary: 'The assessments of a case: which there are, and what the newest came to',
  about: ofCase,
  gives: assessmentsOfCase,
  allows: assessmentPolicy.read,
  read: (reading, { caseId }) => assessmentsSeen(reading, caseId),
  subjects: ({ caseId }) => [caseId],
})

export const beforeBeginning = query({
  name: 'assessment.before-beginning',
  zone: 'casework',
  summary: 'A case before an assessment is begun, and the instruments in use',
  about: ofCase,
  gives: assessmentsOfCase,
  allows: assessmentPolicy.begin,
  read: (reading, { caseId }) => assessmentsSeen(reading, caseId),
  subjects: ({ caseId }) => [caseId],
})

type Finished = Awaited<ReturnType<typeof assessmentsIn>>[number]
/** The one that was finished last, of all or of those finished before an instant. */
const newestFinished = (all: readonly Finished[], before?: string | null) =>
  all
    .filter(({ finishedAt }) => finishedAt && (!before || finishedAt < before))
    .sort((one, other) => other.finishedAt!.localeCompare(one.finishedAt!))[0]

/** One assessment, item by item, with the one before it; undefined where there is none in sight. */
async function oneOf(reading: Reading, caseId: string, assessmentId: string) {
  const [banner, all, inFull] = await Promise.all([
    bannerOf(reading, caseId),
    assessmentsIn(reading, caseId),
    worksInFull(reading, caseId),
  ])
  const row = all.find((each) => each.assessmentId === assessmentId)
  if (!banner || !row) return undefined
  const before = newestFinished(all, row.finishedAt)
  const [content, parts, previous] = await Promise.all([
    contentOf(reading, row.instrumentId),
    partsIn(reading, caseId, assessmentId),
    before ? previousOf(reading, caseId, before) : null,
  ])
  const { finishedAt: _, setAside, ...line } = row
  const said: OneAssessment = {
    ...line,
    caseId,
    banner,
    inFull,
    about: content.about,
    setAside: setAside && reading.open<{ reason: string }>(caseId, 'assessment', setAside).reason,
    parts: partsFor(content, parts),
    ...ownWords(parts),
    previous,
  }
  return { said, parts }
}

async function previousOf(reading: Reading, caseId: string, row: Finished): Promise<Previous> {
  const parts = await partsIn(reading, caseId, row.assessmentId)
  const { strengths, needs, summary } = ownWords(parts)
  return {
    assessmentId: row.assessmentId,
    on: row.finishedOn!,
    items: parts.flatMap(({ words }) => words.items ?? []),
    strengths,
    needs,
    summary: summary ?? '',
  }
}

function ownWords(parts: readonly SavedPart[]) {
  const words: SealedPart = Object.assign({}, ...parts.map((each) => each.words))
  const { strengths = [], needs = [], noStrengths, summary, changes, ownView } = words
  return { strengths, needs, noStrengths, summary, changes, ownView }
}

const ownNames = {
  strengths: 'Protective factors and strengths',
  needs: 'Needs',
  summary: 'Summary, and what has changed',
}

function partsFor({ dimensions }: Content, saved: readonly SavedPart[]): OneAssessment['parts'] {
  const found = (code: string) => saved.find(({ part }) => part === code)
  return [
    ...dimensions.map((each) => ({ ...each, saved: !!found(each.code), answers: found(each.code)?.words.items ?? [] })),
    ...ownParts.map((code) => ({ code, name: ownNames[code], items: [], saved: !!found(code), answers: [] })),
  ]
}

const ofOne = ofCase.extend({ assessmentId: id() })

export const assessment = query({
  name: 'assessment.one',
  zone: 'casework',
  summary: 'One assessment, item by item with evidence and source, and the one before it',
  about: ofOne,
  gives: oneAssessment,
  allows: assessmentPolicy.readInFull,
  read: async (reading, { caseId, assessmentId }) => (await oneOf(reading, caseId, assessmentId))?.said,
  subjects: ({ caseId }) => [caseId],
})

export const itemsPart = query({
  name: 'assessment.part',
  zone: 'casework',
  summary: 'One part of an assessment, with what was found last time',
  about: ofOne.extend({ part: z.string().max(40) }),
  gives: onePart,
  allows: assessmentPolicy.readInFull,
  async read(reading, { caseId, assessmentId, part }) {
    const known = await partOf(reading, { caseId, assessmentId, part })
    return known?.part.items.length ? known : undefined
  },
  subjects: ({ caseId }) => [caseId],
})

const ownPart = (part: (typeof ownParts)[number], summary: string) =>
  query({
    name: `assessment.${part}`,
    zone: 'casework',
    summary,
    about: ofOne,
    gives: onePart,
    allows: assessmentPolicy.readInFull,
    read: (reading, about) => partOf(reading, { ...about, part }),
    subjects: ({ caseId }) => [caseId],
  })
export const strengthsPart = ownPart('strengths', 'The protective factors and strengths in an assessment')
export const needsPart = ownPart('needs', 'The needs that an assessment found')
export const summaryPart = ownPart('summary', 'The summary of an assessment, and what changed')

async function partOf(reading: Reading, about: { caseId: string; assessmentId: string; part: string }) {
  const one = await oneOf(reading, about.caseId, about.assessmentId)
  const part = one?.said.parts.find(({ code }) => code === about.part)
  if (!one || !part) return undefined
  return {
    ...one.said,
    part,
    version: one.parts.find((each) => each.part === part.code)?.version ?? 0,
    options: { items: part.items.map(({ code, name }) => ({ value: code, label: name })) },
  }
}
