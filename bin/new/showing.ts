import { article, camelPlural } from './doing.ts'
import { capital, type Words } from './words.ts'

/** What is shown, where, and what others may use. */
export const showing = (w: Words): Record<string, string> => ({
  'index.ts': `/** The front door of ${w.module}: what other modules may use. */
export { ${w.moduleName}OfCase } from './queries.ts'
`,
  'module.ts': `import { type Module, route } from '../../platform/module.ts'
import { ${w.command} } from './commands/${w.phrase}.ts'
import { ${capital(camelPlural(w))}Page } from './pages/${w.table.replaceAll('_', '-')}-list-page.tsx'
import { ${capital(w.command)}Page } from './pages/${w.phrase}-page.tsx'
import { ${w.moduleName}OfCase } from './queries.ts'

export const ${w.moduleName}: Module = {
  name: '${w.module}',
  routes: [
    route({ path: '/cases/:caseId/${w.module}', looks: ${w.moduleName}OfCase, shows: ${capital(camelPlural(w))}Page }),
    route({
      path: '/cases/:caseId/${w.module}/${w.phrase}',
      looks: ${w.moduleName}OfCase,
      shows: ${capital(w.command)}Page,
      performs: ${w.command},
      then: ({ caseId }) => \`/cases/\${caseId}/${w.module}\`,
      done: 'The ${w.noun} was ${w.fact.slice(w.noun.length + 1)}',
    }),
  ],
}
`,
  [`pages/${w.phrase}-page.tsx`]: `import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { ActPage } from '../../../platform/ui/act-page.tsx'
import { protectiveMarking } from '../../cases/index.ts'
import type { ${w.moduleName}OfCase } from '../queries.ts'
import { ${w.name}Questions } from '../questions.ts'

export function ${capital(w.command)}Page(shown: Shown<z.infer<typeof ${w.moduleName}OfCase.gives>>) {
  const { banner, caseId } = shown.known
  return (
    <ActPage
      shown={shown}
      title="${capital(w.verb)} ${article(w)} ${w.noun}"
      caption={\`\${banner.knownAs}, case \${banner.reference}\`}
      questions={${w.name}Questions}
      submit="${capital(w.verb)} the ${w.noun}"
      back={{ href: \`/cases/\${caseId}/${w.module}\`, text: 'Back to the ${w.nouns}' }}
      marking={protectiveMarking}
      reference={banner.reference}
      namesAPerson
    />
  )
}
`,
  [`pages/${w.table.replaceAll('_', '-')}-list-page.tsx`]: `import type { z } from 'zod'
import type { Shown } from '../../../platform/module.ts'
import { showDay } from '../../../platform/pure/days.ts'
import { Button, Table } from '../../../platform/ui/markup.tsx'
import { Page } from '../../../platform/ui/page.tsx'
import { protectiveMarking } from '../../cases/index.ts'
import { ${w.command} } from '../commands/${w.phrase}.ts'
import type { ${w.moduleName}OfCase } from '../queries.ts'

export function ${capital(camelPlural(w))}Page({ frame, known, may }: Shown<z.infer<typeof ${w.moduleName}OfCase.gives>>) {
  const { banner, caseId, ${camelPlural(w)} } = known
  return (
    <Page
      frame={frame}
      title="${capital(w.nouns)} of a case"
      heading={banner.knownAs}
      caption={\`Case \${banner.reference}\`}
      back={{ href: \`/cases/\${caseId}\`, text: 'Back to the case' }}
      marking={protectiveMarking}
      reference={banner.reference}
      namesAPerson
      wide
    >
      {may(${w.command}) && <Button href={\`/cases/\${caseId}/${w.module}/${w.phrase}\`}>${capital(w.verb)} ${article(w)} ${w.noun}</Button>}
      <Table
        caption="${capital(w.nouns)}"
        columns={[{ text: 'Day' }, { text: 'What was said' }, { text: 'By' }]}
        rows={${camelPlural(w)}.map(({ happenedOn, words, by }) => ({ cells: [showDay(happenedOn), words, by ?? ''] }))}
        empty="There is no ${w.noun} here that you can see."
      />
    </Page>
  )
}
`,
})
