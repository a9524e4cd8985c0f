import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showDay, showInstant } from '../../../platform/pure/days.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { Form } from '../../../platform/ui/form.tsx'
import { Table, Tag } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { MistakenTag, protectiveMarking } from '../../cases/index.ts'
import { Answered } from '../answered.tsx'
import { mailQuestions, type noticeChoice, type notices } from '../notices.ts'

type Known = z.infer<typeof notices.gives>

export function NoticesPage({ frame, known, form, path }: Shown<Known>) {
  return (
    <Page
      frame={frame}
      title="Notices"
      back={{ href: '/work', text: 'Your work' }}
      wide
      namesAPerson
      marking={protectiveMarking}
    >
      <p class="govuk-body">
        {`${mailWords[known.mail]} `}
        <a class="govuk-link" href="/notices/mail">
          Change when we write to you
        </a>
      </p>
      <Answered answers={known.answers} />
      {known.notices.some(({ read }) => !read) && (
        <Form action={path} csrf={form.csrf} actId={form.actId} questions={{}} submit="Mark all as read" />
      )}
      <Table
        caption="By case, what is new first"
        captionSize="hidden"
        columns={[{ text: 'Case' }, { text: 'What' }, { text: 'Read' }]}
        rows={byCase(known.notices).map(({ caseId, knownAs, mistaken, reference, all, isNew }) => ({
          href: `/cases/${caseId}`,
          cells: [
            <>
              {knownAs} <span class="ot-reference">({reference})</span>
              <MistakenTag mistaken={mistaken} />
            </>,
            <ul class="govuk-list">
              {all.map((notice) => (
                <li>
                  {notice.read ? wordsOf(notice) : <strong>{wordsOf(notice)}</strong>}
                  <br />
                  <span class="govuk-hint">{showInstant(notice.at)}</span>
                </li>
              ))}
            </ul>,
            isNew ? <Tag colour="blue">New</Tag> : 'Read',
          ],
        }))}
        empty="Nothing yet. When something becomes due from you, is given to you, is answered or is decided on a case that you work on, it is listed here. Opening the case marks it as read."
      />
    </Page>
  )
}

/**
 * One entry a case: ten things that happened on one case are one thing to read. What is new comes first and is said in
 * full; of what was read, the newest.
 */
function byCase(notices: Known['notices']) {
  const cases = [...Map.groupBy(notices, ({ caseId }) => caseId).values()].map((all) => {
    const unread = all.filter(({ read }) => !read)
    return { ...all[0]!, all: unread.length ? unread : all.slice(0, 1), isNew: unread.length > 0 }
  })
  return [...cases.filter(({ isNew }) => isNew), ...cases.filter(({ isNew }) => !isNew)]
}

const mailWords: Record<string, string> = {
  'at once': 'We write to you as soon as there is something new.',
  'once a day': 'We write to you once a day, when there is something new.',
  none: 'We do not write to you about these.',
}

function wordsOf({ kind, what, onDay }: Known['notices'][number]) {
  if (kind === 'assigned') return `For you to do by ${showDay(onDay)}: ${what}`
  if (kind === 'due') return `Due on ${showDay(onDay)}: ${what}`
  return what
}

export function NoticeMailPage(shown: Shown<z.infer<typeof noticeChoice.gives>>) {
  return (
    <ActPage
      shown={shown}
      title="When we write to you"
      questions={mailQuestions}
      submit="Save"
      back={{ href: '/notices', text: 'Notices' }}
    />
  )
}
