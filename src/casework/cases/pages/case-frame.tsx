import type { ComponentChildren } from 'preact'
import { dayOf, showDay } from '../../../platform/pure/days.ts'
import { capital } from '../../../platform/pure/words.ts'
import type { Frame } from '../../../platform/ui/page.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { SubNavigation } from '../../../platform/ui/navigation.tsx'
import { Details, InsetText, SummaryList, Tag } from '../../../platform/ui/markup.tsx'
import { isHeld } from '../police-lead.ts'
import { type Tab, tabs } from '../case-tabs.ts'
import type { Banner } from '../queries.ts'

export const protectiveMarking = 'OFFICIAL-SENSITIVE'

/** Above the heading of a page that is about one thing of a case: whom and which case it concerns. */
export const captionOf = ({ knownAs, reference }: { knownAs: string; reference: string }) => (
  <>
    {knownAs}, case <span class="ot-reference">{reference}</span>
  </>
)

interface CaseFrameProps {
  frame: Frame
  banner: Banner
  tab: Tab
  title: string
  children: ComponentChildren
}

/** A page of a case: the banner, the tabs, and what this one is about. */
export function CaseFrame({ frame, banner, tab, title, children }: CaseFrameProps) {
  return (
    <Page
      frame={frame}
      title={title}
      heading={banner.knownAs}
      caption={`Case ${banner.reference}`}
      namesAPerson
      printable
      wide
      marking={protectiveMarking}
      reference={banner.reference}
      back={{ href: '/cases', text: 'All cases' }}
    >
      <CaseBanner banner={banner} />
      {isHeld(banner.stage) && (
        <InsetText>
          The police lead this case now, and the panel’s work is held. Nobody approaches the person about it until the
          chair has said how it goes on.
        </InsetText>
      )}
      <SubNavigation
        label="This case"
        items={tabs
          .map(([path, name]) => ({
            href: `/cases/${banner.caseId}${path}`,
            text: banner.changed.includes(name) ? `${name} (changed)` : name,
            current: name === tab,
          }))
          .filter(({ href }) => frame.opens?.(href) ?? true)}
      />
      {children}
    </Page>
  )
}

/** A day in a table, which is not broken over lines. */
export const Day = ({ children }: { children: string }) => <span class="ot-day">{children}</span>

/** A day by which something is due; that it has passed is said in words, not by colour alone. */
export function DueDay({ day, late }: { day: string; late: boolean }) {
  return (
    <>
      <Day>{showDay(day)}</Day> {late && <Tag colour="red">Overdue</Tag>}
    </>
  )
}

/** Support is over, or there was none: what was not done is not done any more. */
const over = ({ stage }: Banner) => stage === 'finished' || stage.startsWith('after ')

/** What a case is at a glance. On a narrow screen the rest stands under one disclosure; elsewhere, and on paper, all of it. */
export function CaseBanner({ banner }: { banner: Banner }) {
  const nobody = over(banner) ? 'Nobody' : 'Nobody yet'
  return (
    <div class="ot-banner">
      <SummaryList
        rows={[
          { label: 'Stage', value: `${capital(banner.stage)}, since ${showDay(dayOf(banner.since))}` },
          {
            label: 'Next date',
            value: banner.nextDue ? <DueDay day={banner.nextDue} late={banner.late} /> : 'Nothing is due',
          },
          ...(banner.marks.length ? [{ label: 'Marks', value: capital(banner.marks.join(', ')) }] : []),
        ]}
      />
      <Details summary="More about this case">
        <SummaryList
          rows={[
            { label: 'Age', value: banner.age === null ? 'Not known' : `${banner.age}` },
            {
              label: 'Consent',
              value: banner.consent ? capital(banner.consent) : over(banner) ? 'Not asked' : 'Not asked yet',
            },
            { label: 'Lead professional', value: banner.lead ?? nobody },
            { label: 'Coordinator', value: banner.coordinator ?? nobody },
          ]}
        />
      </Details>
    </div>
  )
}
