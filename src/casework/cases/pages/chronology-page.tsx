import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showInstant } from '../../../platform/pure/days.ts'
import { Timeline } from '../../../platform/ui/markup.tsx'
import type { chronology } from '../chronology.ts'
import { CaseFrame } from './case-frame.tsx'

export function ChronologyPage({ frame, known }: Shown<z.infer<typeof chronology.gives>>) {
  return (
    <CaseFrame frame={frame} banner={known.banner} tab="Chronology" title="Chronology of a case">
      <Timeline
        items={known.lines.map(({ what, by, agency, at }) => ({
          title: what,
          by: agency ? `${by}, ${agency}` : by,
          at,
          when: showInstant(at),
        }))}
      />
    </CaseFrame>
  )
}
