import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import nunjucks from 'nunjucks'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { govukHtml } from './govuk.tsx'
import {
  BackLink,
  Breadcrumbs,
  Button,
  Details,
  ErrorSummary,
  InsetText,
  NotificationBanner,
  Pagination,
  SubNavigation,
  SummaryList,
  Table,
  Tag,
  TaskList,
  Timeline,
  WarningText,
} from './markup.tsx'

const require = createRequire(import.meta.url)
const govuk = dirname(require.resolve('govuk-frontend/package.json'))

/** The same markup, whatever the white space between tags and the order of attributes. */
function plain(markup: string) {
  return markup
    .replace(/<([a-z0-9]+)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>/gi, (_, name: string, attributes: string) => {
      const sorted = [...attributes.matchAll(/[\w-]+(?:="[^"]*")?/g)].map(([one]) => one.replace(/=""$/, '')).sort()
      return `<${[name, ...sorted].join(' ')}>`
    })
    .replace(/\s+/g, ' ')
    .replace(/ ?(<\/?(?!span|a)[^>]*>) ?/g, '$1')
    .replace(/(<(?:a|span)\b[^>]*>) | (<\/(?:a|span)>)/g, '$1$2')
    .replace(/(<\/?(?:a|span)\b[^>]*>) (?=<)/g, '$1')
    .replace(/&quot;/g, '"')
    .replace(/&#39;|’/g, "'")
    .replace(/&ctdot;/g, '⋯')
    .trim()
}

function shipped(component: string, name: string) {
  const file = join(govuk, 'dist/govuk/components', component, 'fixtures.json')
  const { fixtures } = JSON.parse(readFileSync(file, 'utf8')) as { fixtures: { name: string; html: string }[] }
  const fixture = fixtures.find((one) => one.name === name)
  assert.ok(fixture, `${component} has no fixture called ${name}`)
  return fixture.html
}

function same(drawn: VNode, markup: string) {
  assert.equal(plain(renderToString(drawn)), plain(markup))
}

test('a back link, breadcrumbs, a tag, inset text and a warning are those of the design system', () => {
  same(<BackLink href="#" />, shipped('back-link', 'default'))
  same(
    <Breadcrumbs items={[{ text: 'Section', href: '/section' }, { text: 'Sub-section' }]} />,
    govukHtml('breadcrumbs', { items: [{ text: 'Section', href: '/section' }, { text: 'Sub-section' }] }),
  )
  same(<Tag>Alpha</Tag>, shipped('tag', 'default'))
  same(<Tag colour="grey">Grey</Tag>, shipped('tag', 'grey'))
  same(
    <InsetText>
      It can take up to 8 weeks to register a lasting power of attorney if there are no mistakes in the application.
    </InsetText>,
    shipped('inset-text', 'default'),
  )
  same(
    <WarningText>You can be fined up to £5,000 if you don’t register.</WarningText>,
    shipped('warning-text', 'default'),
  )
})

test('buttons are those of the design system', () => {
  same(<Button>Save and continue</Button>, shipped('button', 'default'))
  same(
    <Button href="/">This is a link button</Button>,
    govukHtml('button', { text: 'This is a link button', href: '/' }),
  )
  same(
    <Button kind="secondary">Secondary</Button>,
    govukHtml('button', { text: 'Secondary', classes: 'govuk-button--secondary' }),
  )
  same(
    <Button name="act" value="remove" once disabled>
      Remove
    </Button>,
    govukHtml('button', { text: 'Remove', name: 'act', value: 'remove', preventDoubleClick: true, disabled: true }),
  )
})

test('details and the notification banner are those of the design system', () => {
  same(
    <Details summary="More" open>
      Words
    </Details>,
    govukHtml('details', { summaryText: 'More', text: 'Words', open: true }),
  )
  same(
    <NotificationBanner>This publication was withdrawn on 7 March 2014.</NotificationBanner>,
    shipped('notification-banner', 'default'),
  )
  same(
    <NotificationBanner success>Saved</NotificationBanner>,
    govukHtml('notification-banner', { type: 'success', text: 'Saved' }),
  )
})

test('the error summary is that of the design system, and leads to the input at fault', () => {
  const problems = [
    { at: 'born', field: 'born-year', message: 'The year must have 4 numbers, like 2026' },
    { at: '', message: 'The panel has already decided' },
  ]
  const errorList = [{ href: '#born-year', text: problems[0]?.message }, { text: problems[1]?.message }]
  same(<ErrorSummary problems={problems} />, govukHtml('error-summary', { titleText: 'There is a problem', errorList }))
  assert.equal(renderToString(<ErrorSummary problems={[]} />), '')
})

test('a summary list is that of the design system, with and without actions', () => {
  const rows = [
    { label: 'Name', text: 'Sarah Philips' },
    { label: 'Date of birth', text: '5 January 1978' },
  ]
  const params = rows.map(({ label, text }) => ({ key: { text: label }, value: { text } }))
  same(<SummaryList rows={rows} />, govukHtml('summary-list', { rows: params }))
  same(
    <SummaryList rows={rows} change={(row) => `/change/${row.text.length}`} />,
    govukHtml('summary-list', {
      rows: params.map((row, index) => ({
        ...row,
        actions: {
          items: [
            {
              href: ['/change/13', '/change/14'][index],
              text: 'Change',
              visuallyHiddenText: row.key.text.toLowerCase(),
            },
          ],
        },
      })),
    }),
  )
  const some = [
    {
      ...rows[0],
      label: 'Name',
      actions: [
        { href: '/a', text: 'Add' },
        { href: '/b', text: 'Change' },
      ],
    },
    { label: 'Born', text: 'x' },
  ]
  same(
    <SummaryList rows={some} />,
    govukHtml('summary-list', {
      rows: [
        {
          key: { text: 'Name' },
          value: { text: 'Sarah Philips' },
          actions: {
            items: [
              { href: '/a', text: 'Add' },
              { href: '/b', text: 'Change' },
            ],
          },
        },
        { key: { text: 'Born' }, value: { text: 'x' } },
      ],
    }),
  )
})

test('a task list is that of the design system', () => {
  same(
    <TaskList
      items={[
        { title: 'Company Directors', href: '#', status: 'Completed' },
        { title: 'Reasons', hint: 'Why', status: <Tag colour="blue">Not started</Tag>, href: '/r' },
        { title: 'Sign', status: 'Cannot start yet', cannotStart: true },
      ]}
    />,
    govukHtml('task-list', {
      items: [
        { title: { text: 'Company Directors' }, href: '#', status: { text: 'Completed' } },
        {
          title: { text: 'Reasons' },
          hint: { text: 'Why' },
          href: '/r',
          status: { tag: { text: 'Not started', classes: 'govuk-tag--blue' } },
        },
        {
          title: { text: 'Sign' },
          status: { text: 'Cannot start yet', classes: 'govuk-task-list__status--cannot-start-yet' },
        },
      ],
    }),
  )
})

test('pagination is that of the design system, as a list and as previous and next', () => {
  const items = [
    { number: 1, href: '/page/1' },
    { number: 2, href: '/page/2', current: true },
    { number: 3, href: '/page/3' },
  ]
  const arrows = { previous: { href: '/previous' }, next: { href: '/next' } }
  same(<Pagination {...arrows} items={items} />, govukHtml('pagination', { ...arrows, items }))
  same(<Pagination {...arrows} />, govukHtml('pagination', arrows))
  const labelled = { next: { href: '/next', text: 'Older', labelText: 'before 3 May' } }
  same(<Pagination {...labelled} />, govukHtml('pagination', labelled))
})

test('a table is that of the design system, in a frame that scrolls by itself, each cell knowing its column', () => {
  const drawn = renderToString(
    <Table
      caption="Months"
      captionSize="m"
      columns={[{ text: 'Month' }, { text: 'Referrals', numeric: true }]}
      rows={[{ cells: ['January', 3] }, { cells: ['May', 12] }]}
    />,
  )
  const framed = /^<div class="ot-table" role="region" aria-label="Months" tabindex="0">(.*)<\/div>$/s.exec(drawn)?.[1]
  const months = [
    ['January', '3'],
    ['May', '12'],
  ]
  const expected = govukHtml('table', {
    caption: 'Months',
    captionClasses: 'govuk-table__caption--m',
    firstCellIsHeader: true,
    head: [{ text: 'Month' }, { text: 'Referrals', format: 'numeric' }],
    rows: months.map(([month, count]) => [{ text: month }, { text: count, format: 'numeric' }]),
  })
  assert.match(framed ?? '', /<td class="[^"]+" data-column="Referrals">12/)
  assert.equal(plain(framed?.replace(/ data-column="[^"]*"/g, '') ?? ''), plain(expected))
})

test('a table says how it is sorted, and an empty one says what will be here', () => {
  const columns = [
    { text: 'Due', sort: { href: '?by=due', direction: 'ascending' as const } },
    { text: 'Who', sort: { href: '?by=who' } },
  ]
  const drawn = renderToString(
    <Table caption="Work" columns={columns} rows={[{ cells: ['Today', 'Sam'], href: '/1' }]} />,
  )
  assert.match(drawn, /aria-sort="ascending"><a class="govuk-link ot-sort" href="\?by=due">Due/)
  assert.match(drawn, /aria-sort="none"/)
  assert.match(drawn, /<th scope="row"[^>]*><a class="govuk-link" href="\/1">Today/)
  const empty = renderToString(<Table caption="Work" columns={columns} rows={[]} empty="Nothing is due." />)
  assert.ok(empty.includes('Nothing is due.') && !empty.includes('<table'))
})

test('sub navigation and timeline are those of MOJ Frontend', () => {
  const items = [
    { text: 'Overview', href: '/1', current: true },
    { text: 'Panel', href: '/2' },
  ]
  same(
    <SubNavigation label="Case" items={items} />,
    govukHtml('moj:sub-navigation', {
      label: 'Case',
      items: items.map(({ current, ...item }) => ({ ...item, active: current })),
    }),
  )
  const folder = dirname(require.resolve('@ministryofjustice/frontend/package.json'))
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folder))
  const filters = require('@ministryofjustice/frontend/moj/filters/all') as () => {
    mojDate: (...args: unknown[]) => string
  }
  environment.addFilter('mojDate', filters().mojDate)
  same(
    <Timeline
      items={[{ title: 'Decided', by: 'A Chair', at: '2026-12-03', when: '3 December 2026', children: 'Adopted' }]}
    />,
    environment.render('moj/components/timeline/template.njk', {
      params: {
        items: [
          {
            label: { text: 'Decided' },
            byline: { text: 'A Chair' },
            datetime: { timestamp: '2026-12-03', type: 'date' },
            text: 'Adopted',
          },
        ],
      },
    }),
  )
})
