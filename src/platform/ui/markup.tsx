/** Typed markup for what is drawn often, in the design system's own classes. Form components come by `Govuk`. */
export { BackLink, Breadcrumbs, Links, Pagination, SubNavigation } from './navigation.tsx'
export { SummaryList, TaskList, Timeline } from './lists.tsx'
export {
  Button,
  ButtonGroup,
  Details,
  ErrorSummary,
  InsetText,
  NotificationBanner,
  Tag,
  WarningText,
} from './notices.tsx'
export { Table } from './table.tsx'
export { Govuk } from './govuk.tsx'
